using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Feedback;

public sealed class FeedbackAnswersTests : IAsyncLifetime
{
    private static readonly NewPromise Next = new("I will ask again.", SiteLanguage.English, PromiseTheme.Culture, PromiseVisibility.Everyone);

    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Answer_SentTwice_IsOneAnswerEdited()
    {
        var (id, requestId) = await _database.AskedAsync();
        var story = new NewStory("A demo story", "We met.", SiteLanguage.English, PromiseTheme.Housing, StoryConsent.EvaluationTeam);
        var stories = await _database.SeeAsync(db => db.Stories.CountAsync());
        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.UnderWay, "We met."), new(Say.Lot, null, Say.None, "More now."), Story: story));
        var answered = _database.NowUtc;
        _database.Clock.Advance(TimeSpan.FromHours(1));

        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.UnderWay, "We met twice."), new(Say.Some, Say.Lot), Story: story with { Text = "We met twice." }));

        var request = await _database.RequestAsync(id);
        Assert.Equal((answered, (int?)0), (request.AnsweredAtUtc, request.NudgesBeforeAnswer));
        var update = Assert.Single(await ReportsAsync(id));
        Assert.Equal((request.UpdateId, "We met twice.", (DateTime?)_database.NowUtc), (update.Id, update.Happened, update.CorrectedAtUtc));
        var says = await _database.SeeAsync(db => db.CheckIns.AsNoTracking().Where(checkIn => checkIn.MemberId == id && checkIn.Wave > 0).SingleAsync());
        Assert.Equal((1, Say.Some, Say.Lot, null, null), (says.Wave, says.OwnLife, says.Work, says.Community, says.Words));
        Assert.Equal(stories + 1, await _database.SeeAsync(db => db.Stories.CountAsync()));
        Assert.Equal("We met twice.", await _database.SeeAsync(db => db.Stories.Where(one => one.Id == request.StoryId).Select(one => one.Text).SingleAsync()));
    }

    [Fact]
    public async Task Answer_Kept_MakesTheNextPromiseOnce()
    {
        var (id, requestId) = await _database.AskedAsync();
        FeedbackAnswer kept = new(Going(PromiseStatus.Kept), new(), Next);

        await _database.AnswerAsync(requestId, kept);
        await _database.AnswerAsync(requestId, kept);

        Assert.Equal([("I will ask first.", PromiseStatus.Kept), ("I will ask again.", PromiseStatus.Made)], (await PromisesAsync(id)).Select(promise => (promise.Text, promise.Status)));
        Assert.Single(await ReportsAsync(id));
    }

    [Fact]
    public async Task Answer_NotKept_MakesNoNextPromise()
    {
        var (id, requestId) = await _database.AskedAsync();

        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.UnderWay), new(), Next));

        Assert.Equal("I will ask first.", Assert.Single(await PromisesAsync(id)).Text);
    }

    [Fact]
    public async Task Answer_Changed_KeepsTheFirstWords()
    {
        var (id, requestId) = await _database.AskedAsync();

        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.Changed) with { NewText = "I will listen first." }, new()));
        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.Changed) with { NewText = "I will listen." }, new()));

        Assert.Equal(("I will listen.", PromiseStatus.Changed), Assert.Single((await PromisesAsync(id)).Select(promise => (promise.Text, promise.Status))));
        Assert.Equal("I will ask first.", Assert.Single(await ReportsAsync(id)).OldText);
    }

    [Fact]
    public async Task Answer_Stuck_OpensOneTask()
    {
        var (id, requestId) = await _database.AskedAsync();
        FeedbackAnswer stuck = new(Going(PromiseStatus.Stuck) with { WouldHelp = "A room." }, new());

        await _database.AnswerAsync(requestId, stuck);
        await _database.AnswerAsync(requestId, stuck with { Progress = stuck.Progress! with { WouldHelp = "A larger room." } });

        var task = await TaskAsync();
        Assert.Equal((id, StuckTaskStatus.Open, "A larger room."), (task.MemberId, task.Status, task.Update!.WouldHelp));
    }

    [Fact]
    public async Task Answer_NoLongerStuckBeforeAnyoneTookIt_ClosesTheTask_AndStuckAgainOpensIt()
    {
        var (_, requestId) = await _database.AskedAsync();
        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.Stuck), new()));

        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.UnderWay), new()));
        Assert.Equal((StuckTaskStatus.Closed, (DateTime?)_database.NowUtc), ((await TaskAsync()).Status, (await TaskAsync()).ClosedAtUtc));

        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.Stuck), new()));
        Assert.Equal((StuckTaskStatus.Open, null), ((await TaskAsync()).Status, (await TaskAsync()).ClosedAtUtc));
    }

    [Fact]
    public async Task Answer_NoLongerStuckOnceTaken_LeavesTheTaskToWhoTookIt()
    {
        var (_, requestId) = await _database.AskedAsync();
        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.Stuck), new()));
        var coordinator = await _database.Given.CoordinatorAsync();
        var key = (await TaskAsync()).Key;
        await _database.DoAsync<StuckTasks>(tasks => tasks.TakeAsync(key, coordinator, _database.NowUtc, default));

        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.UnderWay), new()));

        Assert.Equal((StuckTaskStatus.Taken, (long?)coordinator), ((await TaskAsync()).Status, (await TaskAsync()).TakenByAccountId));
    }

    [Fact]
    public async Task Show_Later_ChangesWhatThePublicMayKnowAndNothingElse()
    {
        var (id, requestId) = await _database.AskedAsync();
        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.Kept, "We met."), new()));
        Assert.Equal(PromiseStatus.Made, Assert.Single(await PromisesAsync(id)).PublicStatus);
        var update = Assert.Single(await ReportsAsync(id));

        await ShowAsync(id, update.Key, UpdateVisibility.Website);
        Assert.Equal(PromiseStatus.Kept, Assert.Single(await PromisesAsync(id)).PublicStatus);
        await ShowAsync(id, update.Key, UpdateVisibility.Members);

        Assert.Equal((PromiseStatus.Kept, PromiseStatus.Made), Assert.Single((await PromisesAsync(id)).Select(promise => (promise.Status, promise.PublicStatus))));
        var after = Assert.Single(await ReportsAsync(id));
        Assert.Equal((UpdateVisibility.Members, "We met.", null), (after.Visibility, after.Happened, after.CorrectedAtUtc));
    }

    [Fact]
    public async Task Report_PressedTwice_IsOneReport()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("demo@example.org"));

        await ReportAsync(id, Going(PromiseStatus.UnderWay, "We met."));
        _database.Clock.Advance(TimeSpan.FromSeconds(5));
        await ReportAsync(id, Going(PromiseStatus.UnderWay, " We met. "));
        Assert.Single(await ReportsAsync(id));

        await ReportAsync(id, Going(PromiseStatus.UnderWay, "We met again."));
        Assert.Equal(2, (await ReportsAsync(id)).Count);
    }

    [Fact]
    public async Task Answer_OfWhoLeft_IsRefused()
    {
        var (id, requestId) = await _database.AskedAsync();
        await _database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, _database.NowUtc, default));

        await RefusedAsync("Members.NotMember", () => _database.AnswerAsync(requestId, new(Going(PromiseStatus.UnderWay), new(Say.Lot))));
        await RefusedAsync("Members.NotMember", () => ReportAsync(id, Going(PromiseStatus.UnderWay)));
        await RefusedAsync("Members.NotMember", () => _database.DoAsync<FeedbackChoices>(choices => choices.GoOnAsync(id, _database.NowUtc, default)));
        Assert.Null((await _database.RequestAsync(id)).AnsweredAtUtc);
    }

    [Fact]
    public async Task Report_OfAnApplicant_IsRefused()
    {
        var id = await _database.Given.AppliedAsync(Answers.Of("demo@example.org"));

        await RefusedAsync("Members.NotMember", () => ReportAsync(id, Going(PromiseStatus.UnderWay)));
        await RefusedAsync("Members.NotMember", () => _database.AnswerAsync(1, new(null, new(Say.Lot))));
        Assert.Empty(await ReportsAsync(id));
    }

    [Fact]
    public async Task Show_SomeoneElsesReport_IsRefused()
    {
        var (id, requestId) = await _database.AskedAsync();
        var other = await _database.Given.ApprovedAsync(Answers.Of("other@example.org"));
        await _database.AnswerAsync(requestId, new(Going(PromiseStatus.UnderWay, "We met."), new()));
        var key = Assert.Single(await ReportsAsync(id)).Key;

        await RefusedAsync("Feedback.NoSuchUpdate", () => ShowAsync(other, key, UpdateVisibility.Website));
        await RefusedAsync("Feedback.NoSuchUpdate", () => _database.DoAsync<FeedbackAnswers>(answers => answers.CorrectAsync(other, key, Going(PromiseStatus.Kept), null, _database.NowUtc, default)));
        Assert.Equal((UpdateVisibility.Team, "We met."), Assert.Single((await ReportsAsync(id)).Select(update => (update.Visibility, update.Happened))));
    }

    private static Progress Going(PromiseStatus status, string? happened = null) => new(status, SiteLanguage.English, UpdateVisibility.Team, happened);

    private static async Task RefusedAsync(string key, Func<Task> deed) => Assert.Equal(key, (await Assert.ThrowsAsync<DomainRuleException>(deed)).ResourceKey);

    private Task ReportAsync(long id, Progress progress) => _database.DoAsync<FeedbackAnswers>(answers => answers.ReportAsync(id, progress, null, _database.NowUtc, default));

    private Task ShowAsync(long id, string key, UpdateVisibility visibility) => _database.DoAsync<FeedbackAnswers>(answers => answers.ShowAsync(id, key, visibility, _database.NowUtc, default));

    private Task<List<Promise>> PromisesAsync(long id) => _database.SeeAsync(db => db.Promises.AsNoTracking().Where(promise => promise.MemberId == id).OrderBy(promise => promise.Id).ToListAsync());

    private Task<List<PromiseUpdate>> ReportsAsync(long id) => _database.SeeAsync(db => db.PromiseUpdates.AsNoTracking().Where(update => update.IsReport && db.Promises.Any(promise => promise.Id == update.PromiseId && promise.MemberId == id)).ToListAsync());

    private Task<StuckTask> TaskAsync() => _database.SeeAsync(db => db.StuckTasks.AsNoTracking().Include(task => task.Update).SingleAsync());
}
