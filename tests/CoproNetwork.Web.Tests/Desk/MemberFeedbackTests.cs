using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>What a member's sheet says of requests, answers and reports.</summary>
public sealed class MemberFeedbackTests
{
    [Fact]
    public async Task Get_AskedMissedAndAnswered_ShowsEach()
    {
        using var portal = new Portal();
        var id = await portal.Given.ApprovedAsync(Answers.Of("sheet-asked@example.org"));
        await AtAsync(portal, new(2027, 9, 1));
        await AtAsync(portal, new(2027, 9, 15));
        await portal.AnswersAsync(id, 1);
        await portal.DoAsync<FeedbackChoices>(choices => choices.PauseAsync(id, new(2028, 9, 2), portal.NowUtc, default));
        await AtAsync(portal, new(2028, 9, 3));
        await portal.DoAsync<FeedbackChoices>(choices => choices.ChooseYearlyAsync(id, true, portal.NowUtc, default));
        await portal.DoAsync<FeedbackChoices>(choices => choices.PauseAsync(id, new(2029, 1, 1), portal.NowUtc, default));
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.GetAsync($"/en/desk/members/{await portal.KeyAsync(id)}");

        Assert.Equal("Asked once a year, by their own choice. Paused until 1 January 2029.", page.Text("section[aria-labelledby=sheet-requests] p"));
        Assert.Equal(
            ["Request 3|3 Sept 2028|0|not yet", "Request 2|missed (due 1 Mar 2028)|–|–", "Request 1|1 Sept 2027|1|15 Sept 2027"],
            page.Page.QuerySelectorAll("section[aria-labelledby=sheet-requests] tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent))));
    }

    [Fact]
    public async Task Get_HeldAddressAndReports_ShowsThemNewestFirst()
    {
        using var portal = new Portal();
        var id = await portal.Given.ApprovedAsync(Answers.Of("sheet-reports@example.org"));
        await portal.ReportsAsync(id, new(PromiseStatus.Stuck, SiteLanguage.Welsh, UpdateVisibility.Team, "Dim byd.", WouldHelp: "Arian."));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.ReportsAsync(id, new(PromiseStatus.Kept, SiteLanguage.English, UpdateVisibility.Newsletter, "Done."));
        using var coordinator = await portal.CoordinatorAsync();

        // Any mail that arrives lifts it, the welcome too.
        await portal.ChangeAsync(db => db.Members.Where(member => member.Id == id).ExecuteUpdateAsync(set => set.SetProperty(member => member.EmailHeldAtUtc, portal.NowUtc)));

        var page = await coordinator.GetAsync($"/cy/desg/aelodau/{await portal.KeyAsync(id)}");

        Assert.Contains("Gwrthododd y gweinydd bost i'r cyfeiriad hwn ar 2 Mawrth 2027", page.Text("section[aria-labelledby=sheet-details]"), StringComparison.Ordinal);
        Assert.Equal(["en Done.", "cy Dim byd.", "cy Arian."], page.Page.QuerySelectorAll("section[aria-labelledby=sheet-updates] dd").Select(words => $"{words.GetAttribute("lang")} {words.TextContent}"));
        Assert.Equal(["Wedi'i gadw", "Yn sownd"], page.Page.QuerySelectorAll("section[aria-labelledby=sheet-updates] .tag").Select(tag => tag.TextContent));
    }

    [Fact]
    public async Task Show_HiddenReport_IsShownAgain()
    {
        using var portal = new Portal();
        var id = await portal.Given.ApprovedAsync(Answers.Of("sheet-hidden@example.org"));
        await portal.ReportsAsync(id, new(PromiseStatus.Kept, SiteLanguage.English, UpdateVisibility.Website, "Done."));
        var update = await portal.SeeAsync(db => db.PromiseUpdates.Select(one => one.Id).SingleAsync());
        await portal.DoAsync<TextHiding>(hiding => hiding.HideAsync(id, PublicText.Update, "demo reason", 1, portal.NowUtc, default, update));
        using var coordinator = await portal.CoordinatorAsync();
        var page = await coordinator.GetAsync($"/en/desk/members/{await portal.KeyAsync(id)}");

        var shown = await coordinator.PressAsync(page, "section[aria-labelledby=sheet-updates] button");

        Assert.Equal("It is shown again.", shown.Text(".notice"));
        Assert.Null(shown.Page.QuerySelector("section[aria-labelledby=sheet-updates] button"));
        Assert.Null(await portal.SeeAsync(db => db.PromiseUpdates.Select(one => one.HiddenAtUtc).SingleAsync()));
    }

    /// <summary>However much was asked and reported.</summary>
    [Fact]
    public async Task Get_MoreRequestsAndReports_TakesTheSameQueries()
    {
        using var portal = new CountingPortal();
        var id = await portal.Given.ApprovedAsync(Answers.Of("sheet-few@example.org"));
        await portal.ReportsAsync(id, new(PromiseStatus.UnderWay, SiteLanguage.English, UpdateVisibility.Team, "one"));
        await AtAsync(portal, new(2027, 9, 1));
        using var coordinator = await portal.CoordinatorAsync();
        var path = $"/en/desk/members/{await portal.KeyAsync(id)}";
        await coordinator.GetAsync(path);
        var few = await portal.QueriesOfAsync(() => coordinator.GetAsync(path));

        await AtAsync(portal, new(2028, 3, 1));
        for (var i = 0; i < 5; i++) await portal.ReportsAsync(id, new(PromiseStatus.UnderWay, SiteLanguage.English, UpdateVisibility.Team, $"more {i}"));
        using var later = await portal.CoordinatorAsync();
        await later.GetAsync(path);

        Assert.Equal(few, await portal.QueriesOfAsync(() => later.GetAsync(path)));
    }

    private static async Task AtAsync(Portal portal, DateOnly day)
    {
        portal.Clock.SetUtcNow(new DateTimeOffset(day.ToDateTime(new(10, 0)), TimeSpan.Zero));
        await portal.AskAsync();
    }
}
