using System.Net;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>Texts that someone reported, and the decision on them.</summary>
public sealed class ReportsTests(Portal portal) : IClassFixture<Portal>
{
    private const string Keep = "button[formaction*='handler=Keep']", Hide = "button[formaction*='handler=Hide']";

    [Fact]
    public async Task Get_AsVisitorAndAsMember_IsNotOpen()
    {
        var key = await portal.ReportedAsync(await portal.Given.ApprovedAsync(Answers.Of("report-door@example.org")), "not nice");
        using var visitor = portal.Browse();
        using var member = await portal.SignedInAsync("report-door@example.org");

        foreach (var path in new[] { "/en/desk/reports", $"/en/desk/reports/{key}" })
        {
            Assert.StartsWith("/en/sign-in", (await visitor.GetAsync(path, follow: false)).Location, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync(path, follow: false)).Status);
        }
    }

    [Fact]
    public async Task Get_NoSuchReport_IsNotFound()
    {
        using var coordinator = await portal.CoordinatorAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync("/en/desk/reports/nothing-like-it")).Status);
    }

    [Fact]
    public async Task List_SeveralReportsOnOneText_IsOneRowWithTheirNumber()
    {
        using var own = new Portal();
        var (first, second) = (await own.Given.ApprovedAsync(Answers.Of("grouped-1@example.org", "Demo First")), await own.Given.ApprovedAsync(Answers.Of("grouped-2@example.org", "Demo Second")));
        await own.ReportedAsync(first, "one");
        await own.ReportedAsync(second, "another text");
        await own.ReportedAsync(first, "two");
        await own.ReportedAsync(first, "three");
        using var coordinator = await own.CoordinatorAsync();

        var list = await coordinator.GetAsync("/en/desk/reports");

        Assert.Equal(["Demo First 3", "Demo Second 1"], list.Page.QuerySelectorAll("tbody tr").Select(row => $"{row.QuerySelector("td a")!.TextContent} {row.QuerySelector("td.num")!.TextContent}"));
        Assert.Equal("2", list.Text(".desk-menu a[href='/en/desk/reports'] .count"));
        Assert.Equal(1, await own.NotedAsync(AuditActions.ReportsListed));
    }

    [Fact]
    public async Task List_Many_ComesPageByPageWithoutGapOrDouble()
    {
        using var own = new Portal();
        for (var i = 0; i < 27; i++) await own.ReportedAsync(await own.Given.ApprovedAsync(Answers.Of($"paged-{i}@example.org", $"Demo Paged {i:00}")), "demo");
        using var coordinator = await own.CoordinatorAsync();

        var first = await coordinator.GetAsync("/en/desk/reports");
        var second = await coordinator.GetAsync(first.Page.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(Enumerable.Range(0, 27).Select(i => $"Demo Paged {i:00}"), first.Page.QuerySelectorAll("tbody td a").Concat(second.Page.QuerySelectorAll("tbody td a")).Select(link => link.TextContent));
    }

    [Fact]
    public async Task Get_Report_ShowsTheTextWhereItStandsAndEveryReason()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("report-whole@example.org", "Demo Whole"));
        var key = await portal.ReportedAsync(id, "It names someone.");
        await portal.ReportedAsync(id, "<b>Hysbyseb</b> yw hwn.");
        var promise = await portal.SeeAsync(db => db.Promises.Where(one => one.MemberId == id).Select(one => one.Key).SingleAsync());
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.GetAsync($"/cy/desg/adroddiadau/{key}");

        Assert.Equal("Addewid gan Demo Whole", page.Text("h1"));
        Assert.Equal("I will ask first.", page.Text("section[aria-labelledby=text] [lang=en] .own-words"));
        Assert.NotNull(page.Page.QuerySelector($"a[href='/cy/addewidion/{promise}']"));
        Assert.Equal(["It names someone.", "<b>Hysbyseb</b> yw hwn."], page.Page.QuerySelectorAll(".notes .own-words").Select(reason => reason.TextContent));
        Assert.Equal(["application.approved", "report.read"], await portal.TrailAsync(id));
    }

    [Fact]
    public async Task Keep_TwiceAndByAnother_ClosesAllReportsOnce()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("report-keep@example.org", "Demo Keep"));
        var key = await portal.ReportedAsync(id, "one");
        await portal.ReportedAsync(id, "two");
        using var one = await portal.CoordinatorAsync("keeps@example.org");
        using var other = await portal.CoordinatorAsync();
        var (seen, seenByOther) = (await one.GetAsync($"/en/desk/reports/{key}"), await other.GetAsync($"/en/desk/reports/{key}"));

        var kept = await one.PressAsync(seen, Keep);
        var again = await one.PressAsync(seen, Keep);
        var late = await other.PressAsync(seenByOther, Hide, ("Hide.Reason", "my reason"));

        Assert.Equal("The reports are closed, and nothing was hidden.", kept.Text(".notice"));
        Assert.Equal("The reports are closed, and nothing was hidden.", again.Text(".notice"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal(["A coordinator has decided on this report already"], late.Problems);
        Assert.StartsWith("keeps@example.org kept it on", late.Text("section[aria-labelledby=decided] p"), StringComparison.Ordinal);
        Assert.Contains("Demo Keep", again.Text("section[aria-labelledby=decided] tbody"), StringComparison.Ordinal);
        Assert.Single(await portal.TrailAsync(id), AuditActions.ReportDecided);
        Assert.Equal(0, await portal.MailsAsync(id, MailTemplates.TextHidden));
        Assert.Null(await HiddenAtAsync(id));
    }

    [Fact]
    public async Task Hide_WithReason_IsHiddenMailedAndMayBePressedTwice()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("report-hide@example.org"));
        var key = await portal.ReportedAsync(id, "one");
        using var coordinator = await portal.CoordinatorAsync();
        var page = await coordinator.GetAsync($"/en/desk/reports/{key}");

        var hidden = await coordinator.PressAsync(page, Hide, ("Hide.Reason", "It names a child."));
        await coordinator.PressAsync(page, Hide, ("Hide.Reason", "It names a child."));

        Assert.StartsWith("It is hidden, the reason is on its way", hidden.Text(".notice"), StringComparison.Ordinal);
        Assert.NotNull(await HiddenAtAsync(id));
        Assert.Equal(1, await portal.MailsAsync(id, MailTemplates.TextHidden));
        Assert.Single(await portal.TrailAsync(id), AuditActions.ReportDecided);
        Assert.Single(await portal.TrailAsync(id), AuditActions.TextHidden);
    }

    [Fact]
    public async Task Hide_WithoutReason_RedisplaysWithErrorBesideTheField()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("report-bad@example.org"));
        var key = await portal.ReportedAsync(id, "one");
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PressAsync(await coordinator.GetAsync($"/en/desk/reports/{key}"), Hide);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(Assert.Single(answer.Problems), answer.Text("#Hide_Reason-problem"));
        Assert.Null(await HiddenAtAsync(id));
    }

    [Fact]
    public async Task Get_TextIsGone_SaysSoAndCanBeClosed()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("report-gone@example.org", "Demo Gone"));
        var key = await portal.ReportedAsync(id, "one");
        using var coordinator = await portal.CoordinatorAsync();
        var before = await coordinator.GetAsync($"/en/desk/reports/{key}");
        await portal.DoAsync<MembershipChanges>(changes => changes.WithdrawPromiseAsync(id, portal.NowUtc, default));

        var late = await coordinator.PressAsync(before, Hide, ("Hide.Reason", "demo"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.StartsWith("This text is no longer here", late.Text(".inset"), StringComparison.Ordinal);
        Assert.Null(late.Page.QuerySelector(Hide));
        Assert.Contains("No longer here", (await coordinator.GetAsync("/en/desk/reports")).Page.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Demo Gone", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);

        var closed = await coordinator.PressAsync(late, Keep);
        Assert.Equal("The reports are closed, and nothing was hidden.", closed.Text(".notice"));
        Assert.Equal(ReportOutcome.Kept, await portal.SeeAsync(db => db.TextReports.Where(report => report.Key == key).Select(report => report.Outcome).SingleAsync()));
    }

    [Fact]
    public async Task Get_UpdateStoryAndListing_EachShowWhatTheyAre()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("report-kinds@example.org", "Demo Kinds") with { Consent = StoryConsent.PublicWithoutName });
        await portal.ReportsAsync(id, new(PromiseStatus.Stuck, SiteLanguage.Welsh, UpdateVisibility.Website, "Aeth yn dda.", null, null, "Arian."));
        var (update, story, slug) = await portal.SeeAsync(async db => (await db.StuckTasks.Where(task => task.MemberId == id).Select(task => task.Update!.Key).SingleAsync(), await db.Stories.Where(one => one.MemberId == id).Select(one => one.Key).SingleAsync(), await db.Listings.Where(one => one.MemberId == id).Select(one => one.Slug).SingleAsync()));
        using var coordinator = await portal.CoordinatorAsync();

        var ofUpdate = await coordinator.GetAsync($"/en/desk/reports/{await portal.ReportedAsync(PublicText.Update, update, "a")}");
        var ofStory = await coordinator.GetAsync($"/en/desk/reports/{await portal.ReportedAsync(PublicText.Story, story, "b")}");
        var ofListing = await coordinator.GetAsync($"/en/desk/reports/{await portal.ReportedAsync(PublicText.Listing, slug, "c")}");

        Assert.Equal(["Aeth yn dda."], ofUpdate.Page.QuerySelectorAll("dd[lang=cy]").Select(words => words.TextContent));
        Assert.Equal(("A demo story", "Something happened."), (ofStory.Text("[lang=en] h3"), ofStory.Text("[lang=en] .own-words")));
        Assert.NotNull(ofStory.Page.QuerySelector($"main a[href='/en/stories/{story}']"));
        Assert.NotNull(ofListing.Page.QuerySelector($"main a[href='/en/directory/{slug}']"));

        var hidden = await coordinator.PressAsync(ofUpdate, Hide, ("Hide.Reason", "demo reason"));
        Assert.StartsWith("It is hidden", hidden.Text(".notice"), StringComparison.Ordinal);
        Assert.Equal("demo reason", await portal.SeeAsync(db => db.PromiseUpdates.Where(one => one.Key == update).Select(one => one.HiddenReason).SingleAsync()));
    }

    /// <summary>A story that its teller gave for figures alone since it was reported is shown to nobody.</summary>
    [Fact]
    public async Task Get_StoryForFiguresOnly_IsNotShown()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("report-figures@example.org") with { Consent = StoryConsent.PublicWithoutName });
        var story = await portal.SeeAsync(db => db.Stories.Where(one => one.MemberId == id).Select(one => one.Key).SingleAsync());
        var key = await portal.ReportedAsync(PublicText.Story, story, "b");
        await portal.DoAsync<MembershipChanges>(changes => changes.ChangeStoryAsync(id, "A demo story", "Something happened.", SiteLanguage.English, PromiseTheme.Housing, StoryConsent.FiguresOnly, portal.NowUtc, default));
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.GetAsync($"/en/desk/reports/{key}");

        Assert.DoesNotContain("Something happened.", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("A demo story", page.Body, StringComparison.Ordinal);
        Assert.Contains("On no page outside the desk", page.Text("section[aria-labelledby=text]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hide_AListing_ShowsItsWordsAndTellsItsEditors()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("report-listing@example.org", "Demo Lister"));
        var listings = new ListingDeeds(portal.Services, portal.Clock);
        var entry = await listings.ListedAsync(id, ListingDeeds.Says("Demo Reported") with { NameWelsh = "Demo Cymraeg", Links = ["https://demo.example.org/"] });
        var key = await portal.ReportedAsync(PublicText.Listing, "demo-reported", "It sells something.");
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.GetAsync($"/en/desk/reports/{key}");
        var hidden = await coordinator.PressAsync(page, Hide, ("Hide.Reason", "An advertisement."));
        var again = await coordinator.PressAsync(page, Hide, ("Hide.Reason", "An advertisement."));
        var after = await coordinator.GetAsync($"/en/desk/reports/{key}");

        Assert.Equal("Listing in the directory of Demo Lister", page.Text("h1"));
        Assert.Equal(("Demo Cymraeg Demo Reported", "What Demo Reported does. https://demo.example.org/"), (page.Text("section[aria-labelledby=text] h3"), page.Text("section[aria-labelledby=text] .own-words")));
        Assert.NotNull(page.Page.QuerySelector("a[href='/en/directory/demo-reported']"));
        Assert.NotNull(page.Page.QuerySelector($"a[href='/en/desk/listings/{entry}']"));
        Assert.All(new[] { hidden, again }, answer => Assert.StartsWith("It is hidden", answer.Text(".notice"), StringComparison.Ordinal));
        Assert.Null(await listings.ListingAsync(entry));
        Assert.Equal("An advertisement.", (await listings.ReadAsync(entry)).HiddenReason);
        Assert.Equal(1, await portal.MailsAsync(id, MailTemplates.ListingHidden));
        Assert.Contains("Hidden since", after.Text("section[aria-labelledby=text]"), StringComparison.Ordinal);
    }

    private Task<DateTime?> HiddenAtAsync(long memberId) => portal.SeeAsync(db => db.Promises.Where(promise => promise.MemberId == memberId).Select(promise => promise.HiddenAtUtc).SingleAsync());
}
