using System.Net;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>Listings that wait, and the decisions on them.</summary>
public sealed class ListingsTests : IDisposable
{
    private const string Approve = "button[formaction*='handler=Approve']", Decline = "button[formaction*='handler=Decline']", Hide = "button[formaction*='handler=Hide']", Show = "button[formaction*='handler=Show']";

    private readonly Portal _portal = new();

    private ListingDeeds Listings => new(_portal.Services, _portal.Clock);

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_AsVisitorAndAsMember_IsNotOpen()
    {
        var id = await MakerAsync();
        var key = await Listings.ListedAsync(id, ListingDeeds.Says("Demo Garden"));
        await Listings.ListedAsync(id, ListingDeeds.Says("Demo Gardens"));
        using var visitor = _portal.Browse();
        using var member = await _portal.SignedInAsync("maker@example.org");

        foreach (var path in new[] { "/en/desk/listings", $"/en/desk/listings/{key}", "/en/desk/listings/merge?stays=demo-garden&goes=demo-gardens" })
        {
            Assert.StartsWith("/en/sign-in", (await visitor.GetAsync(path, follow: false)).Location, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync(path, follow: false)).Status);
        }
    }

    [Theory]
    [InlineData("/en/desk/listings/nothing-like-it")]
    [InlineData("/en/desk/listings/merge")]
    [InlineData("/en/desk/listings/merge?stays=demo-garden")]
    [InlineData("/en/desk/listings/merge?stays=demo-garden&goes=demo-garden")]
    [InlineData("/en/desk/listings/merge?stays=demo-garden&goes=nothing-like-it")]
    public async Task Get_NoSuchListing_IsNotFound(string path)
    {
        await Listings.ListedAsync(await MakerAsync(), ListingDeeds.Says("Demo Garden"));
        using var coordinator = await _portal.CoordinatorAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync(path)).Status);
    }

    [Fact]
    public async Task List_WhatWaits_ComesOldestFirstPageByPage()
    {
        var id = await MakerAsync();
        for (var i = 0; i < 27; i++)
        {
            await Listings.DescribedAsync(id, ListingDeeds.Says($"Demo Paged {i:00}"));
            if (i % 5 == 0) _portal.Clock.Advance(TimeSpan.FromHours(1));
        }

        using var coordinator = await _portal.CoordinatorAsync();

        var first = await coordinator.GetAsync("/en/desk/listings");
        var second = await coordinator.GetAsync(first.Page.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(Enumerable.Range(0, 27).Select(i => $"Demo Paged {i:00}"), first.Page.QuerySelectorAll("tbody th a").Concat(second.Page.QuerySelectorAll("tbody th a")).Select(link => link.TextContent));
        Assert.Equal("27", first.Text(".desk-menu a[href='/en/desk/listings'] .count"));
        Assert.Contains("Demo Maker", first.Text("tbody tr"), StringComparison.Ordinal);
        Assert.Equal(2, await _portal.NotedAsync(AuditActions.ListingsListed));
    }

    [Fact]
    public async Task Desk_WithAListingThatWaits_HasItsLane()
    {
        await Listings.DescribedAsync(await MakerAsync(), ListingDeeds.Says("Demo Garden"));
        _portal.Clock.Advance(TimeSpan.FromDays(3));
        using var coordinator = await _portal.CoordinatorAsync();

        var lane = (await coordinator.GetAsync("/cy/desg")).Page.QuerySelector(".todo[href='/cy/desg/rhestriadau']")!;

        Assert.Equal(("1", "3 diwrnod"), (lane.QuerySelector("b")!.TextContent, lane.QuerySelector(".when")!.TextContent));
        Assert.Contains("late", lane.ClassList);
    }

    [Fact]
    public async Task Get_LinksAdded_SaysInWordsWhatIsNewAndShowsLinksAsText()
    {
        var id = await MakerAsync();
        var says = ListingDeeds.Says("Demo Garden") with { Links = ["https://one.example.org/"] };
        var key = await Listings.ListedAsync(id, says);
        await Listings.EditAsync(key, id, says with { Links = ["https://one.example.org/", "https://two.example.org/?a=<b>"], SummaryEnglish = "Other words.", SummaryWelsh = "Geiriau." });
        using var coordinator = await _portal.CoordinatorAsync();

        var page = await coordinator.GetAsync($"/en/desk/listings/{key}");

        var rows = page.Page.QuerySelectorAll("section[aria-labelledby=words] tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent, row => row.QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToArray());
        Assert.Equal(["https://one.example.org/", "Changed https://one.example.org/ https://two.example.org/?a=%3Cb%3E New"], rows["Links"]);
        Assert.Equal(["What Demo Garden does.", "Changed Other words."], rows["In English"]);
        Assert.Equal(["nothing", "New Geiriau."], rows["In Welsh"]);
        Assert.Equal(["Demo Garden", "Demo Garden"], rows["Name in English"]);
        Assert.Empty(page.Page.QuerySelectorAll("main a[href*='example.org/']"));
        Assert.Contains("Demo Maker", page.Text("section[aria-labelledby=people]"), StringComparison.Ordinal);
        Assert.Equal(2, page.Page.QuerySelectorAll("section[aria-labelledby=versions] details").Length);
        Assert.Contains(AuditActions.ListingRead, await _portal.TrailAsync((await Listings.ReadAsync(key)).Id));
    }

    [Fact]
    public async Task Approve_Twice_IsShownOnceAndMailedOnce()
    {
        var id = await MakerAsync();
        var key = await Listings.DescribedAsync(id, ListingDeeds.Says("Demo Garden"));
        using var coordinator = await _portal.CoordinatorAsync();
        var page = await coordinator.GetAsync($"/en/desk/listings/{key}");

        var done = await coordinator.PressAsync(page, Approve);
        var again = await coordinator.PressAsync(page, Approve);

        Assert.Equal("Approved. Whoever looks after it gets an email.", done.Text(".notice"));
        Assert.Equal("Approved. Whoever looks after it gets an email.", again.Text(".notice"));
        Assert.NotNull(await Listings.ListingAsync(key));
        Assert.Equal(1, await _portal.MailsAsync(id, MailTemplates.ListingApproved));
        Assert.Single(await _portal.TrailAsync((await Listings.ReadAsync(key)).Id), AuditActions.ListingApproved);
    }

    [Fact]
    public async Task Approve_EditedMeanwhile_ShowsTheNewVersionFirst()
    {
        var id = await MakerAsync();
        var key = await Listings.DescribedAsync(id, ListingDeeds.Says("Demo Garden"));
        using var coordinator = await _portal.CoordinatorAsync();
        var page = await coordinator.GetAsync($"/en/desk/listings/{key}");
        await Listings.EditAsync(key, id, ListingDeeds.Says("Demo Garden") with { SummaryEnglish = "Unread words." });

        var late = await coordinator.PressAsync(page, Approve);

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.StartsWith("Its editors have written another version", Assert.Single(late.Problems), StringComparison.Ordinal);
        Assert.Contains("Unread words.", late.Text("section[aria-labelledby=words]"), StringComparison.Ordinal);
        Assert.Null(await Listings.ListingAsync(key));
        await coordinator.PressAsync(late, Approve);
        Assert.Equal("Unread words.", (await Listings.ListingAsync(key))!.SummaryEnglish);
    }

    [Fact]
    public async Task Decline_Twice_MailsTheReasonOnceAndKeepsWhatWasShown()
    {
        var id = await MakerAsync();
        var key = await Listings.ListedAsync(id, ListingDeeds.Says("Demo Garden"));
        await Listings.EditAsync(key, id, ListingDeeds.Says("Demo Garden") with { Links = ["https://two.example.org/"] });
        using var coordinator = await _portal.CoordinatorAsync();
        var page = await coordinator.GetAsync($"/en/desk/listings/{key}");

        var done = await coordinator.PressAsync(page, Decline, ("Decline.Reason", "The link sells something."));
        var again = await coordinator.PressAsync(page, Decline, ("Decline.Reason", "The link sells something."));
        await _portal.SendMailAsync();

        Assert.Equal(["Declined. The reason is on its way by email.", "Declined. The reason is on its way by email."], new[] { done, again }.Select(answer => answer.Text(".notice")));
        Assert.Contains("> The link sells something.", _portal.Mails.LastTo("maker@example.org").Content.Text, StringComparison.Ordinal);
        Assert.Single(_portal.Mails.Mails, mail => mail.Content.Text.Contains("sells something", StringComparison.Ordinal));
        Assert.Null((await Listings.ListingAsync(key))!.Links);
        Assert.Contains("The link sells something.", (await coordinator.GetAsync($"/en/desk/listings/{key}")).Text("section[aria-labelledby=versions]"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Decline, "Decline.Reason", "", "Write the reason")]
    [InlineData(Decline, "Decline.Reason", "long", "The reason must be 1000 characters or fewer")]
    [InlineData(Hide, "Hide.Reason", " ", "Write the reason")]
    public async Task Post_WithoutAProperReason_RedisplaysWithErrorBesideTheField(string button, string field, string typed, string problem)
    {
        var key = await Listings.DescribedAsync(await MakerAsync(), ListingDeeds.Says("Demo Garden"));
        using var coordinator = await _portal.CoordinatorAsync();
        typed = typed == "long" ? new string('a', 1001) : typed;

        var answer = await coordinator.PressAsync(await coordinator.GetAsync($"/en/desk/listings/{key}"), button, (field, typed));

        Assert.Equal((HttpStatusCode.BadRequest, problem), (answer.Status, Assert.Single(answer.Problems)));
        Assert.Equal(typed, answer.Value(field));
        Assert.Equal("#" + field.Replace('.', '_'), answer.Page.QuerySelector(".problems a")!.GetAttribute("href"));
        Assert.NotNull((await Listings.ReadAsync(key)).Waiting);
    }

    [Fact]
    public async Task Hide_AndShowAgain_TakesItOutAndBringsItBack()
    {
        var id = await MakerAsync();
        var key = await Listings.ListedAsync(id, ListingDeeds.Says("Demo Garden"));
        using var coordinator = await _portal.CoordinatorAsync();
        var page = await coordinator.GetAsync($"/en/desk/listings/{key}");

        var hidden = await coordinator.PressAsync(page, Hide, ("Hide.Reason", "It is an advertisement."));
        await coordinator.PressAsync(page, Hide, ("Hide.Reason", "It is an advertisement."));
        var otherwise = await coordinator.PressAsync(page, Hide, ("Hide.Reason", "Another reason."));

        Assert.Equal("Hidden. The reason is on its way by email.", hidden.Text(".notice"));
        Assert.Null(await Listings.ListingAsync(key));
        Assert.Equal(1, await _portal.MailsAsync(id, MailTemplates.ListingHidden));
        Assert.Equal((HttpStatusCode.Conflict, "This listing is hidden already"), (otherwise.Status, Assert.Single(otherwise.Problems)));
        Assert.Equal("Hidden", hidden.Text(".desk-head .tag"));

        await coordinator.PressAsync(hidden, Show);
        Assert.Equal("demo-garden", (await Listings.ListingAsync(key))!.Slug);
        Assert.Equal([AuditActions.ListingHidden, AuditActions.ListingShown], (await _portal.TrailAsync((await Listings.ReadAsync(key)).Id)).Where(action => action is AuditActions.ListingHidden or AuditActions.ListingShown));
    }

    [Fact]
    public async Task Get_OfAMembersOwnListing_LeadsToTheMemberToHideIt()
    {
        var id = await MakerAsync();
        await _portal.DoAsync<EntryEditing>(editing => editing.EditOwnAsync(id, new() { SummaryEnglish = "I make things." }, _portal.NowUtc, default));
        var key = await _portal.SeeAsync(db => db.Entries.Select(entry => entry.Key).SingleAsync());
        using var coordinator = await _portal.CoordinatorAsync();

        var page = await coordinator.GetAsync($"/en/desk/listings/{key}");
        await coordinator.PressAsync(page, Approve);

        Assert.Equal("Demo Maker", page.Text("h1"));
        Assert.Null(page.Page.QuerySelector(Hide));
        Assert.NotNull(page.Page.QuerySelector($"section[aria-labelledby=hide] a[href='/en/desk/members/{await _portal.KeyAsync(id)}']"));
        Assert.Equal("I make things.", await _portal.SeeAsync(db => db.Listings.Select(listing => listing.SummaryEnglish).SingleAsync()));
    }

    [Fact]
    public async Task Search_FindsEveryStandingByPartOfAName()
    {
        var id = await MakerAsync();
        await Listings.ListedAsync(id, ListingDeeds.Says("Gardd Dŵr 100%"));
        await Listings.DescribedAsync(id, ListingDeeds.Says("Demo Water Garden"));
        var archived = await Listings.ListedAsync(id, ListingDeeds.Says("Demo Old Garden"));
        await _portal.DoAsync<EntryEditing>(editing => editing.ArchiveAsync(archived, id, _portal.NowUtc, default));
        using var coordinator = await _portal.CoordinatorAsync();
        async Task<string[]> FoundAsync(string words) => [.. (await coordinator.GetAsync("/en/desk/listings?view=all&q=" + Uri.EscapeDataString(words))).Page.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

        Assert.Equal(["Demo Old Garden Project Taken out by its editors", "Demo Water Garden Project New, waits for approval"], await FoundAsync("garden"));
        Assert.Equal(["Gardd Dŵr 100% Project In the directory"], await FoundAsync("DWR"));
        Assert.Equal(["Gardd Dŵr 100% Project In the directory"], await FoundAsync("0%"));
        Assert.Empty(await FoundAsync("_"));
        Assert.Equal(3, (await FoundAsync("")).Length);
    }

    private Task<long> MakerAsync() => _portal.Given.ApprovedAsync(Answers.Of("maker@example.org", "Demo Maker"));
}
