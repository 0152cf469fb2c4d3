using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoproNetwork.Domain.Feedback;

/// <summary>What one pass did.</summary>
public sealed record FeedbackRunResult(int Asked, int Nudged, int Missed)
{
    public static FeedbackRunResult Nothing { get; } = new(0, 0, 0);

    public static FeedbackRunResult operator +(FeedbackRunResult one, FeedbackRunResult other) => new(one.Asked + other.Asked, one.Nudged + other.Nudged, one.Missed + other.Missed);
}

/// <summary>
/// Asks who is due, nudges who has not answered, and notes what was missed. Each batch is one transaction of requests with their
/// mails, in a scope of its own, so that a killed pass goes on where it was and the memory stays level. One process at a time holds the
/// lease; were two at it all the same, the unique keys let each request and nudge be made once.
/// </summary>
public sealed partial class FeedbackRun(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FeedbackRun> logger)
{
    /// <summary>Fewer commits cost less; more in one would keep other writers waiting.</summary>
    public const int BatchSize = 1000;

    private readonly LeasedPass _pass = new(scopes, clock, "feedback");

    /// <param name="nowUtc">The instant that it is taken to be.</param>
    /// <returns>What was done; null when another process is at it.</returns>
    public async Task<FeedbackRunResult?> RunAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var done = FeedbackRunResult.Nothing;
        var isOurs = await _pass.RunAsync(async () =>
        {
            if (await BatchAsync(nowUtc, cancellation) is not { } batch) return false;
            done += batch;
            return true;
        }, () => FiguresAsync(nowUtc, cancellation), cancellation);
        if (done != FeedbackRunResult.Nothing) Log.Passed(logger, done.Asked, done.Nudged, done.Missed);
        return isOurs ? done : null;
    }

    private Task<bool> FiguresAsync(DateTime nowUtc, CancellationToken cancellation) => _pass.InScopeAsync<FeedbackFigures, bool>(async figures =>
    {
        await figures.RecordAsync(nowUtc, cancellation);
        return true;
    });

    /// <summary>Null when nobody is due any more.</summary>
    private Task<FeedbackRunResult?> BatchAsync(DateTime nowUtc, CancellationToken cancellation) => _pass.InScopeAsync<FeedbackBatch, FeedbackRunResult?>(async batch =>
    {
        try
        {
            return await batch.RunAsync(nowUtc, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Someone paused, answered or left meanwhile: the next batch sees it.
            return FeedbackRunResult.Nothing;
        }
    });

    private static partial class Log
    {
        [LoggerMessage(3201, LogLevel.Information, "Feedback pass: {Asked} asked, {Nudged} nudged, {Missed} missed")]
        public static partial void Passed(ILogger logger, int asked, int nudged, int missed);
    }
}

/// <summary>The next members that something is due for, in one transaction.</summary>
public sealed class FeedbackBatch(CoproDbContext db, Outbox outbox)
{
    /// <summary>Null when nobody is due.</summary>
    public Task<FeedbackRunResult?> RunAsync(DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var due = await DueAsync(nowUtc, token);
        if (due.Count == 0) return null;
        var promises = await PromisesAsync([.. due.Select(one => one.Plan.MemberId)], token);
        var asked = new List<(Due To, FeedbackRequest Request, string Template, DateTime NextDueUtc)>();
        var missed = 0;
        foreach (var one in due)
        {
            var step = FeedbackCalendar.Decide(one.State, nowUtc);
            one.Plan.Take(step);
            missed += step.Missed.Count;
            db.FeedbackRequests.AddRange(step.Missed.Select(number => FeedbackRequest.Miss(one.Plan.MemberId, number, FeedbackCalendar.DueAtUtc(one.ApprovedAtUtc, number))));
            if (step.Ask is { } asking)
            {
                var request = FeedbackRequest.Ask(one.Plan.MemberId, asking, FeedbackCalendar.DueAtUtc(one.ApprovedAtUtc, asking), nowUtc);
                db.FeedbackRequests.Add(request);
                asked.Add((one, request, MailTemplates.Feedback, one.NextDueUtc(asking)));
            }
            else if (step.Nudge is { } nudge)
            {
                one.Last!.NoteNudge(nudge, nowUtc);
                asked.Add((one, one.Last, MailTemplates.FeedbackNudge, one.NextDueUtc(one.Last.Number)));
            }
        }

        // A link needs its request's id.
        await db.SaveChangesAsync(token);
        foreach (var (to, request, template, nextDueUtc) in asked)
            outbox.QueueWithLink(template, new(Promise: promises.GetValueOrDefault(to.Plan.MemberId)), MailTo.Member(to.Plan.MemberId), to.Language, LinkPurpose.Feedback, request.Id, null, nextDueUtc - nowUtc, nowUtc, MailUrgency.Bulk);
        var nudged = asked.Count(mail => mail.Template == MailTemplates.FeedbackNudge);
        return new FeedbackRunResult(asked.Count - nudged, nudged, missed);
    }, cancellation);

    private async Task<List<Due>> DueAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var plans = await db.FeedbackPlans
            .Where(plan => plan.NextAtUtc <= nowUtc && plan.Member.Status == MemberStatus.Approved && plan.Member.EmailHeldAtUtc == null)
            .OrderBy(plan => plan.NextAtUtc).ThenBy(plan => plan.MemberId)
            .Take(FeedbackRun.BatchSize)
            .Select(plan => new { Plan = plan, plan.Member.ApprovedAtUtc, plan.Member.Language })
            .ToListAsync(cancellation);
        var ids = plans.Select(one => one.Plan.MemberId).ToList();
        var last = await db.FeedbackRequests
            .Where(request => ids.Contains(request.MemberId) && db.FeedbackPlans.Any(plan => plan.MemberId == request.MemberId && plan.LastNumber == request.Number))
            .ToDictionaryAsync(request => request.MemberId, cancellation);
        return [.. plans.Select(one => new Due(one.Plan, one.ApprovedAtUtc!.Value, one.Language, last.GetValueOrDefault(one.Plan.MemberId)))];
    }

    /// <summary>The words of each member's newest promise.</summary>
    private Task<Dictionary<long, string>> PromisesAsync(List<long> memberIds, CancellationToken cancellation) => db.Promises.AsNoTracking()
        .Where(promise => memberIds.Contains(promise.MemberId) && !db.Promises.Any(later => later.MemberId == promise.MemberId && later.Id > promise.Id))
        .ToDictionaryAsync(promise => promise.MemberId, promise => promise.Text, cancellation);

    private sealed record Due(FeedbackPlan Plan, DateTime ApprovedAtUtc, MailLanguage Language, FeedbackRequest? Last)
    {
        public FeedbackState State => new(ApprovedAtUtc, Plan.HalfYearlySinceUtc, Plan.PausedUntilUtc, Plan.LastNumber, Last?.AskedAtUtc, Last?.AnsweredAtUtc is not null, Last?.LastNudge ?? 0);

        public DateTime NextDueUtc(int number) => FeedbackCalendar.NextDueAtUtc(ApprovedAtUtc, Plan.HalfYearlySinceUtc, number);
    }
}
