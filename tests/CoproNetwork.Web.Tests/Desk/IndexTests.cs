using System.Net;

namespace CoproNetwork.Tests.Desk;

public sealed class IndexTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Get_AsVisitorAndAsMember_IsNotOpen()
    {
        await portal.Given.ApprovedAsync(Answers.Of("plain-member@example.org"));
        using var visitor = portal.Browse();
        using var member = await portal.SignedInAsync("plain-member@example.org");

        var asVisitor = await visitor.GetAsync("/en/desk", follow: false);
        var asMember = await member.GetAsync("/en/desk", follow: false);

        Assert.StartsWith("/en/sign-in", asVisitor.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, asMember.Status);
    }

    [Fact]
    public async Task Get_WithApplications_SaysHowManyAndHowLongTheOldestHasWaited()
    {
        await portal.Given.AppliedAsync(Answers.Of("waits-1@example.org"));
        portal.Clock.Advance(TimeSpan.FromDays(3));
        await portal.Given.AppliedAsync(Answers.Of("waits-2@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var desk = await coordinator.GetAsync("/en/desk");
        var lane = desk.Page.QuerySelector(".todo[href='/en/desk/applications']")!;

        Assert.Equal("2", lane.QuerySelector("b")!.TextContent);
        Assert.Equal("3 days", lane.QuerySelector(".when")!.TextContent);
        Assert.Contains("late", lane.ClassList);
        Assert.Equal("2", desk.Text(".desk-menu a[href='/en/desk/applications'] .count"));
    }

    [Fact]
    public async Task Get_StuckAndReported_HasTheirLanes()
    {
        using var own = new Portal();
        var (id, _) = await own.StuckAsync("lane-stuck@example.org");
        await own.ReportedAsync(id, "one");
        await own.ReportedAsync(id, "two");
        own.Clock.Advance(TimeSpan.FromDays(7));
        using var coordinator = await own.CoordinatorAsync();

        var desk = await coordinator.GetAsync("/cy/desg");
        var (tasks, reports) = (desk.Page.QuerySelector(".todo[href='/cy/desg/tasgau']")!, desk.Page.QuerySelector(".todo[href='/cy/desg/adroddiadau']")!);

        Assert.Equal(("1", "7 diwrnod"), (tasks.QuerySelector("b")!.TextContent, tasks.QuerySelector(".when")!.TextContent));
        Assert.Contains("late", tasks.ClassList);
        Assert.Equal("1", reports.QuerySelector("b")!.TextContent);
        Assert.Equal(("1", "1"), (desk.Text(".desk-menu a[href='/cy/desg/tasgau'] .count"), desk.Text(".desk-menu a[href='/cy/desg/adroddiadau'] .count")));
    }

    [Fact]
    public async Task Get_InWelsh_CountsActiveMembersTowardsTheTarget()
    {
        await portal.Given.ApprovedAsync(Answers.Of("active@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var desk = await coordinator.GetAsync("/cy/desg");

        Assert.Matches(@"^\d+ o'r 120 aelod gweithgar rydyn ni am eu cael erbyn 31 Gorffennaf 2027$", desk.Text(".growth-line"));
        Assert.NotNull(desk.Page.QuerySelector("svg.growth"));
    }

    [Theory]
    [InlineData("/en/desk")]
    [InlineData("/en/desk/applications")]
    [InlineData("/en/desk/applications/paper")]
    [InlineData("/en/desk/members")]
    [InlineData("/en/desk/principles")]
    [InlineData("/en/desk/settings")]
    [InlineData("/en/desk/mail")]
    [InlineData("/en/desk/tasks")]
    [InlineData("/en/desk/reports")]
    [InlineData("/en/desk/feedback")]
    [InlineData("/en/desk/feedback/words")]
    public async Task Get_AnyPageOfTheDesk_IsKeptByNobody(string path)
    {
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Single(page.Page.QuerySelectorAll(".desk-menu a[aria-current]"));
    }
}
