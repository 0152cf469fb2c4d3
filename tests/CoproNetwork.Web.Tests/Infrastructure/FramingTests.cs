namespace CoproNetwork.Tests.Infrastructure;

/// <summary>What the map's pages may do, and no other page.</summary>
public sealed class FramingTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] Embedded = ["/en/directory/embed", "/cy/cyfeiriadur/mewnosod"];
    private static readonly string[] Located = ["/en/directory/map", "/cy/cyfeiriadur/map"];

    [Fact]
    public async Task OnlyTheEmbedPage_MayBeFramed()
    {
        using var visitor = portal.Browse();
        var paths = (await SiteMap.PagesAsync(portal)).Select(page => page.Path).Concat(["/", "/no-such-page", "/en/directory/embed/none", "/en/directory/embed?area=none", "/css/site.css", "/health/live", "/api/v1/places?q=a"]).ToList();
        Assert.Subset(paths.ToHashSet(), Embedded.ToHashSet());
        foreach (var path in paths)
        {
            var headers = (await visitor.GetAsync(path, follow: false)).Headers;
            var mayBeFramed = Embedded.Contains(path);
            var isOurs = SiteMap.IsMailFrame(path);
            Assert.Contains(mayBeFramed ? "frame-ancestors *" : isOurs ? "frame-ancestors 'self'" : "frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal(mayBeFramed ? null : isOurs ? "SAMEORIGIN" : "DENY", headers.GetValueOrDefault("X-Frame-Options"));
            Assert.Equal(mayBeFramed || path.StartsWith("/api/v1/", StringComparison.Ordinal) ? "cross-origin" : "same-origin", headers["Cross-Origin-Resource-Policy"]);
        }
    }

    [Fact]
    public async Task OnlyTheMap_MayAskWhereOneIs()
    {
        using var visitor = portal.Browse();
        foreach (var (path, _) in await SiteMap.PagesAsync(portal))
        {
            var allowed = (await visitor.GetAsync(path, follow: false)).Headers["Permissions-Policy"];
            Assert.Contains(Located.Contains(path) ? "geolocation=self" : "geolocation=()", allowed.Replace("(self)", "self", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tiles_AreLetInOnPagesWithAMapAlone()
    {
        await using var tiled = new Portal { Settings = { ["Map:Tiles"] = "https://tiles.example.org/{z}/{x}/{y}.png", ["Map:TilesCredit"] = "Demo <Tiles>" } };
        using var visitor = tiled.Browse();
        foreach (var path in Embedded.Concat(Located))
        {
            var page = await visitor.GetAsync(path);
            Assert.Contains("img-src 'self' data: https://tiles.example.org;", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("https://tiles.example.org/{z}/{x}/{y}.png", page.Page.QuerySelector("[data-map]")!.GetAttribute("data-tiles"));
            Assert.Contains("Demo <Tiles>", page.Text("[data-credit]"), StringComparison.Ordinal);
        }

        foreach (var path in new[] { "/en", "/en/directory", "/cy/cyfeiriadur", "/en/join" })
            Assert.DoesNotContain("tiles.example.org", (await visitor.GetAsync(path)).Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutTiles_NothingFromElsewhereIsLetIn()
    {
        using var visitor = portal.Browse();
        foreach (var path in Embedded.Concat(Located)) Assert.Contains("img-src 'self' data:;", (await visitor.GetAsync(path)).Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("zstd", null)]
    public async Task PublicPages_TravelCompressedAsAsked(string accepted, string? encoding)
    {
        using var visitor = portal.Browse();
        for (var again = 0; again < 2; again++)
        {
            var answer = await visitor.SendAsync(new(HttpMethod.Get, "/en/directory/map") { Headers = { { "Accept-Encoding", accepted } } }, follow: false);
            Assert.Equal(encoding, answer.Headers.GetValueOrDefault("Content-Encoding"));
            Assert.Contains("Accept-Encoding", answer.Headers["Vary"], StringComparison.Ordinal);
        }

        var form = await visitor.SendAsync(new(HttpMethod.Get, "/en/sign-in") { Headers = { { "Accept-Encoding", accepted } } }, follow: false);
        Assert.False(form.Headers.ContainsKey("Content-Encoding"));
    }
}
