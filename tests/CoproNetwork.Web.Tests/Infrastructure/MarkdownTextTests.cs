using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Tests.Infrastructure;

/// <summary>Whatever a coordinator writes, its words are there, and nothing that harms or tells on a reader.</summary>
public sealed class MarkdownTextTests
{
    private static readonly MarkdownText Markdown = new(new(new("https://portal.example.org")));

    [Theory]
    [InlineData("**Bore** *da*", "<p><strong>Bore</strong> <em>da</em></p>")]
    [InlineData("    Dear all", "<p>Dear all</p>")]
    [InlineData("\tDear all", "<p>Dear all</p>")]
    [InlineData("# Big\n\n> # Quoted", "<h2>Big</h2><blockquote><h2>Quoted</h2></blockquote>")]
    [InlineData("##### Deep", "<h4>Deep</h4>")]
    [InlineData("```\ncode\n```", "<pre><code>code</code></pre>")]
    [InlineData("![A picture](https://example.org/a.png)", "<p><a href=\"https://example.org/a.png\">A picture</a></p>")]
    [InlineData("[![A picture](/a.png)](/en/join)", "<p><a href=\"https://portal.example.org/en/join\">A picture</a></p>")]
    [InlineData("[![](/a.png)](/en/join)", "<p><a href=\"https://portal.example.org/en/join\">https://portal.example.org/en/join</a></p>")]
    [InlineData("![](https://example.org/a.png)", "<p><a href=\"https://example.org/a.png\">https://example.org/a.png</a></p>")]
    [InlineData("[join](/en/join)", "<p><a href=\"https://portal.example.org/en/join\">join</a></p>")]
    [InlineData("[join][j]\n\n[j]: /en/join", "<p><a href=\"https://portal.example.org/en/join\">join</a></p>")]
    [InlineData("[away](//elsewhere.example.org/x)", "<p><a href=\"//elsewhere.example.org/x\">away</a></p>")]
    [InlineData("https://example.org/x", "<p><a href=\"https://example.org/x\">https://example.org/x</a></p>")]
    [InlineData("[write](mailto:hello@example.org)", "<p><a href=\"mailto:hello@example.org\">write</a></p>")]
    [InlineData("<b>bold</b> & <script>x</script>", "<p>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;x&lt;/script&gt;</p>")]
    [InlineData("[bad](javascript:alert(1))", "<p><a>bad</a></p>")]
    [InlineData("[bad](data:text/html,x)", "<p><a>bad</a></p>")]
    [InlineData("", "")]
    public void ToHtml_KeepsEveryWord(string markdown, string html) => Assert.Equal(html, Html(markdown));

    [Theory]
    [InlineData("See [join](/en/join), [the *wall*](/en/promises \"All\") and [x](https://example.org/).", "See [join](https://portal.example.org/en/join), [the *wall*](https://portal.example.org/en/promises \"All\") and [x](https://example.org/).")]
    [InlineData("See [join][j].\n\n[j]: /en/join", "See [join][j].\n\n[j]: https://portal.example.org/en/join")]
    [InlineData("No links, only /en/join and *words*.\n\n- one\n- two", "No links, only /en/join and *words*.\n\n- one\n- two")]
    [InlineData("", "")]
    public void ToText_IsAsWritten_WithWholeAddresses(string markdown, string text) => Assert.Equal(text, Markdown.ToText(markdown));

    private static string Html(string markdown)
    {
        using var writer = new StringWriter();
        Markdown.ToHtml(markdown).WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString().Replace("\n", "", StringComparison.Ordinal);
    }
}
