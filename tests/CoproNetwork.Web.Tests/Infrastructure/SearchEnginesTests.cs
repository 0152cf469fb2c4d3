using System.Net;
using System.Xml.Linq;
using CoproNetwork.Tests.MemberDirectory;

namespace CoproNetwork.Tests.Infrastructure;

public sealed class SearchEnginesTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9", Xhtml = "http://www.w3.org/1999/xhtml";

    [Fact]
    public async Task Robots_LeadsToTheSitemapAndKeepsOutOfTheDesk()
    {
        using var visitor = portal.Browse();
        var answer = await visitor.GetAsync("/robots.txt");
        Assert.StartsWith("text/plain", answer.Headers["Content-Type"], StringComparison.Ordinal);
        var lines = answer.Body.Split('\n');
        Assert.Contains("Sitemap: http://localhost:5080/sitemap.xml", lines);
        Assert.Contains("Disallow: /cy/desg", lines);
        Assert.Contains("Disallow: /en/me", lines);
    }

    [Fact]
    public async Task Sitemaps_HoldEveryListingOnceInEachLanguage()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        await portal.BringAsync(id, Domain.MemberDirectory.ListingKind.Skill, new() { NameEnglish = "Demo Skill", SummaryEnglish = "A skill.", Where = new(null, null, true) });
        using var visitor = portal.Browse();
        var index = XDocument.Parse((await visitor.GetAsync("/sitemap.xml")).Body);
        var maps = index.Root!.Elements(Sitemap + "sitemap").Select(map => new Uri(map.Element(Sitemap + "loc")!.Value).AbsolutePath).ToList();
        Assert.Equal("/sitemaps/pages.xml", maps[0]);
        var urls = new List<XElement>();
        foreach (var map in maps[1..]) urls.AddRange(XDocument.Parse((await visitor.GetAsync(map)).Body).Root!.Elements(Sitemap + "url"));
        Assert.Equal(
            ["/cy/cyfeiriadur/demo-one", "/cy/cyfeiriadur/demo-skill", "/en/directory/demo-one", "/en/directory/demo-skill"],
            urls.Select(url => new Uri(url.Element(Sitemap + "loc")!.Value).AbsolutePath).Order(StringComparer.Ordinal));
        Assert.All(urls, url =>
        {
            Assert.Equal("2027-03-01", url.Element(Sitemap + "lastmod")!.Value);
            Assert.Equal(["cy", "en"], url.Elements(Xhtml + "link").Select(link => link.Attribute("hreflang")!.Value));
        });
    }

    [Fact]
    public async Task Pages_AreThoseThatEveryoneMayOpen()
    {
        using var visitor = portal.Browse();
        var paths = XDocument.Parse((await visitor.GetAsync("/sitemaps/pages.xml")).Body).Root!.Elements(Sitemap + "url").Select(url => new Uri(url.Element(Sitemap + "loc")!.Value).AbsolutePath).ToList();
        Assert.Contains("/cy/cyfeiriadur", paths);
        Assert.Contains("/en/join", paths);
        Assert.Contains("/cy/newyddion", paths);
        Assert.Contains("/en/open-data", paths);
        Assert.DoesNotContain(paths, path => path.Contains("feed", StringComparison.Ordinal) || path.Contains("desk", StringComparison.Ordinal) || path.Contains("report", StringComparison.Ordinal) || path.Contains('{', StringComparison.Ordinal));
        foreach (var path in paths) Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(path, follow: false)).Status);
    }

    [Theory]
    [InlineData("/sitemaps/listings-7777.xml")]
    [InlineData("/sitemaps/listings--1.xml")]
    public async Task NoSuchPart_Is404(string path)
    {
        using var visitor = portal.Browse();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
    }
}
