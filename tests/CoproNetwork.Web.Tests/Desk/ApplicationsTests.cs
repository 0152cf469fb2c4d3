using System.Net;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Pages.Desk.Applications;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>The lists of applications, and approving several at once.</summary>
public sealed class ApplicationsTests
{
    [Fact]
    public async Task Get_Waiting_ShowsOldestConfirmationFirstPageByPage()
    {
        using var portal = new Portal();
        for (var i = 0; i < ApplicationLists.PageSize + 2; i++)
        {
            await portal.Given.AppliedAsync(Answers.Of($"page-{i}@example.org", $"Demo {i:00}") with { AreaCode = null, OutsideWales = true });
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        using var coordinator = await portal.CoordinatorAsync();
        var first = await coordinator.GetAsync("/en/desk/applications");
        var second = await coordinator.GetAsync(first.Page.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"Demo {i:00}"), Names(first));
        Assert.Equal(["Demo 25", "Demo 26"], Names(second));
        Assert.Null(second.Page.QuerySelector(".pager a[rel=next]"));
    }

    [Fact]
    public async Task Get_PossibleDuplicate_IsMarked()
    {
        using var portal = new Portal();
        await portal.Given.ApprovedAsync(Answers.Of("jo.bloggs@example.org", "Demo Jo"));
        await portal.Given.AppliedAsync(Answers.Of("JoBloggs+again@example.org", "Demo Other"));
        await portal.Given.AppliedAsync(Answers.Of("alone@example.org", "Demo Alone"));
        using var coordinator = await portal.CoordinatorAsync();

        var list = await coordinator.GetAsync("/en/desk/applications");

        Assert.Equal(["Demo Other"], list.Page.QuerySelectorAll("tr:has(.tag.late) th a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task Post_Several_ApprovesOldestFirstAndSaysWhatSomeoneElseHadDecided()
    {
        using var portal = new Portal();
        var older = await portal.Given.AppliedAsync(Answers.Of("older@example.org", "Demo Older"));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var newer = await portal.Given.AppliedAsync(Answers.Of("newer@example.org", "Demo Newer"));
        var decided = await portal.Given.AppliedAsync(Answers.Of("decided@example.org", "Demo Decided"));
        using var coordinator = await portal.CoordinatorAsync();
        var list = await coordinator.GetAsync("/en/desk/applications");
        await portal.InScopeAsync<MemberApproval, bool>(async approval =>
        {
            await approval.DeclineAsync(decided, "demo reason", null, portal.NowUtc, default);
            return true;
        });

        var keys = new[] { await portal.KeyAsync(newer), await portal.KeyAsync(decided), await portal.KeyAsync(older) };
        var done = await coordinator.PostAsync(list, "form#queue", [.. keys.Select(key => ("Input.Chosen", (string?)key))]);

        Assert.Equal("2 applications are approved. Someone else had already decided on 1 application.", done.Text(".notice"));
        Assert.Equal((1L, 2L), ((await portal.Given.MemberAsync(older)).Number!.Value, (await portal.Given.MemberAsync(newer)).Number!.Value));
        Assert.Equal(1, await portal.MailsAsync(older, MailTemplates.Welcome));
        Assert.Contains("application.approved", await portal.TrailAsync(newer));
        Assert.Equal(MemberStatus.Declined, (await portal.Given.MemberAsync(decided)).Status);
    }

    [Fact]
    public async Task Post_ButtonOfOne_ApprovesOnlyThatOne()
    {
        using var portal = new Portal();
        var one = await portal.Given.AppliedAsync(Answers.Of("one@example.org", "Demo One"));
        var other = await portal.Given.AppliedAsync(Answers.Of("other@example.org", "Demo Other"));
        using var coordinator = await portal.CoordinatorAsync();

        var done = await coordinator.PressAsync(await coordinator.GetAsync("/cy/desg/ceisiadau"), $"button[value='{await portal.KeyAsync(one)}']", ("Input.Chosen", await portal.KeyAsync(other)));

        Assert.Equal("Mae 1 cais wedi'i gymeradwyo.", done.Text(".notice"));
        Assert.Equal(MemberStatus.Approved, (await portal.Given.MemberAsync(one)).Status);
        Assert.Equal(MemberStatus.Applied, (await portal.Given.MemberAsync(other)).Status);
    }

    [Fact]
    public async Task Post_NothingTicked_RedisplaysListWithError()
    {
        using var portal = new Portal();
        await portal.Given.AppliedAsync(Answers.Of("unticked@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PostAsync(await coordinator.GetAsync("/en/desk/applications"), "form#queue");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["Tick at least one application"], answer.Problems);
        Assert.Single(answer.Page.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Switch_WithTicks_KeepsThemInTheOtherLanguage()
    {
        using var portal = new Portal();
        var id = await portal.Given.AppliedAsync(Answers.Of("ticked@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var welsh = await coordinator.PressAsync(await coordinator.GetAsync("/en/desk/applications"), "header button.language", ("Input.Chosen", await portal.KeyAsync(id)));

        Assert.Equal(HttpStatusCode.OK, welsh.Status);
        Assert.Equal("Ceisiadau", welsh.Text("h1"));
        Assert.Equal(await portal.KeyAsync(id), welsh.Value("Input.Chosen"));
    }

    [Fact]
    public async Task Resend_Unconfirmed_MailsFreshLinkAndWritesItDown()
    {
        using var portal = new Portal();
        var id = await portal.Given.UnconfirmedAsync(Answers.Of("unconfirmed@example.org", "Demo Unconfirmed"));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        using var coordinator = await portal.CoordinatorAsync();
        var list = await coordinator.GetAsync("/en/desk/applications?view=Unconfirmed");

        var done = await coordinator.PostAsync(list, "td form");

        Assert.Equal("A new link is on its way. The old one no longer works.", done.Text(".notice"));
        Assert.Equal(2, await portal.MailsAsync(id, MailTemplates.Confirm));
        Assert.Equal(1, await portal.SeeAsync(db => db.MailedLinks.CountAsync(link => link.Purpose == LinkPurpose.Confirm && link.SubjectId == id && link.UsedAtUtc == null)));
        Assert.Contains("application.confirmation-sent-again", await portal.TrailAsync(id));
    }

    [Fact]
    public async Task Resend_ConfirmedMeanwhile_SendsNothingAndSaysSo()
    {
        using var portal = new Portal();
        var id = await portal.Given.UnconfirmedAsync(Answers.Of("meanwhile@example.org"));
        using var coordinator = await portal.CoordinatorAsync();
        var list = await coordinator.GetAsync("/en/desk/applications?view=Unconfirmed");
        await portal.ChangeAsync(db => db.Members.Where(member => member.Id == id).ExecuteUpdateAsync(set => set.SetProperty(member => member.Status, MemberStatus.Applied)));

        var done = await coordinator.PostAsync(list, "td form");

        Assert.StartsWith("No link was sent", done.Text(".notice"), StringComparison.Ordinal);
        Assert.Equal(1, await portal.MailsAsync(id, MailTemplates.Confirm));
    }

    [Fact]
    public async Task Get_Decided_NamesWhoDecided()
    {
        using var portal = new Portal();
        var id = await portal.Given.AppliedAsync(Answers.Of("to-decide@example.org", "Demo Decided"));
        using var coordinator = await portal.CoordinatorAsync("decider@example.org");
        await coordinator.PressAsync(await coordinator.GetAsync("/en/desk/applications"), $"button[value='{await portal.KeyAsync(id)}']");

        var list = await coordinator.GetAsync("/en/desk/applications?view=Decided");

        Assert.Equal("Demo Decided", list.Text("tbody th"));
        Assert.Equal("Member number 1", list.Text("tbody .tag"));
        Assert.Equal("decider@example.org", list.Text("tbody td:last-child"));
    }

    private static IEnumerable<string> Names(Answer list) => list.Page.QuerySelectorAll("tbody th a").Select(link => link.TextContent);
}
