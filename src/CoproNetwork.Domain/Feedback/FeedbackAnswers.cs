using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Feedback;

/// <summary>A promise to be made.</summary>
public sealed record NewPromise(string? Text, SiteLanguage Language, PromiseTheme Theme, PromiseVisibility Visibility);

/// <summary>A story to be told.</summary>
public sealed record NewStory(string? Title, string? Text, SiteLanguage Language, PromiseTheme Theme, StoryConsent Consent);

/// <summary>An answer to a six-monthly request.</summary>
/// <param name="Progress">How the promise goes; null from someone who has none.</param>
/// <param name="NextPromise">Made where the promise is kept, or where there is none.</param>
public sealed record FeedbackAnswer(Progress? Progress, Says Says, NewPromise? NextPromise = null, NewStory? Story = null);

/// <summary>Takes answers to requests, and reports that nobody asked for. Each is one transaction with the wall, the directory and the desk's tasks.</summary>
public sealed class FeedbackAnswers(CoproDbContext db, DirectoryWriter directory)
{
    /// <summary>A doubled press within this time is one report.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(10);

    /// <summary>Sent twice is one answer, edited: the same report, answers to the questions and story are put right.</summary>
    /// <exception cref="DomainRuleException">Not a member any more, or something is missing or too long.</exception>
    public Task AnswerAsync(long requestId, FeedbackAnswer answer, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(async token =>
    {
        var request = await db.FeedbackRequests.Include(one => one.Member).Include(one => one.Story).SingleOrDefaultAsync(one => one.Id == requestId, token) ?? throw new DomainRuleException("Members.NotMember");
        var member = request.Member;
        member.HearFrom(nowUtc);
        request.NoteAnswer(nowUtc);
        if (answer.Progress is { } progress && await ReportAsync(member, request.UpdateId, progress, nowUtc, token) is { } update) request.Keep(update);
        await MakeNextAsync(member, answer, nowUtc, token);
        await CheckInAsync(member, request.Number, answer.Says, nowUtc, token);
        if (answer.Story is { } story) request.Keep(await TellAsync(member, request.Story, story, nowUtc));
        await ForgetNudgesAsync(request, token);
        return member;
    }, nowUtc, cancellation);

    /// <summary>A report that nobody asked for.</summary>
    /// <exception cref="DomainRuleException">No member, no promise, or something is missing or too long.</exception>
    public Task ReportAsync(long memberId, Progress progress, NewPromise? next, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(async token =>
    {
        var member = await MemberAsync(memberId, token);
        if (await WasJustReportedAsync(memberId, progress, nowUtc, token)) return member;
        member.HearFrom(nowUtc);
        Rules.Must(await ReportAsync(member, null, progress, nowUtc, token) is not null, "Feedback.NoPromise");
        await MakeNextAsync(member, new(progress, new(), next), nowUtc, token);
        return member;
    }, nowUtc, cancellation);

    /// <summary>Puts one's own report right, or shows it to others than before.</summary>
    /// <exception cref="DomainRuleException">No such report of this member, or as <see cref="Promise.Report"/>.</exception>
    public Task CorrectAsync(long memberId, string updateKey, Progress progress, NewPromise? next, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(async token =>
    {
        var member = await MemberAsync(memberId, token);
        var id = await db.PromiseUpdates.Where(update => update.Key == updateKey && update.IsReport).Select(update => (long?)update.Id).SingleOrDefaultAsync(token);
        Rules.Must(id is not null && await ReportAsync(member, id, progress, nowUtc, token) is not null, "Feedback.NoSuchUpdate");
        await MakeNextAsync(member, new(progress, new(), next), nowUtc, token);
        return member;
    }, nowUtc, cancellation);

    /// <summary>Only who may see it; nothing else changes, so that it can be taken back with one press.</summary>
    /// <exception cref="DomainRuleException">No such report of this member.</exception>
    public Task ShowAsync(long memberId, string updateKey, UpdateVisibility visibility, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(async token =>
    {
        var member = await MemberAsync(memberId, token);
        var promise = await db.Promises.Include(one => one.Updates).SingleOrDefaultAsync(one => one.MemberId == memberId && one.Updates.Any(update => update.Key == updateKey && update.IsReport), token) ?? throw new DomainRuleException("Feedback.NoSuchUpdate");
        promise.Show(promise.Updates.Single(update => update.Key == updateKey), visibility);
        return member;
    }, nowUtc, cancellation);

    private Task ChangeAsync(Func<CancellationToken, Task<Member>> deed, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await directory.LockAsync(token);
        var member = await deed(token);
        await db.SaveChangesAsync(token);
        await directory.RefreshAsync(member, await NewestAsync(member.Id, token), nowUtc, token);
    }, cancellation, onWhatIsThere: true);

    private async Task<Member> MemberAsync(long memberId, CancellationToken cancellation) =>
        await db.Members.SingleOrDefaultAsync(member => member.Id == memberId && member.Status == MemberStatus.Approved, cancellation) ?? throw new DomainRuleException("Members.NotMember");

    private Task<Promise?> NewestAsync(long memberId, CancellationToken cancellation) =>
        db.Promises.Include(promise => promise.Updates).OrderByDescending(promise => promise.Id).FirstOrDefaultAsync(promise => promise.MemberId == memberId, cancellation);

    /// <summary>A new report on the member's newest promise, or the given one put right. Null without a promise.</summary>
    private async Task<PromiseUpdate?> ReportAsync(Member member, long? updateId, Progress progress, DateTime nowUtc, CancellationToken cancellation)
    {
        var promise = updateId is null
            ? await NewestAsync(member.Id, cancellation)
            : await db.Promises.Include(one => one.Updates).SingleOrDefaultAsync(one => one.MemberId == member.Id && one.Updates.Any(update => update.Id == updateId), cancellation);
        if (promise is null) return null;
        var update = promise.Updates.SingleOrDefault(one => one.Id == updateId);
        if (update is null) update = promise.Report(progress, nowUtc);
        else promise.Correct(update, progress, nowUtc);
        await KeepTaskAsync(member, promise, update, nowUtc, cancellation);
        return update;
    }

    /// <summary>One task for a promise that is stuck, with its newest report; whoever moves on again needs none, unless a coordinator has it in hand.</summary>
    private async Task KeepTaskAsync(Member member, Promise promise, PromiseUpdate update, DateTime nowUtc, CancellationToken cancellation)
    {
        var tasks = await db.StuckTasks.Where(one => one.MemberId == member.Id && one.Update!.PromiseId == promise.Id).ToListAsync(cancellation);
        if (promise.Status != PromiseStatus.Stuck)
        {
            foreach (var open in tasks) open.Resolve(nowUtc);
            return;
        }

        if (update.Status != PromiseStatus.Stuck) return;
        if (tasks.Find(one => one.Status != StuckTaskStatus.Closed) is { } known) known.Follow(update);
        else if (tasks.Find(one => one.UpdateId == update.Id && one.TakenAtUtc is null) is { } resolved) resolved.OpenAgain(nowUtc);
        else if (update.Id == 0 || tasks.TrueForAll(one => one.UpdateId != update.Id)) db.StuckTasks.Add(StuckTask.Open(member, update, nowUtc));
    }

    /// <summary>Only where the newest promise is kept, or there is none: sent twice makes one.</summary>
    private async Task MakeNextAsync(Member member, FeedbackAnswer answer, DateTime nowUtc, CancellationToken cancellation)
    {
        if (answer.NextPromise is not { } next || string.IsNullOrWhiteSpace(next.Text)) return;
        if (await NewestAsync(member.Id, cancellation) is { Status: not PromiseStatus.Kept }) return;
        var made = Promise.Make(member, next.Text, next.Language, next.Theme, next.Visibility, nowUtc);
        if (member.PromiseHeldReason is { } reason) made.Hide(reason, nowUtc);
        member.HoldPromise(null);
        db.Promises.Add(made);
    }

    private async Task CheckInAsync(Member member, int number, Says says, DateTime nowUtc, CancellationToken cancellation)
    {
        var known = await db.CheckIns.SingleOrDefaultAsync(checkIn => checkIn.MemberId == member.Id && checkIn.Wave == number, cancellation);
        if (known is not null) known.Correct(says);
        else if (!says.IsEmpty) db.CheckIns.Add(CheckIn.WithRequest(member, number, says, nowUtc));
    }

    private Task<Story> TellAsync(Member member, Story? earlier, NewStory story, DateTime nowUtc)
    {
        if (earlier is not null)
        {
            earlier.Retell(story.Title, story.Text, story.Language, story.Theme, story.Consent);
            return Task.FromResult(earlier);
        }

        var told = Story.Tell(member, story.Title, story.Text, story.Language, story.Theme, story.Consent, nowUtc);
        if (member.StoryHeldReason is { } reason) told.Hide(reason, nowUtc);
        member.HoldStory(null);
        db.Stories.Add(told);
        return Task.FromResult(told);
    }

    private async Task<bool> WasJustReportedAsync(long memberId, Progress progress, DateTime nowUtc, CancellationToken cancellation)
    {
        var since = nowUtc - Moment;
        var happened = Rules.Clean(progress.Happened);
        var lately = await db.PromiseUpdates.AsNoTracking()
            .Where(update => update.IsReport && update.AtUtc > since && update.Status == progress.Status && db.Promises.Any(promise => promise.Id == update.PromiseId && promise.MemberId == memberId))
            .Select(update => new { update.Happened, update.Helped, update.Hindered })
            .ToListAsync(cancellation);
        return lately.Exists(update => (update.Happened ?? "") == happened && (update.Helped ?? "") == Rules.Clean(progress.Helped) && (update.Hindered ?? "") == Rules.Clean(progress.Hindered));
    }

    /// <summary>A reminder that still waits would come after the answer. An older request's answer says nothing of the newest, whose mail goes out.</summary>
    private async Task ForgetNudgesAsync(FeedbackRequest answered, CancellationToken cancellation)
    {
        if (await db.FeedbackRequests.AnyAsync(later => later.MemberId == answered.MemberId && later.Number > answered.Number, cancellation)) return;
        await FeedbackMails.DropAsync(db, answered.MemberId, cancellation);
    }
}
