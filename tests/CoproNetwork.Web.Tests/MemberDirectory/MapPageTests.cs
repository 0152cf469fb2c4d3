using System.Net;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Demo;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Pages.MemberDirectory;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class MapPageTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Theory]
    [InlineData("/en/directory/map", "Where we are", "Cardiff: 1 listing", "Powys: 0 listings")]
    [InlineData("/cy/cyfeiriadur/map", "Ble rydyn ni", "Caerdydd: 1 rhestriad", "Powys: 0 rhestriad")]
    public async Task Get_ShowsEveryAreaAsALinkWithItsCount(string path, string heading, string filled, string empty)
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = _portal.Browse();

        var page = await visitor.GetAsync(path);

        Assert.Equal(heading, page.Text("h1"));
        var areas = page.Page.QuerySelectorAll("svg.areas:not(.south-east) a").ToList();
        Assert.Equal(22, areas.Count);
        Assert.Contains(filled, areas.Select(area => area.GetAttribute("aria-label")));
        Assert.Contains(empty, areas.Select(area => area.GetAttribute("aria-label")));
        Assert.Equal(22, page.Page.QuerySelectorAll(".by-area li").Length);
        Assert.Equal("Demo One", page.Text(".person h2"));
        var cardiff = await visitor.GetAsync(areas.Single(area => area.GetAttribute("aria-label") == filled).GetAttribute("href")!);
        Assert.Equal("Demo One", cardiff.Text(".person h2"));
        Assert.Equal(filled, cardiff.Page.QuerySelector("svg.areas a[aria-current]")!.GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("/en/directory/map?q=nobody", "Nothing found for “nobody”")]
    [InlineData("/cy/cyfeiriadur/map?q=neb", "Heb ddod o hyd i ddim ar gyfer “neb”")]
    [InlineData("/en/directory/embed?q=nobody", "Nothing found for “nobody”")]
    [InlineData("/cy/cyfeiriadur/mewnosod?q=neb", "Heb ddod o hyd i ddim ar gyfer “neb”")]
    public async Task Get_WithoutResults_StillShowsTheMap(string path, string line)
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = _portal.Browse();

        var page = await visitor.GetAsync(path);

        Assert.Contains(line, page.Text("main"), StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll(".person"));
        Assert.Equal(22, page.Page.QuerySelectorAll("svg.areas:not(.south-east) a.step-0").Length);
    }

    [Theory]
    [InlineData("area=W99999999", HttpStatusCode.NotFound)]
    [InlineData("kind=7", HttpStatusCode.NotFound)]
    [InlineData("theme=nothing", HttpStatusCode.NotFound)]
    [InlineData("after=rubbish", HttpStatusCode.BadRequest)]
    [InlineData("near=51.4812,-3.18", HttpStatusCode.BadRequest)]
    [InlineData("near=48.85,-3.18", HttpStatusCode.BadRequest)]
    [InlineData("near=51.48,-6.01", HttpStatusCode.BadRequest)]
    [InlineData("near=51.48", HttpStatusCode.BadRequest)]
    [InlineData("near=51.48,-3.18,1", HttpStatusCode.BadRequest)]
    [InlineData("near=NaN,-3", HttpStatusCode.BadRequest)]
    [InlineData("near=51.48,-3.18%0A", HttpStatusCode.BadRequest)]
    public async Task Get_WhatNoLinkHas_IsRefused(string query, HttpStatusCode status)
    {
        using var visitor = _portal.Browse();
        foreach (var path in new[] { "/en/directory/map", "/cy/cyfeiriadur/mewnosod", "/en/directory/points" })
            Assert.Equal(status, (await visitor.GetAsync($"{path}?{query}")).Status);
    }

    [Fact]
    public async Task Get_Near_ShowsWhoIsWithinReachAndCanBeTakenOff()
    {
        await _portal.Given.ApprovedAsync(At("Cardiff", Answers.Of("one@example.org", "Demo Near")));
        await _portal.Given.ApprovedAsync(At("Llanidloes", Answers.Of("two@example.org", "Demo Far")));
        using var visitor = _portal.Browse();

        var page = await visitor.GetAsync("/en/directory/map?near=51.48,-3.18");

        Assert.Equal(["Demo Near"], page.Page.QuerySelectorAll(".person h2").Select(name => name.TextContent));
        Assert.NotNull(page.Page.QuerySelector("svg .near .ring"));
        Assert.Equal("Near you: take this filter off", page.Page.QuerySelector(".found a")!.GetAttribute("aria-label"));
        Assert.Equal("/en/directory/map", page.Page.QuerySelector(".found a")!.GetAttribute("href"));
        Assert.Equal("51.48,-3.18", page.Value("near"));
        Assert.EndsWith("near=51.48%2C-3.18", page.Page.QuerySelector("svg a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    /// <summary>For every area and any filters, the number on the map is the total of the list.</summary>
    [Fact]
    public async Task Counts_AreTheListsTotals()
    {
        await FillAsync(300);
        var random = new Random(4);
        string?[] words = [null, null, "demo", "bob mis", "caerdydd", "nobody nowhere"];
        for (var round = 0; round < 12; round++)
        {
            var query = new DirectoryQuery(random.Next(2) == 0 ? SiteLanguage.Welsh : SiteLanguage.English)
            {
                Words = words[random.Next(words.Length)],
                Kind = random.Next(2) == 0 ? null : ListingKinds.All[random.Next(8)],
                Theme = random.Next(3) > 0 ? null : PromiseThemes.All[random.Next(PromiseThemes.All.Count)],
                Offer = random.Next(5) > 0 ? null : OfferNames.All[random.Next(4)],
                Visits = random.Next(5) == 0,
                In = random.Next(4) > 0 ? null : SiteLanguage.Welsh,
                Near = random.Next(6) > 0 ? null : new GeoPoint(51.48, -3.18),
                Area = random.Next(3) > 0 ? null : Gazetteer.Areas[random.Next(22)].Code,
            };
            var found = await _portal.InScopeAsync<MapFigures, MapFound>(figures => figures.FindAsync(query, default));
            var (places, exact) = await _portal.InScopeAsync<MapFigures, (IReadOnlyList<PlaceCount> Places, IReadOnlyList<ExactListing> Exact)>(figures => figures.PlacesAsync(query, default));
            Assert.Equal((await ListAsync(query)).Total, found.Total);
            Assert.Equal(query.Area is { } chosen ? chosen == DirectoryQuery.Outside ? 0 : found.Total : found.Total - found.CountOf(FilterTerms.OutsideWales), places.Sum(place => place.Count) + exact.Count);
            foreach (var area in Gazetteer.Areas.Select(area => area.Code).Append(DirectoryQuery.Outside))
            {
                var list = await ListAsync(query with { Area = area });
                Assert.Equal(list.Total, found.CountOf(area == DirectoryQuery.Outside ? FilterTerms.OutsideWales : FilterTerms.Area(area)));
            }
        }

        Task<DirectoryPage> ListAsync(DirectoryQuery query) => _portal.InScopeAsync<DirectorySearch, DirectoryPage>(search => search.FindAsync(query, default));
    }

    [Fact]
    public async Task Points_AreAtTownsAndNeverNearer()
    {
        await _portal.Given.ApprovedAsync(At("Cardiff", Answers.Of("one@example.org", "Demo One")));
        await _portal.Given.ApprovedAsync(At("Cardiff", Answers.Of("two@example.org", "Demo Two")));
        using var visitor = _portal.Browse();

        var points = await visitor.GetAsync("/cy/cyfeiriadur/pwyntiau?q=demo");

        Assert.StartsWith("application/json", points.Headers["Content-Type"], StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse(points.Body);
        var point = Assert.Single(json.RootElement.EnumerateArray());
        var cardiff = Gazetteer.Named("Cardiff")[0];
        Assert.Equal((cardiff.Latitude, cardiff.Longitude), (point.GetProperty("latitude").GetDouble(), point.GetProperty("longitude").GetDouble()));
        Assert.Equal("Caerdydd: 2 restriad", point.GetProperty("label").GetString());
        Assert.Equal(2, (await visitor.GetAsync(point.GetProperty("address").GetString()!)).Page.QuerySelectorAll(".person").Length);
        Assert.DoesNotContain("Demo One", points.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAndMap_LeadToEachOtherWithTheSearch()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = _portal.Browse();

        var list = await visitor.GetAsync("/en/directory?q=demo&theme=housing");
        var map = await visitor.GetAsync(list.Page.QuerySelector(".views a:not([aria-current])")!.GetAttribute("href")!);

        Assert.Equal("/en/directory/map?q=demo&theme=housing", map.Address.PathAndQuery);
        Assert.Equal("/en/directory?q=demo&theme=housing", map.Page.QuerySelector(".views a:not([aria-current])")!.GetAttribute("href"));
        Assert.Equal("/cy/cyfeiriadur/map?q=demo&theme=housing", map.Page.QuerySelector("a.language")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/en/directory?q=demo&kind=person", "http://localhost:5080/en/directory/embed?q=demo&amp;kind=person")]
    [InlineData("/cy/cyfeiriadur/map", "http://localhost:5080/cy/cyfeiriadur/mewnosod")]
    public async Task EmbedCode_IsOfTheSearch(string path, string address)
    {
        using var visitor = _portal.Browse();

        Assert.Contains($"<iframe src=\"{address}\" ", (await visitor.GetAsync(path)).Page.QuerySelector("#embed-code")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_LeadsOutInWindowsOfTheirOwn()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = _portal.Browse();

        var page = await visitor.GetAsync("/en/directory/embed");

        var leading = page.Page.QuerySelectorAll("a").Where(link => link.GetAttribute("href")!.Split('?')[0] is not ("/en/directory/embed" or "/cy/cyfeiriadur/mewnosod")).ToList();
        Assert.Equal(2, leading.Count);
        Assert.All(leading, link => Assert.Equal(("_blank", "noopener"), (link.GetAttribute("target"), link.GetAttribute("rel"))));
        Assert.Null(page.Page.QuerySelector("nav.menu"));
    }

    [Fact]
    public async Task Slugs_LeaveTheDirectorysOwnPagesAlone()
    {
        var parts = Web.Infrastructure.SitePages.All.SelectMany(page => new[] { page.English, page.Welsh })
            .Where(path => path.StartsWith("directory/", StringComparison.Ordinal) || path.StartsWith("cyfeiriadur/", StringComparison.Ordinal))
            .Select(path => path.Split('/')[1]).Where(part => !part.StartsWith('{')).Distinct();
        Assert.Equal(Slugs.Taken.Order(StringComparer.Ordinal), parts.Order(StringComparer.Ordinal));
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Map"));
        using var visitor = _portal.Browse();

        var own = (await visitor.GetAsync("/en/directory")).Page.QuerySelector(".person h2 a")!.GetAttribute("href")!;

        Assert.Equal("Map", (await visitor.GetAsync(own)).Text("h1"));
    }

    private static JoinAnswers At(string place, JoinAnswers answers) => answers with { AreaCode = null, PlaceId = Gazetteer.Named(place)[0].Id };

    private Task<bool> FillAsync(int members) => _portal.InScopeAsync<DemoNetwork, bool>(async demo =>
    {
        await demo.FillAsync(members, 3, _portal.NowUtc, null, default);
        return true;
    });
}
