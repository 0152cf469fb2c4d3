using CoproNetwork.Domain;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Journeys;

/// <summary>Half a year later: the mail comes, is answered on a phone without signing in, the wall shows it, and what is taken back is gone. Someone who is stuck is heard at the desk. Every page is looked at on the way.</summary>
public sealed class FeedbackTests(BrowserFixture browser)
{
    private const string Email = "demo.member@example.org";
    private const string Coordinator = "coordinator@example.org";
    private const string Words = "Daeth pawb â ŵy: everyone brought one.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("cy", true)]
    [InlineData("cy", false)]
    [InlineData("en", true)]
    [InlineData("en", false)]
    public async Task Answer_OnAPhone_StandsOnTheWall_UntilItIsTakenBack(string language, bool scripts)
    {
        await using var portal = new Portal();
        var promise = await AskedAsync(portal, language);
        await using var member = await Reader.AtAsync(browser, portal, new(language, 360, Scripts: scripts));
        await using var visitor = await Reader.AtAsync(browser, portal, new(language, Scripts: scripts));

        await OpenMailAsync(member, portal);
        await AnswerAsync(member, PromiseStatus.UnderWay, UpdateVisibility.Newsletter);
        await visitor.OpenAsync(visitor.Links.To("/Promises/Index"));
        Assert.Contains(visitor.Words["Promises.Status.UnderWay"], await visitor.Page.Locator("main li.pledge").First.InnerTextAsync(), StringComparison.Ordinal);
        await visitor.OpenAsync(visitor.Links.To("/Promises/Promise", ("key", promise)));
        Assert.Contains(Words, await visitor.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await member.SignInAsync(portal, Email, member.Words["Mails.SignIn.Subject"]);
        await member.OpenAsync(member.Links.To("/Members/Me"));
        await member.ClickAsync("button[name='Show.Visibility']");

        await visitor.OpenAsync(visitor.Links.To("/Promises/Promise", ("key", promise)));
        Assert.DoesNotContain(Words, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        await member.OpenAsync(member.Links.To("/Members/Promise"));
        await member.PressAsync(member.Words["Members.Promise.Withdraw"]);
        await visitor.OpenAsync(visitor.Links.To("/Promises/Promise", ("key", promise)), 404);
        await visitor.OpenAsync(visitor.Links.To("/Promises/Index"));
        Assert.Equal(0, await visitor.Page.Locator("main li.pledge").CountAsync());
        using var http = new HttpClient { BaseAddress = portal.BaseUrl };
        Assert.DoesNotContain("<entry", await http.GetStringAsync(visitor.Links.To("/Promises/Feed")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cy", false)]
    [InlineData("en", true)]
    public async Task Stuck_IsATaskOfTheDesk_UntilItIsClosed(string language, bool scripts)
    {
        await using var portal = new Portal();
        await AskedAsync(portal, language);
        await portal.Given().CoordinatorAsync(Coordinator);
        await using var member = await Reader.AtAsync(browser, portal, new(language, 360, Scripts: scripts));
        await using var coordinator = await Reader.AtAsync(browser, portal, new(language, Scripts: scripts));

        await OpenMailAsync(member, portal);
        await member.ChooseAsync("Input.Status", PromiseStatus.Stuck);
        await member.FillAsync("Input.WouldHelp", "Llythyr: a letter.");
        await AnswerAsync(member, PromiseStatus.Stuck, UpdateVisibility.Team);

        await coordinator.SignInAsync(portal, Coordinator);
        await coordinator.OpenAsync(coordinator.Links.To("/Desk/Tasks/Index"));
        await coordinator.ClickAsync("main table th[scope=row] a");
        Assert.Contains("Llythyr: a letter.", await coordinator.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await coordinator.PressAsync(coordinator.Words["Desk.Task.Take"]);
        await coordinator.FillAsync("Note.Text", "Demo: written to the board.");
        await coordinator.PressAsync(coordinator.Words["Desk.Application.NoteButton"]);
        await coordinator.PressAsync(coordinator.Words["Desk.Task.Close"]);

        await using var scope = portal.Services.CreateAsyncScope();
        var task = await scope.ServiceProvider.GetRequiredService<CoproDbContext>().StuckTasks.Include(one => one.Notes).SingleAsync();
        Assert.Equal((StuckTaskStatus.Closed, 1), (task.Status, task.Notes.Count));
    }

    /// <summary>A member whose first request is due now and mailed; the promise's key.</summary>
    private static async Task<string> AskedAsync(Portal portal, string language)
    {
        var answers = Answers.Of(Email) with { Language = language == "cy" ? CoproNetwork.Domain.Common.MailLanguage.Welsh : CoproNetwork.Domain.Common.MailLanguage.English };
        var id = await portal.Given().ApprovedAsync(answers);
        var now = portal.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CoproDbContext>();

        // Approved half a year and a day ago, as far as the calendar knows.
        var approved = now.AddMonths(-6).AddDays(-1);
        await db.Members.Where(member => member.Id == id).ExecuteUpdateAsync(set => set.SetProperty(member => member.ApprovedAtUtc, approved));
        await db.FeedbackPlans.Where(plan => plan.MemberId == id).ExecuteUpdateAsync(set => set.SetProperty(plan => plan.HalfYearlySinceUtc, approved).SetProperty(plan => plan.NextAtUtc, now));

        // Null while the portal's own pass is at it, which may have looked before that.
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(Patience);
        while (await portal.Services.GetRequiredService<FeedbackRun>().RunAsync(now, default) is null) await ticks.WaitForNextTickAsync(limit.Token);
        return await db.Promises.Where(promise => promise.MemberId == id).Select(promise => promise.Key).SingleAsync();
    }

    private static async Task OpenMailAsync(Reader reader, Portal portal)
    {
        var mail = await portal.Mails.NewestToAsync(Email, reader.Words["Mails.Feedback.Subject"]);
        await reader.OpenAsync(MailFolder.LinkIn(mail));
        Assert.Equal(reader.Words["Feedback.Answer.Title"], await reader.HeadingAsync());
    }

    private static async Task AnswerAsync(Reader reader, PromiseStatus status, UpdateVisibility visibility)
    {
        await reader.PressAsync(reader.Words["Feedback.Answer.Button"], 400);
        await reader.ChooseAsync("Input.Status", status);
        await reader.FillAsync("Input.Happened", Words);
        await reader.ChooseAsync("Input.Visibility", visibility);
        await reader.ChooseAsync("Input.Community", Say.Lot);
        await reader.PressAsync(reader.Words["Feedback.Answer.Button"]);
        Assert.Contains(reader.Words["Feedback.Answer.Thanks"], await reader.Page.Locator(".notice.done").InnerTextAsync(), StringComparison.Ordinal);
    }
}
