using System.Text.RegularExpressions;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MimeKit;

namespace CoproNetwork.Web.Mail.Preview;

/// <summary>Shows the mails of the pickup folder, in Development only. It has no language in its address and follows the browser's.</summary>
public static class MailPreview
{
    public const string Address = "/dev/mail";

    /// <summary>A file's name without its ending: nothing that could lead out of the folder.</summary>
    private const string Mail = Address + "/{name:regex(^[0-9A-Za-z_-]+$)}";

    public static IServiceCollection AddMailPreview(this IServiceCollection services) => services.AddSingleton<PickupFolder>();

    public static void MapMailPreview(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;
        app.MapGet(Address, ListAsync).AllowAnonymous();
        app.MapGet(Mail, OneAsync).AllowAnonymous();
        app.MapGet(Mail + "/html", HtmlAsync).AllowAnonymous().WithSecurityHeadersPolicy(SecurityHeaders.MailFrame);
    }

    private static async Task<IResult> ListAsync(PickupFolder folder, IServiceProvider services, CancellationToken cancellation) =>
        await PageAsync<MailList>(services, new() { [nameof(MailList.Folder)] = folder.Path, [nameof(MailList.Mails)] = await folder.ListAsync(cancellation) });

    private static async Task<IResult> OneAsync(string name, PickupFolder folder, IServiceProvider services, CancellationToken cancellation) =>
        await folder.FindAsync(name, cancellation) is { } mail
            ? await PageAsync<OneMail>(services, new() { [nameof(OneMail.Name)] = name, [nameof(OneMail.Mail)] = mail })
            : Results.NotFound();

    private static async Task<IResult> HtmlAsync(string name, PickupFolder folder, CancellationToken cancellation) =>
        await folder.FindAsync(name, cancellation) is { HtmlBody: { } html } ? Results.Content(html, "text/html; charset=utf-8") : Results.NotFound();

    private static async Task<IResult> PageAsync<T>(IServiceProvider services, Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Results.Content(html, "text/html; charset=utf-8");
    }
}

/// <summary>A mail as a line of the list.</summary>
public sealed record PickedUpMail(string Name, string Subject, string To, DateTimeOffset Date);

/// <summary>Reads the folder that <see cref="PickupTransport"/> writes.</summary>
public sealed partial class PickupFolder(MailSettings settings)
{
    private const string Ending = ".eml";
    private const int AtMost = 200;

    public string Path => settings.Folder;

    /// <summary>The newest first: the files' names begin with their time.</summary>
    public async Task<IReadOnlyList<PickedUpMail>> ListAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(Path)) return [];
        var mails = new List<PickedUpMail>();
        var names = Directory.EnumerateFiles(Path, "*" + Ending).Select(file => System.IO.Path.GetFileNameWithoutExtension(file)!);
        foreach (var name in names.OrderDescending(StringComparer.Ordinal).Take(AtMost))
            if (await FindAsync(name, cancellation) is { } mail) mails.Add(new(name, mail.Subject ?? "", mail.To.ToString(), mail.Date));
        return mails;
    }

    /// <param name="name">A bare name, already known to hold no path.</param>
    public async Task<MimeMessage?> FindAsync(string name, CancellationToken cancellation)
    {
        var file = System.IO.Path.Combine(Path, name + Ending);
        return File.Exists(file) ? await MimeMessage.LoadAsync(file, cancellation) : null;
    }

    /// <summary>A plain text in pieces: its web addresses, and what stands between them.</summary>
    public static IEnumerable<(string Text, bool IsAddress)> Addresses(string text) =>
        WebAddress().Split(text).Select((part, i) => (part, i % 2 == 1));

    /// <summary>In a group, so that splitting keeps the addresses.</summary>
    [GeneratedRegex(@"(https?://[^\s<>""]+)")]
    private static partial Regex WebAddress();
}
