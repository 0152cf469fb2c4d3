using System.Net;
using System.Text;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Feedback;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>See it move: the line, the rounds, the changes, and each of them as a file.</summary>
public sealed class FeedbackTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("/en/desk/feedback")]
    [InlineData("/en/desk/feedback?handler=Rounds")]
    [InlineData("/en/desk/feedback?handler=Change")]
    [InlineData("/cy/desg/adborth?handler=Active")]
    public async Task Get_AsVisitorAndAsMember_IsNotOpen(string path)
    {
        if (!await portal.SeeAsync(db => db.Members.AnyAsync(member => member.ConfirmedEmailKey == "feedback-door@example.org"))) await portal.Given.ApprovedAsync(Answers.Of("feedback-door@example.org"));
        portal.Clock.Advance(TimeSpan.FromHours(2));
        using var visitor = portal.Browse();
        using var member = await portal.SignedInAsync("feedback-door@example.org");

        Assert.StartsWith(path.StartsWith("/cy", StringComparison.Ordinal) ? "/cy/mewngofnodi" : "/en/sign-in", (await visitor.GetAsync(path, follow: false)).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync(path, follow: false)).Status);
    }

    [Fact]
    public async Task Get_NothingYet_SaysSo()
    {
        using var own = new Portal();
        using var coordinator = await own.CoordinatorAsync();

        var page = await coordinator.GetAsync("/en/desk/feedback");

        Assert.Equal("Nobody has been asked yet.", page.Text("section[aria-labelledby=rounds] p:last-child"));
        Assert.Equal("This has not been counted yet.", page.Text("section[aria-labelledby=change] p"));
        Assert.Null(page.Page.QuerySelector("svg.chart"));
    }

    /// <summary>Of five members one answers at once, one after each nudge, one never; one pauses over the first round and is asked in the second.</summary>
    [Fact]
    public async Task Rounds_AreCountedExactly_OnThePageAndInTheFile()
    {
        using var own = new Portal();
        var ids = new List<long>();
        for (var i = 0; i < 5; i++) ids.Add(await own.Given.ApprovedAsync(Answers.Of($"round-{i}@example.org")));
        await own.DoAsync<FeedbackChoices>(choices => choices.PauseAsync(ids[4], new(2028, 4, 1), own.NowUtc, default));
        await OnAsync(own, new(2027, 9, 1));
        await own.AnswersAsync(ids[0], 1);
        await OnAsync(own, new(2027, 9, 15));
        await own.AnswersAsync(ids[1], 1);
        await OnAsync(own, new(2027, 9, 29));
        await own.AnswersAsync(ids[2], 1);
        await OnAsync(own, new(2028, 4, 2));
        using var coordinator = await own.CoordinatorAsync();

        var page = await coordinator.GetAsync("/en/desk/feedback");
        var (bytes, name) = await coordinator.FileAsync(own, "/en/desk/feedback?handler=Rounds");

        Assert.Equal(["4 3 1 1 1 3 1 75%", "5 0 0 0 0 0 0 0%"], Rows(page));
        Assert.Equal("feedback-rounds-2028-04-02.csv", name);
        Assert.Equal("1,4,3,1,1,1,3,1,75\r\n2,5,0,0,0,0,0,0,0\r\n", Encoding.UTF8.GetString(bytes).Split("\r\n", 2)[1]);
        Assert.Equal(1, await own.NotedAsync(AuditActions.FeedbackExported));

        await own.ChangeAsync(async db => await db.FeedbackNudges.ExecuteDeleteAsync() + await db.FeedbackRequests.Where(request => request.Number == 1 && request.AskedAtUtc != null).ExecuteDeleteAsync());
        Assert.Equal("0 0 0 0 0 0 1 –", Rows(await coordinator.GetAsync("/cy/desg/adborth"))[0]);
    }

    /// <summary>Five answered on their own life; four of them on their work; on their community none has an answer on the scale.</summary>
    [Fact]
    public async Task Change_OfFewerThanFive_IsNowhereShown()
    {
        using var own = new Portal();
        Say[] lives = [Say.Lot, Say.Lot, Say.Some, Say.Little, Say.None];
        var ids = new List<long>();
        for (var i = 0; i < lives.Length; i++) ids.Add(await own.Given.ApprovedAsync(Answers.Of($"change-{i}@example.org")));
        await OnAsync(own, new(2027, 9, 1));
        for (var i = 0; i < lives.Length; i++) await own.AnswersAsync(ids[i], 1, new(lives[i], i == 0 ? null : Say.AsMuchAsIWant));
        await own.DoAsync<FeedbackFigures>(figures => figures.RecordAsync(own.NowUtc.AddDays(1), default));
        using var coordinator = await own.CoordinatorAsync();

        var page = await coordinator.GetAsync("/en/desk/feedback");
        var (bytes, name) = await coordinator.FileAsync(own, "/cy/desg/adborth?handler=Change");

        Assert.Single(page.Page.QuerySelectorAll(".stacked > svg"));
        Assert.Equal(["2 Less say", "1 The same", "2 More say"], page.Page.QuerySelectorAll(".stacked .legend li").Select(key => key.TextContent.Trim()));
        Assert.Contains("5 members have answered at least twice.", page.Text("section[aria-labelledby=change]"), StringComparison.Ordinal);
        Assert.Equal(2, page.Page.QuerySelectorAll("section[aria-labelledby=change] .tiles p").Count(text => text.TextContent.StartsWith("Fewer than 5 members", StringComparison.Ordinal)));
        Assert.Equal("newid-ers-ymuno-2027-09-01.csv", name);
        Assert.Equal("Yn eu bywyd eu hunain,2,1,2,5,2027-09-02\r\n", Encoding.UTF8.GetString(bytes).Split("\r\n", 2)[1]);
    }

    [Fact]
    public async Task Active_EachFinishedMonthAndToday_OnTheLineInTheTableAndInTheFile()
    {
        using var own = new Portal();
        await own.Given.ApprovedAsync(Answers.Of("line-1@example.org"));
        own.Clock.Advance(TimeSpan.FromDays(40));
        await own.Given.ApprovedAsync(Answers.Of("line-2@example.org"));
        own.Clock.Advance(TimeSpan.FromDays(30));
        await own.DoAsync<FeedbackFigures>(figures => figures.RecordAsync(own.NowUtc, default));
        await own.Given.ApprovedAsync(Answers.Of("line-3@example.org"));
        using var coordinator = await own.CoordinatorAsync();

        var page = await coordinator.GetAsync("/cy/desg/adborth");
        var desk = await coordinator.GetAsync("/en/desk");
        var (bytes, name) = await coordinator.FileAsync(own, "/en/desk/feedback?handler=Active");

        Assert.Equal("Aelodau gweithgar dros y misoedd: 1 ddiwedd Mawrth 2027, 3 heddiw. Y nod yw 120.", page.Page.QuerySelector("svg.chart")!.GetAttribute("aria-label"));
        Assert.Equal(["Mawrth 2027 1", "Ebrill 2027 2", "10 Mai 2027 3"], page.Page.QuerySelectorAll(".over-time tbody tr").Select(row => $"{row.QuerySelector("th")!.TextContent} {row.QuerySelector("td")!.TextContent}"));
        Assert.NotNull(desk.Page.QuerySelector("section[aria-labelledby=growth] svg.chart"));
        Assert.Equal("active-members-2027-05-10.csv", name);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("Day,Active members,Target\r\n2027-03-31,1,120\r\n2027-04-30,2,120\r\n2027-05-10,3,120\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    /// <summary>The clock goes on to ten in the morning of that day, and the pass runs.</summary>
    private static async Task OnAsync(Portal portal, DateOnly day)
    {
        portal.Clock.SetUtcNow(new DateTimeOffset(day.ToDateTime(new(10, 0)), TimeSpan.Zero));
        await portal.AskAsync();
    }

    private static List<string> Rows(Answer page) => [.. page.Page.QuerySelectorAll("table.rounds tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.TextContent)))];
}
