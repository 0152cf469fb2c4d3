using System.Net;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>The public page of a listing.</summary>
public sealed class ListingPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Get_OfAnEntry_SaysAllThatItHolds_ThePagesLanguageFirst()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("holds@example.org", "Demo Holder"));
        await portal.ListedAsync(id, Brought.Content("Demo Hall of All") with
        {
            NameWelsh = "Demo Neuadd Pawb",
            Links = ["https://www.example.org/hall/", "http://example.com"],
            OpenToVisits = true,
            Where = Whereabouts.InArea("W06000008"),
            Exactly = new(52.4153, -4.0829),
        }, ListingKind.Venue);
        using var visitor = portal.Browse();

        var english = await visitor.GetAsync("/en/directory/demo-hall-of-all");
        var welsh = await visitor.GetAsync("/cy/cyfeiriadur/demo-hall-of-all");

        Assert.Equal("Demo Hall of All", english.Text("h1"));
        Assert.Equal("Demo Neuadd Pawb", welsh.Text("h1"));
        Assert.Equal([(null, "A garden for all."), ("cy", "Gardd i bawb.")], Summaries(english));
        Assert.Equal([(null, "Gardd i bawb."), ("en", "A garden for all.")], Summaries(welsh));
        Assert.Equal("Venue · Ceredigion", english.Text(".lead"));
        Assert.Equal("/en/directory?theme=environment", english.Page.QuerySelector(".listing a[href*=theme]")!.GetAttribute("href"));
        Assert.Contains("Open to visits", english.Text(".listing"), StringComparison.Ordinal);
        Assert.Contains("52.4153, -4.0829", english.Text(".listing"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(english.Page.QuerySelector(".listing a[href*=near]")!.GetAttribute("href")!)).Status);
        var links = english.Page.QuerySelectorAll(".listing a[rel]").ToList();
        Assert.Equal(["example.org/hall", "example.com"], links.Select(link => link.TextContent));
        Assert.All(links, link => Assert.Equal("nofollow noopener ugc", link.GetAttribute("rel")));
        Assert.Equal("Demo Holder", english.Text(".listing a[href='/en/directory/demo-holder']"));
        Assert.Contains("Demo Hall of All", (await visitor.GetAsync("/en/directory/demo-holder")).Text(".listing a[href='/en/directory/demo-hall-of-all']"), StringComparison.Ordinal);
        Assert.Equal("A garden for all.", english.Page.QuerySelector("meta[property='og:description']")!.GetAttribute("content"));
        Assert.EndsWith("/en/directory/demo-hall-of-all", english.Page.QuerySelector("meta[property='og:url']")!.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_IsMarkedForMachines()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("machines@example.org", "Demo Machinist"));
        await portal.ListedAsync(id, Brought.Content("Demo Marked Hall") with { Where = Whereabouts.InArea("W06000008"), Exactly = new(52.4153, -4.0829) }, ListingKind.Venue);
        await portal.ListedAsync(id, Brought.Content("Demo Marked Project"));
        using var visitor = portal.Browse();

        var hall = (await visitor.GetAsync("/en/directory/demo-marked-hall")).Page.QuerySelector("[itemscope]")!;
        var project = (await visitor.GetAsync("/en/directory/demo-marked-project")).Page.QuerySelector("[itemscope]")!;
        var person = (await visitor.GetAsync("/en/directory/demo-machinist")).Page.QuerySelector("[itemscope]")!;

        Assert.Equal(["https://schema.org/Place", "https://schema.org/Project", "https://schema.org/Person"], new[] { hall, project, person }.Select(item => item.GetAttribute("itemtype")));
        Assert.Equal("52.4153", hall.QuerySelector("[itemprop=geo] [itemprop=latitude]")!.GetAttribute("content"));
        Assert.Equal("Ceredigion", hall.QuerySelector("[itemprop=address] [itemprop=addressRegion]")!.TextContent);
        Assert.Equal("Demo Machinist", project.QuerySelector("[itemprop=member] [itemprop=name]")!.TextContent);
        Assert.Equal("Demo Marked Project", person.QuerySelector("[itemprop=memberOf] [itemprop=name]")!.TextContent);
        Assert.EndsWith("/en/directory/demo-machinist", person.QuerySelector("link[itemprop=url]")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NamesOnlyWhoAgreed_FromEitherSide()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("maker@example.org", "Demo Maker"));
        await portal.Given.ApprovedAsync(Answers.Of("quiet@example.org", "Demo Quiet"));
        await portal.Given.ApprovedAsync(Answers.Of("unlisted@example.org", "Demo Unlisted") with { WantsListing = false });
        await portal.Given.ApprovedAsync(Answers.Of("asked@example.org", "Demo Asked"));
        var key = await portal.ListedAsync(id, Brought.Content("Demo Names"));
        await portal.BelongsAsync(key, id, "quiet@example.org", isNamed: false);
        await portal.BelongsAsync(key, id, "unlisted@example.org", isNamed: true);
        await portal.DoAsync<EntryBelonging>(belonging => belonging.AskAsync(key, id, "asked@example.org", portal.NowUtc, default));
        using var visitor = portal.Browse();

        var page = await visitor.GetAsync("/en/directory/demo-names");

        Assert.Contains("Demo Maker", page.Text("article"), StringComparison.Ordinal);
        foreach (var name in new[] { "Demo Quiet", "Demo Unlisted", "Demo Asked" }) Assert.DoesNotContain(name, page.Body, StringComparison.Ordinal);
        foreach (var slug in new[] { "demo-quiet", "demo-asked" }) Assert.DoesNotContain("Demo Names", (await visitor.GetAsync("/en/directory/" + slug)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FormerAddress_LeadsToThePresentOne_InItsLanguage()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("merged@example.org", "Demo Merger"));
        var (stays, goes) = (await portal.ListedAsync(id, Brought.Content("Demo Stays")), await portal.ListedAsync(id, Brought.Content("Demo Goes")));
        var ids = await portal.SeeAsync(db => db.Entries.Where(entry => entry.Key == stays || entry.Key == goes).ToDictionaryAsync(entry => entry.Key, entry => Listing.IdOf(entry.Id)));
        var coordinator = await portal.Given.CoordinatorAsync("merges@example.org");
        await portal.DoAsync<ListingMerge>(merge => merge.MergeAsync(ids[stays], ids[goes], coordinator, portal.NowUtc, default));
        using var visitor = portal.Browse();

        foreach (var (path, present) in new[] { ("/en/directory/demo-goes", "/en/directory/demo-stays"), ("/cy/cyfeiriadur/demo-goes", "/cy/cyfeiriadur/demo-stays"), ("/api/v1/listings/demo-goes", "/api/v1/listings/demo-stays") })
        {
            var answer = await visitor.GetAsync(path, follow: false);
            Assert.Equal((HttpStatusCode.MovedPermanently, present), (answer.Status, answer.Location));
        }
    }

    [Fact]
    public async Task Get_OfWhatNobodyConfirmed_SaysSoInWords()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("stale@example.org", "Demo Stale"));
        await portal.SeeAsync(db => db.InTransactionAsync(async token =>
        {
            var now = portal.NowUtc;
            await db.Listings.Where(listing => listing.MemberId == id).ExecuteUpdateAsync(set => set.SetProperty(listing => listing.StaleSinceUtc, now), token);
            return true;
        }, default));
        using var visitor = portal.Browse();

        Assert.StartsWith("Nobody has confirmed this since 1 March 2027.", (await visitor.GetAsync("/en/directory/demo-stale")).Text("article.stale .notice"), StringComparison.Ordinal);
        Assert.StartsWith("Does neb wedi cadarnhau hyn ers 1 Mawrth 2027.", (await visitor.GetAsync("/cy/cyfeiriadur/demo-stale")).Text("article.stale .notice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfWhatIsNotListed_Is404()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("gone@example.org", "Demo Gone"));
        await portal.DescribedAsync(id, Brought.Content("Demo Not Yet"));
        var archived = await portal.ListedAsync(id, Brought.Content("Demo Archived"));
        var hidden = await portal.ListedAsync(id, Brought.Content("Demo Hidden"));
        using var visitor = portal.Browse();
        foreach (var slug in new[] { "demo-archived", "demo-hidden" }) Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/en/directory/" + slug)).Status);

        await portal.DoAsync<EntryEditing>(editing => editing.ArchiveAsync(archived, id, portal.NowUtc, default));
        await portal.DecideAsync((decisions, coordinator) => decisions.HideAsync(hidden, "demo reason", coordinator, portal.NowUtc, default));

        foreach (var slug in new[] { "demo-not-yet", "demo-archived", "demo-hidden" }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/en/directory/" + slug)).Status);
    }

    [Fact]
    public async Task Get_OfWrittenMarkup_ShowsItAsText()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("markup@example.org", "Demo Markup"));
        await portal.ListedAsync(id, Brought.Content("Demo <script>alert(1)</script> 🦊") with { SummaryEnglish = "\u202eright to left <b>bold</b>" });
        using var visitor = portal.Browse();

        var page = await visitor.GetAsync((await portal.SeeAsync(db => db.Listings.Where(listing => listing.Name.Contains("script")).Select(listing => "/en/directory/" + listing.Slug).SingleAsync())));

        Assert.Equal("Demo <script>alert(1)</script> 🦊", page.Text("h1"));
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("article b"));
    }

    [Fact]
    public async Task Report_OfAnEntry_IsTaken()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("reported@example.org", "Demo Reported"));
        var key = await portal.ListedAsync(id, Brought.Content("Demo Reportable"));
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync("/en/directory/demo-reportable");

        var done = await visitor.PostAsync(await visitor.GetAsync(page.Page.QuerySelector("a[href*='/report']")!.GetAttribute("href")!), "form#report", ("Input.Reason", "demo reason"));

        Assert.Equal("Demo Reportable", done.Text("h1"));
        var entry = await portal.EntryAsync(key);
        Assert.Equal((Domain.Moderation.PublicText.Entry, entry.Id), await portal.SeeAsync(db => db.TextReports.Select(report => ValueTuple.Create(report.What, report.TargetId)).SingleAsync()));
    }

    private static IEnumerable<(string?, string)> Summaries(Answer page) => page.Page.QuerySelectorAll("article > .words").Select(words => (words.GetAttribute("lang"), words.TextContent));
}
