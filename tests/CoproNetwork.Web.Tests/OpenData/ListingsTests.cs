using System.Net;
using System.Text.Json;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Tests.MemberDirectory;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.OpenData;

public sealed class ListingsTests : IDisposable
{
    /// <summary>Aberystwyth.</summary>
    private const int Town = 2657782;

    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_AMember_SaysAllThatIsPublicInBothLanguages()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo Tŷ") with { Role = "Cadeirydd", PromiseText = "Byddwn ni'n canu & dawnsio.", PromiseLanguage = SiteLanguage.Welsh });
        await _portal.SayAsync(id, new() { SummaryWelsh = "Canu.", Links = ["https://example.org/a"], Offers = Offers.Time, OpenToVisits = true });
        using var visitor = _portal.Browse();
        var answer = await visitor.GetAsync(OpenDataPortal.Path);
        var page = JsonDocument.Parse(answer.Body).RootElement;
        Assert.Equal("application/json; charset=utf-8", answer.Headers["Content-Type"]);
        Assert.Contains("ni'n canu & dawnsio", answer.Body, StringComparison.Ordinal);
        Assert.Equal(1, page.GetProperty("total").GetInt32());
        var item = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal(("demo-ty", "person", "Cadeirydd"), (Text(item, "slug"), Text(item, "kind"), Text(item, "role")));
        Assert.Equal(("Caerdydd", "Cardiff", "W06000015"), (Text(item, "place.area.name.cy"), Text(item, "place.area.name.en"), Text(item, "place.area.code")));
        Assert.Equal(("cy", "housing", "made"), (Text(item, "promise.language"), Text(item, "promise.theme"), Text(item, "promise.status")));
        Assert.Equal(("http://localhost:5080/cy/cyfeiriadur/demo-ty", "http://localhost:5080/en/directory/demo-ty"), (Text(item, "url.cy"), Text(item, "url.en")));
        Assert.Equal(("Canu.", "2027-03-01T09:00:00Z"), (Text(item, "summary.cy"), Text(item, "confirmedAt")));
        Assert.False(item.GetProperty("summary").TryGetProperty("en", out _));
        Assert.Equal("https://example.org/a", Assert.Single(item.GetProperty("links").EnumerateArray()).GetString());
        Assert.Equal("No licence has been set: ask before you reuse.", Text(page, "terms.licence.en"));
        Assert.Equal("Does dim trwydded wedi'i gosod: gofynnwch cyn ailddefnyddio.", Text(page, "terms.licence.cy"));
        Assert.Contains("GeoNames", Text(page, "terms.placesCredit.cy"), StringComparison.Ordinal);
        Assert.Contains("rel=\"license\"", answer.Headers["Link"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_APromiseThatIsStuck_DoesNotShowAnyoneUp()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo Stuck"));
        await _portal.InScopeAsync<FeedbackAnswers, bool>(async answers =>
        {
            await answers.ReportAsync(id, new(PromiseStatus.Stuck, SiteLanguage.English, UpdateVisibility.Website, "Demo words."), null, _portal.NowUtc, default);
            return true;
        });
        using var visitor = _portal.Browse();
        var item = Assert.Single((await visitor.JsonAsync(OpenDataPortal.Path)).GetProperty("items").EnumerateArray());
        Assert.False(item.GetProperty("promise").TryGetProperty("status", out _));
        foreach (var file in new[] { ".csv", ".geojson" }) Assert.DoesNotContain("stuck", (await visitor.GetAsync(OpenDataPortal.Path + file)).Body.Replace("demo-stuck", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LicenceOfTheDesk_IsSaidAndLinked()
    {
        await _portal.SeeAsync(async db =>
        {
            (await db.MembershipSettings.SingleAsync()).SetLicence("Trwydded demo", "Demo licence", "https://example.org/licence");
            return await db.SaveChangesAsync();
        });
        using var visitor = _portal.Browse();
        var answer = await visitor.GetAsync(OpenDataPortal.Path);
        Assert.Equal("Demo licence", Text(JsonDocument.Parse(answer.Body).RootElement, "terms.licence.en"));
        Assert.Contains("<https://example.org/licence>; rel=\"license\"", answer.Headers["Link"], StringComparison.Ordinal);
        Assert.Equal("https://example.org/licence", (await visitor.GetAsync("/cy/data-agored")).Page.QuerySelector("#licence a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Get_WhatIsBrought_NamesOnlyWhoWantsThat()
    {
        var one = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        var two = await _portal.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Two"));
        await _portal.BringAsync(one, ListingKind.Venue, Hall);
        var key = await _portal.BringAsync(two, ListingKind.Project, new() { NameWelsh = "Prosiect", SummaryWelsh = "Prosiect.", Where = new(null, null, true) });
        await _portal.InScopeAsync<EntryBelonging, bool>(async belonging =>
        {
            await belonging.AgreeAsync(key, two, isNamed: false, _portal.NowUtc, default);
            return true;
        });
        using var visitor = _portal.Browse();
        var (hall, project) = (await visitor.JsonAsync(OpenDataPortal.Path + "/hall"), await visitor.JsonAsync(OpenDataPortal.Path + "/prosiect"));
        Assert.Equal("http://localhost:5080/api/v1/listings/demo-one", Assert.Single(hall.GetProperty("item").GetProperty("people").EnumerateArray()).GetString());
        Assert.Empty(project.GetProperty("item").GetProperty("people").EnumerateArray());
        Assert.True(project.GetProperty("item").GetProperty("outsideWales").GetBoolean());
        Assert.Equal("Prosiect", Text(project, "item.name.en"));
    }

    [Fact]
    public async Task GeoJson_PointsAreExactOnlyForWhatMayBe()
    {
        var one = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo Area"));
        await _portal.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Town") with { AreaCode = null, PlaceId = Town });
        await _portal.Given.ApprovedAsync(Answers.Of("three@example.org", "Demo Outside") with { AreaCode = null, OutsideWales = true });
        await _portal.BringAsync(one, ListingKind.Venue, Hall);

        // Even where a row says where a person is.
        await _portal.SeeAsync(db => db.Listings.Where(l => l.Kind == ListingKind.Person).ExecuteUpdateAsync(set => set.SetProperty(l => l.Latitude, 52.123456).SetProperty(l => l.Longitude, -4.123456)));
        using var visitor = _portal.Browse();
        var answer = await visitor.GetAsync(OpenDataPortal.Path + ".geojson");
        Assert.Equal("application/geo+json", answer.Headers["Content-Type"]);
        var features = JsonDocument.Parse(answer.Body).RootElement.GetProperty("features").EnumerateArray().ToDictionary(feature => feature.GetProperty("id").GetString()!);
        Assert.Equal(4, features.Count);
        Assert.Equal(JsonValueKind.Null, features["demo-outside"].GetProperty("geometry").ValueKind);
        Assert.Equal(("area", -3.1785, 51.5049), PointOf(features["demo-area"]));
        var place = Domain.Places.Gazetteer.FindPlace(Town)!;
        Assert.Equal(("place", Math.Round(place.Longitude, 5), Math.Round(place.Latitude, 5)), PointOf(features["demo-town"]));
        Assert.Equal(("exact", -4.08291, 52.41531), PointOf(features["hall"]));
        Assert.DoesNotContain("123456", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_TextsThatAreFormulas_AreTexts()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "=cmd()") with { Role = "-1+1", PromiseText = "@SUM(A1), \"so\"\nthere" });
        using var visitor = _portal.Browse();
        var answer = await visitor.GetAsync(OpenDataPortal.Path + ".csv");
        Assert.Equal("text/csv; charset=utf-8", answer.Headers["Content-Type"]);
        using var csv = new CsvHelper.CsvReader(new StringReader(answer.Body.TrimStart('\uFEFF')), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(csv.Read() && csv.ReadHeader() && csv.Read());
        Assert.Equal(("'=cmd()", "'-1+1", "'@SUM(A1), \"so\"\nthere"), (csv.GetField("name_en"), csv.GetField("role"), csv.GetField("promise")));
        Assert.Equal(("-3.1785", "area", "no", ""), (csv.GetField("longitude"), csv.GetField("precision"), csv.GetField("outside_wales"), csv.GetField("unconfirmed_since")));
        Assert.False(csv.Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".csv")]
    [InlineData(".geojson")]
    [InlineData("/demo-one")]
    public async Task Hidden_IsGoneAtOnce_AlsoForWhoHasTheTag(string end)
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = _portal.Browse();
        var before = await visitor.GetAsync(OpenDataPortal.Path + end);
        Assert.Contains("demo-one", before.Body, StringComparison.Ordinal);
        await _portal.SeeAsync(db => db.InTransactionAsync(async token =>
        {
            var member = await db.Members.SingleAsync(m => m.Id == id, token);
            member.HideListing("demo reason", _portal.NowUtc);
            await new DirectoryWriter(db, new(db), new(db)).RefreshAsync(member, await db.Promises.SingleAsync(p => p.MemberId == id, token), _portal.NowUtc, token);
            return true;
        }, default));
        var after = await visitor.SendAsync(new(HttpMethod.Get, OpenDataPortal.Path + end) { Headers = { { "If-None-Match", before.Headers["ETag"] } } }, follow: false);
        Assert.Equal(end.StartsWith('/') ? HttpStatusCode.NotFound : HttpStatusCode.OK, after.Status);
        Assert.DoesNotContain("Demo One", after.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?limit=7", "items")]
    [InlineData("?limit=7&lang=cy", "items")]
    [InlineData("?limit=7&q=demo&kind=person", "items")]
    [InlineData(".geojson?limit=9", "features")]
    public async Task Get_PageAfterPage_GivesEachOnce(string start, string list)
    {
        await _portal.FillAsync(40);
        using var visitor = _portal.Browse();
        var (slugs, pages, total) = (new List<string>(), 0, 0);
        for (string? path = OpenDataPortal.Path + start; path is not null; pages++)
        {
            var page = await visitor.JsonAsync(path);
            total = page.GetProperty("total").GetInt32();
            slugs.AddRange(page.GetProperty(list).EnumerateArray().Select(item => (item.TryGetProperty("properties", out var properties) ? properties : item).GetProperty("slug").GetString()!));
            path = page.TryGetProperty("next", out var next) ? OpenDataPortal.PathOf(next) : null;
            Assert.True(pages < 30);
        }

        Assert.True(pages > 2);
        Assert.Equal(total, slugs.Count);
        Assert.Equal(total, slugs.Distinct().Count());
    }

    [Fact]
    public async Task WholeFiles_HoldEverythingInTheOrderOfThePage()
    {
        await _portal.FillAsync(600);
        using var visitor = _portal.Browse();
        var file = await visitor.JsonAsync(OpenDataPortal.Path + ".geojson?lang=cy");
        var slugs = file.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetString()!).ToList();
        Assert.True(slugs.Count > 500);
        Assert.False(file.TryGetProperty("next", out _));
        Assert.Equal(file.GetProperty("total").GetInt32(), slugs.Distinct().Count());
        Assert.Equal(await _portal.SeeAsync(db => db.Listings.OrderBy(l => l.KeyWelsh).ThenBy(l => l.Id).Select(l => l.Slug).ToListAsync()), slugs);
        var csv = (await visitor.GetAsync(OpenDataPortal.Path + ".csv?lang=cy")).Body;
        Assert.All(slugs.Take(3).Append(slugs[^1]), slug => Assert.Contains($"\n{slug},", csv, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_AnyNumberOfListings_TakesTheSameQueries()
    {
        using var portal = new CountingPortal();
        await portal.FillAsync(300);
        using var visitor = portal.Browse();
        await visitor.JsonAsync(OpenDataPortal.Path);
        var few = await portal.QueriesOfAsync(() => visitor.JsonAsync(OpenDataPortal.Path + "?limit=20"));
        Assert.Equal(few, await portal.QueriesOfAsync(() => visitor.JsonAsync(OpenDataPortal.Path + "?limit=200")));
        Assert.InRange(few, 1, 6);
        var tag = (await visitor.GetAsync(OpenDataPortal.Path)).Headers["ETag"];
        Assert.InRange(await portal.QueriesOfAsync(() => visitor.SendAsync(new(HttpMethod.Get, OpenDataPortal.Path) { Headers = { { "If-None-Match", tag } } }, follow: false)), 0, 1);
    }

    private static EntryContent Hall => new() { NameWelsh = "Neuadd", NameEnglish = "Hall", SummaryEnglish = "A hall.", Where = Whereabouts.In(Town), Exactly = new(52.415312, -4.082908) };

    private static (string Precision, double Longitude, double Latitude) PointOf(JsonElement feature)
    {
        var at = feature.GetProperty("geometry").GetProperty("coordinates");
        return (feature.GetProperty("properties").GetProperty("precision").GetString()!, at[0].GetDouble(), at[1].GetDouble());
    }

    private static string Text(JsonElement element, string path) => path.Split('.').Aggregate(element, (at, name) => at.GetProperty(name)).GetString()!;
}
