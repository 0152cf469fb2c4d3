using Ganss.Xss;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>
/// What coordinators write in Markdown, as HTML of a few harmless elements: CommonMark with bare web addresses as links, without raw HTML, and without code by indents, for a paragraph
/// that someone indents is one. No word gets lost: a picture, which would tell who opened a mail, becomes a link to it. Addresses within the site are made whole, for a mail has no site.
/// </summary>
public sealed class MarkdownText(SiteSettings site)
{
    private readonly MarkdownPipeline _pipeline = Pipeline();

    private readonly HtmlSanitizer _sanitizer = new(new()
    {
        AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "p", "br", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "code", "pre" },
        AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "https", "http", "mailto" },
    })
    {
        KeepChildNodes = true,
    };

    /// <summary>The page has its own first heading, so a first one in the text becomes a second.</summary>
    public IHtmlContent ToHtml(string? markdown)
    {
        if (string.IsNullOrEmpty(markdown)) return HtmlString.Empty;
        var document = Markdown.Parse(markdown, _pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>()) heading.Level = Math.Min(heading.Level + 1, 4);
        foreach (var link in document.Descendants<LinkInline>().ToList()) Tame(link);
        return new HtmlString(_sanitizer.Sanitize(document.ToHtml(_pipeline)));
    }

    /// <summary>As it was written, which is what CommonMark is for, with whole addresses.</summary>
    public string ToText(string? markdown)
    {
        if (string.IsNullOrEmpty(markdown)) return "";
        var text = new System.Text.StringBuilder(markdown);
        var document = Markdown.Parse(markdown, _pipeline);
        var addresses = document.Descendants<LinkInline>().Where(link => link.Reference is null).Select(link => (link.UrlSpan, link.Url))
            .Concat(document.Descendants<LinkReferenceDefinition>().Select(definition => (definition.UrlSpan, definition.Url)));
        foreach (var (span, url) in addresses.Where(one => !one.UrlSpan.IsEmpty && Whole(one.Url) != one.Url).OrderByDescending(one => one.UrlSpan.Start))
            text.Remove(span.Start, span.Length).Insert(span.Start, Whole(url));
        return text.ToString();
    }

    /// <summary>A picture within a link is its words; a link without words says where it leads.</summary>
    private void Tame(LinkInline link)
    {
        if (link.IsImage && link.FindParentOfType<LinkInline>().Any(parent => parent != link))
        {
            link.ReplaceBy(new ContainerInline());
            return;
        }

        (link.IsImage, link.Url) = (false, Whole(link.Url));
        if (link.Url is { } url && !link.Descendants<LeafInline>().Any()) link.AppendChild(new LiteralInline(url));
    }

    private string? Whole(string? url) => url is ['/', ..] and not ['/', '/', ..] ? site.Absolute(url) : url;

    private static MarkdownPipeline Pipeline()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UsePreciseSourceLocation();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }
}
