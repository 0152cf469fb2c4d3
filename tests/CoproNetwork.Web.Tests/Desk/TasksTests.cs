using System.Net;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>Promises that are stuck: the lists, and what a coordinator does about one.</summary>
public sealed class TasksTests(Portal portal) : IClassFixture<Portal>
{
    private const string Take = "button[formaction*='handler=Take']", Note = "button[formaction*='handler=Note']", Close = "button[formaction*='handler=Close']";

    [Fact]
    public async Task Get_AsVisitorAndAsMember_IsNotOpen()
    {
        var (_, key) = await portal.StuckAsync("task-closed-door@example.org");
        using var visitor = portal.Browse();
        using var member = await portal.SignedInAsync("task-closed-door@example.org");

        foreach (var path in new[] { "/en/desk/tasks", $"/en/desk/tasks/{key}" })
        {
            Assert.StartsWith("/en/sign-in", (await visitor.GetAsync(path, follow: false)).Location, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync(path, follow: false)).Status);
        }
    }

    [Fact]
    public async Task Get_NoSuchTask_IsNotFound()
    {
        using var coordinator = await portal.CoordinatorAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync("/en/desk/tasks/nothing-like-it")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync("/cy/desg/tasgau/dim-byd")).Status);
    }

    [Fact]
    public async Task List_OldestFirst_PageByPageWithoutGapOrDouble()
    {
        using var own = new Portal();
        for (var i = 0; i < 27; i++)
        {
            await own.StuckAsync($"list-{i}@example.org", $"Demo Stuck {i:00}");
            if (i % 3 == 0) own.Clock.Advance(TimeSpan.FromDays(1));
        }

        using var coordinator = await own.CoordinatorAsync();
        var first = await coordinator.GetAsync("/en/desk/tasks");
        var second = await coordinator.GetAsync(first.Page.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(Enumerable.Range(0, 27).Select(i => $"Demo Stuck {i:00}"), Members(first).Concat(Members(second)));
        Assert.Equal(25, Members(first).Count());
        Assert.Equal("27", first.Text(".desk-menu a[href='/en/desk/tasks'] .count"));
        Assert.Equal("9 days", first.Text("tbody tr td:nth-child(3) .soft"));
        Assert.Equal(2, await own.NotedAsync(AuditActions.TasksListed));
    }

    [Fact]
    public async Task Get_Task_ShowsTheWordsInTheirLanguageAndWritesItDown()
    {
        var (id, key) = await portal.StuckAsync("task-words@example.org", "Demo Words");
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.GetAsync($"/en/desk/tasks/{key}");

        Assert.Equal("Stuck promise: Demo Words", page.Text("h1"));
        Assert.Equal("en", page.Page.QuerySelector("blockquote.promise")!.GetAttribute("lang"));
        Assert.Equal(["Dim byd eto.", "Neb i helpu.", "Rhywun gyda fan."], page.Page.QuerySelectorAll("dd[lang=cy]").Select(words => words.TextContent));
        Assert.NotNull(page.Page.QuerySelector($"main a[href='/en/desk/members/{await portal.KeyAsync(id)}']"));
        Assert.Null(page.Page.QuerySelector(Close));
        Assert.Equal(["application.approved", "task.read"], await portal.TrailAsync(id));
    }

    [Fact]
    public async Task TakeNoteClose_InWelsh_IsDoneNamedAndWrittenDown()
    {
        var (id, key) = await portal.StuckAsync("task-done@example.org", "Demo Done");
        using var coordinator = await portal.CoordinatorAsync("sees-to-it@example.org");

        var taken = await coordinator.PressAsync(await coordinator.GetAsync($"/cy/desg/tasgau/{key}"), Take);
        Assert.Equal("Chi sy'n gofalu am hyn nawr.", taken.Text(".notice"));
        var list = await coordinator.GetAsync("/cy/desg/tasgau?view=Taken");
        Assert.Contains("sees-to-it@example.org", list.Page.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Demo Done", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);

        var noted = await coordinator.PressAsync(taken, Note, ("Note.Text", "Ffoniais i."));
        Assert.Equal("Ffoniais i.", noted.Text(".notes .own-words"));

        var closed = await coordinator.PressAsync(noted, Close, ("Note.Text", "Mae fan ganddyn nhw."));
        Assert.Equal("Mae'r dasg wedi'i chau.", closed.Text(".notice"));
        var page = await coordinator.GetAsync($"/cy/desg/tasgau/{key}");
        Assert.Equal(["Mae fan ganddyn nhw.", "Ffoniais i."], page.Page.QuerySelectorAll(".notes .own-words").Select(note => note.TextContent));
        Assert.StartsWith("sees-to-it@example.org fu'n gofalu am hyn.", page.Text("section[aria-labelledby=state] p"), StringComparison.Ordinal);
        Assert.Contains("Demo Done", (await coordinator.GetAsync("/cy/desg/tasgau?view=Closed")).Text("tbody"), StringComparison.Ordinal);
        Assert.Equal(["application.approved", "task.read", "task.taken", "task.read", "task.noted", "task.read", "task.closed", "task.noted", "task.read"], await portal.TrailAsync(id));
    }

    [Fact]
    public async Task Note_Empty_RedisplaysWithErrorBesideTheField()
    {
        var (_, key) = await portal.StuckAsync("task-empty@example.org");
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PressAsync(await coordinator.GetAsync($"/en/desk/tasks/{key}"), Note, ("Note.Text", "  "));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["Write what was done"], answer.Problems);
        Assert.Equal("Write what was done", answer.Text("#Note_Text-problem"));
    }

    [Theory]
    [InlineData(Note)]
    [InlineData(Take)]
    public async Task Note_TooLong_KeepsWhatWasTypedAndDoesNothing(string button)
    {
        var (id, key) = await portal.StuckAsync($"task-long-{button.Length}-{(button == Take ? "take" : "note")}@example.org");
        using var coordinator = await portal.CoordinatorAsync();
        var typed = new string('x', StuckTaskNote.TextMaxLength + 1);

        var answer = await coordinator.PressAsync(await coordinator.GetAsync($"/en/desk/tasks/{key}"), button, ("Note.Text", typed));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(typed, answer.Value("Note.Text"));
        Assert.Equal(StuckTaskStatus.Open, await StatusAsync(id));
    }

    [Fact]
    public async Task Close_NotTaken_SaysSo()
    {
        var (id, key) = await portal.StuckAsync("task-not-taken@example.org");
        using var coordinator = await portal.CoordinatorAsync();
        var page = await coordinator.GetAsync($"/en/desk/tasks/{key}");
        page.Page.QuerySelector(Take)!.SetAttribute("formaction", $"/en/desk/tasks/{key}?handler=Close");

        var answer = await coordinator.PressAsync(page, Close, ("Note.Text", "typed"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["Take the task before you close it"], answer.Problems);
        Assert.Equal("typed", answer.Value("Note.Text"));
        Assert.Equal(StuckTaskStatus.Open, await StatusAsync(id));
    }

    [Fact]
    public async Task Press_Twice_IsOneDeed()
    {
        var (id, key) = await portal.StuckAsync("task-twice@example.org");
        using var coordinator = await portal.CoordinatorAsync();
        var open = await coordinator.GetAsync($"/en/desk/tasks/{key}");
        var taken = await coordinator.PressAsync(open, Take);
        await coordinator.PressAsync(open, Take);
        await coordinator.PressAsync(taken, Note, ("Note.Text", "once"));
        await coordinator.PressAsync(taken, Note, ("Note.Text", "once"));
        await coordinator.PressAsync(taken, Close);

        var again = await coordinator.PressAsync(taken, Close);

        Assert.Equal("The task is closed.", again.Text(".notice"));
        Assert.Equal(["task.taken", "task.noted", "task.closed"], (await portal.TrailAsync(id)).Where(action => action.StartsWith("task.", StringComparison.Ordinal) && action != AuditActions.TaskRead));
    }

    [Fact]
    public async Task Take_WhatAnotherTookMeanwhile_IsConflictAndLeavesItWithThem()
    {
        var (id, key) = await portal.StuckAsync("task-race@example.org");
        using var one = await portal.CoordinatorAsync("task-faster@example.org");
        using var other = await portal.CoordinatorAsync();
        var seen = await other.GetAsync($"/en/desk/tasks/{key}");
        await one.PressAsync(await one.GetAsync($"/en/desk/tasks/{key}"), Take);

        var late = await other.PressAsync(seen, Take, ("Note.Text", "my words"));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal(["Someone else took this a moment ago. This is how it is now."], late.Problems);
        Assert.Equal("my words", late.Value("Note.Text"));
        Assert.Contains("task-faster@example.org took this", late.Text("section[aria-labelledby=state]"), StringComparison.Ordinal);

        var over = await other.PressAsync(late, Take);
        Assert.Equal("You see to it now.", over.Text(".notice"));
        Assert.Equal(["my words"], over.Page.QuerySelectorAll(".notes .own-words").Select(note => note.TextContent));
        Assert.Equal(StuckTaskStatus.Taken, await StatusAsync(id));
    }

    [Fact]
    public async Task Close_WhatAnotherTookOverOrClosed_IsConflict()
    {
        var (_, key) = await portal.StuckAsync("task-closed-race@example.org");
        using var one = await portal.CoordinatorAsync();
        using var other = await portal.CoordinatorAsync();
        var mine = await one.PressAsync(await one.GetAsync($"/en/desk/tasks/{key}"), Take);
        var theirs = await other.PressAsync(await other.GetAsync($"/en/desk/tasks/{key}"), Take);

        var late = await one.PressAsync(mine, Close);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Null(late.Page.QuerySelector(Close));

        await other.PressAsync(theirs, Close);
        var later = await one.PressAsync(late, Take, ("Note.Text", "too late"));
        Assert.Equal(HttpStatusCode.Conflict, later.Status);
        Assert.Equal(["This task is closed already"], later.Problems);
        Assert.Equal("too late", later.Value("Note.Text"));
        Assert.Null(later.Page.QuerySelector(Take));
    }

    [Fact]
    public async Task Get_NoLongerStuck_SaysWhatTheMemberReportedSince()
    {
        var (id, key) = await portal.StuckAsync("task-free@example.org");
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.ReportsAsync(id, new(PromiseStatus.Kept, SiteLanguage.English, UpdateVisibility.Website, "Done."));
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.GetAsync($"/en/desk/tasks/{key}");

        Assert.Equal("The newest report on this promise says: Kept", page.Text(".inset"));
    }

    private static IEnumerable<string> Members(Answer list) => list.Page.QuerySelectorAll("tbody td:nth-child(2) a").Select(link => link.TextContent);

    private Task<StuckTaskStatus> StatusAsync(long memberId) => portal.SeeAsync(db => db.StuckTasks.Where(task => task.MemberId == memberId).Select(task => task.Status).SingleAsync());
}
