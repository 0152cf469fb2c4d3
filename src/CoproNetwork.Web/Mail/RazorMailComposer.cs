using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CoproNetwork.Web.Mail;

/// <summary>Writes mails with one Razor component each, once for HTML and once for plain text; Welsh above English where the reader's language is unknown.</summary>
public sealed class RazorMailComposer(IServiceProvider services, ILoggerFactory loggers, WordBook book, SiteSettings site) : IMailComposer
{
    private static readonly Dictionary<string, Type> Templates = typeof(RazorMailComposer).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(MailBase)) && !type.IsAbstract)
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Known => Templates.Keys;

    /// <exception cref="KeyNotFoundException">There is no such mail, or a text that it needs is missing.</exception>
    public async Task<ComposedMail> ComposeAsync(MailToCompose mail, CancellationToken cancellation)
    {
        SiteLanguage[] languages = mail.Language switch
        {
            MailLanguage.Welsh => [SiteLanguage.Welsh],
            MailLanguage.English => [SiteLanguage.English],
            _ => [SiteLanguage.Welsh, SiteLanguage.English],
        };
        var subject = string.Join(" | ", languages.Select(language => Subject(mail, book.For(language))));
        return await ComposeAsync([.. languages.Select(language => new MailContext(mail, book.For(language), site, Plain: false))], Templates[mail.Template], subject);
    }

    /// <summary>The same words in the frame of every mail, once as HTML and once plain.</summary>
    /// <param name="parts">One for each language.</param>
    /// <param name="body">A component of what stands between greeting and sign-off.</param>
    internal async Task<ComposedMail> ComposeAsync(IReadOnlyList<MailContext> parts, Type body, string subject)
    {
        var html = await RenderAsync(parts, body, subject);
        var text = await RenderAsync([.. parts.Select(part => part with { Plain = true })], body, subject);
        return new(subject, html, Tidied(WebUtility.HtmlDecode(text)));
    }

    /// <summary>Every subject may show the member's number, the badge's edition and its number, in this order.</summary>
    private static string Subject(MailToCompose mail, Words words) =>
        words[$"Mails.{mail.Template}.Subject", mail.Model.MemberNumber, mail.Model.BadgeEdition, mail.Model.BadgeNumber];

    /// <summary>The components' own indentation goes, and one blank line stands between paragraphs.</summary>
    private static string Tidied(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimStart()))
            if (line.Length > 0 || (lines.Count > 0 && lines[^1].Length > 0)) lines.Add(line);
        return string.Join('\n', lines).TrimEnd() + "\n";
    }

    private async Task<string> RenderAsync(IReadOnlyList<MailContext> parts, Type body, string subject)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(MailFrame.Parts)] = parts,
                [nameof(MailFrame.Body)] = body,
                [nameof(MailFrame.Subject)] = subject,
            });
            return (await renderer.RenderComponentAsync<MailFrame>(parameters)).ToHtmlString();
        });
    }
}

/// <summary>What a mail's component sees: the mail, the words of one language, and whether it is written as HTML or plain.</summary>
public sealed record MailContext(MailToCompose Mail, Words Words, SiteSettings Site, bool Plain)
{
    /// <summary>What an issue of the newsletter shows; null in every other mail.</summary>
    public IssueInMail? Issue { get; init; }

    /// <summary>The absolute address by which the reader leaves the list that this mail belongs to; null for what nobody can leave.</summary>
    public string? LeaveLink => Mail.Exit is { } way ? Page("/Newsletters/Unsubscribe", ("t", way.Token), ("list", way.List.Slug())) : null;

    /// <summary>The absolute address where the reader chooses among all lists.</summary>
    public string? ChoicesLink => Mail.Exit is { } way ? Page("/Newsletters/Choices", ("t", way.Token)) : null;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The absolute address, in the mail's language, of the page that the mail's token opens.</summary>
    public string Link(string page) => Page(page, ("t", Mail.Token));

    /// <summary>The absolute address of any other page: the token never goes there.</summary>
    public string Page(string page, params ReadOnlySpan<(string Name, object? Value)> values) => Site.Absolute(SiteLinks.In(Words.Language).To(page, values));

    /// <summary>A text of this mail: <c>Mails.{template}.{key}</c>.</summary>
    public string Text(string key, params object?[] arguments) => Words[$"Mails.{Mail.Template}.{key}", arguments];

    /// <summary>Encoded, with its line breaks: not every mail program knows how to keep them by style.</summary>
    public static MarkupString Lines(string? text) =>
        new(string.Join("<br />", (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(Encoder.Encode)));
}

/// <summary>Base of the mails. One component a mail, named as in <see cref="MailTemplates"/>.</summary>
public abstract class MailBase : ComponentBase
{
    [CascadingParameter]
    public MailContext Context { get; set; } = null!;

    protected MailModel Model => Context.Mail.Model;

    protected string Text(string key, params object?[] arguments) => Context.Text(key, arguments);
}
