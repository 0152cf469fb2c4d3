using Ganss.Xss;
using Markdig;
using Microsoft.AspNetCore.Html;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>What coordinators write in Markdown (CommonMark with bare web addresses as links), as HTML of a few harmless elements. As plain text it stays as it was written.</summary>
public sealed class MarkdownText
{
    private readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().Build();

    private readonly HtmlSanitizer _sanitizer = new(new()
    {
        AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "p", "br", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "code" },
        AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "https", "http", "mailto" },
    });

    /// <summary>The page has its own first heading, so a first one in the text becomes a second.</summary>
    public IHtmlContent ToHtml(string? markdown)
    {
        if (string.IsNullOrEmpty(markdown)) return HtmlString.Empty;
        var document = Markdown.Parse(markdown, _pipeline);
        foreach (var heading in document.OfType<Markdig.Syntax.HeadingBlock>()) heading.Level = Math.Min(heading.Level + 1, 4);
        return new HtmlString(_sanitizer.Sanitize(document.ToHtml(_pipeline)));
    }
}
