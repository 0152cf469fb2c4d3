using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>How fast an issue goes out: a server that is asked for more takes offence.</summary>
/// <param name="PerSecond">Mails a second; 0 for no limit.</param>
public sealed record NewsletterPace(double PerSecond)
{
    public const double Usual = 1;

    /// <summary>From one mail to the next.</summary>
    public TimeSpan Interval => PerSecond > 0 ? TimeSpan.FromSeconds(1 / PerSecond) : TimeSpan.Zero;
}

/// <summary>What one pass did.</summary>
public sealed record NewsletterResult(int Sent, int Failed, int Skipped)
{
    public int Total => Sent + Failed + Skipped;

    public static NewsletterResult operator +(NewsletterResult one, NewsletterResult other) => new(one.Sent + other.Sent, one.Failed + other.Failed, one.Skipped + other.Skipped);
}

/// <summary>
/// One pass over the issues that are due: each of their readers gets a row, then a mail. One process at a time holds the lease, so that the pace is that of all of them together; were
/// two at it, each row is claimed by one conditional update. A killed pass loses nothing: its claim lapses, and the mail goes out with the same Message-Id.
/// </summary>
public sealed partial class NewsletterRun(IServiceScopeFactory scopes, TimeProvider clock, ILogger<NewsletterRun> logger)
{
    private readonly LeasedPass _pass = new(scopes, clock, "newsletter");

    /// <summary>Until nothing is due. Cancelled, it ends after the mail at hand.</summary>
    /// <returns>What was done; null when another process is at it.</returns>
    public async Task<NewsletterResult?> RunAsync(CancellationToken stopping)
    {
        var done = new NewsletterResult(0, 0, 0);
        if (!await _pass.InScopeAsync<NewsletterOpening, bool>(opening => opening.IsAnythingDueAsync(clock.GetUtcNow().UtcDateTime, stopping))) return done;
        var isOurs = await _pass.RunAsync(async () =>
        {
            var step = await StepAsync(stopping);
            done += step.Done;
            return step.IsMore && !stopping.IsCancellationRequested;
        }, () => Task.CompletedTask, CancellationToken.None);
        if (done.Total > 0) Log.Passed(logger, done.Sent, done.Failed, done.Skipped);
        return isOurs ? done : null;
    }

    private async Task<NewsletterStep> StepAsync(CancellationToken stopping)
    {
        if (await _pass.InScopeAsync<NewsletterOpening, bool>(opening => opening.StepAsync(clock.GetUtcNow().UtcDateTime, CancellationToken.None))) return new(new(0, 0, 0), true);
        return await _pass.InScopeAsync<NewsletterSending, NewsletterStep>(sending => sending.RunAsync(stopping));
    }

    private static partial class Log
    {
        [LoggerMessage(3401, LogLevel.Information, "Newsletter: {Sent} sent, {Failed} failed, {Skipped} skipped")]
        public static partial void Passed(ILogger logger, int sent, int failed, int skipped);
    }
}

/// <param name="IsMore">Whether there may be something to do at once: more mails, or an issue that has just sent its last.</param>
public sealed record NewsletterStep(NewsletterResult Done, bool IsMore);

/// <summary>Everything about an issue but its mails: it begins, its readers get their rows, it ends.</summary>
public sealed class NewsletterOpening(CoproDbContext db, NewsletterReaders readers)
{
    /// <summary>The next of these steps, in one transaction; false when there is none.</summary>
    public Task<bool> StepAsync(DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(
        async token => await BeginAsync(nowUtc, token) || await FillAsync(nowUtc, token) || await FinishAsync(nowUtc, token), cancellation, onWhatIsThere: true);

    /// <summary>Asked before the lease, for most of the year nothing is.</summary>
    public Task<bool> IsAnythingDueAsync(DateTime nowUtc, CancellationToken cancellation) =>
        db.NewsletterIssues.AnyAsync(issue => issue.Status == NewsletterStatus.Sending || issue.Status == NewsletterStatus.Scheduled && issue.ScheduledForUtc <= nowUtc, cancellation);

    private async Task<bool> BeginAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        if (await db.NewsletterIssues.OrderBy(issue => issue.ScheduledForUtc).FirstOrDefaultAsync(issue => issue.Status == NewsletterStatus.Scheduled && issue.ScheduledForUtc <= nowUtc, cancellation) is not { } issue) return false;
        issue.Begin(await SlugAsync(nowUtc, cancellation), nowUtc);
        return true;
    }

    private async Task<bool> FillAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        if (await db.NewsletterIssues.OrderBy(issue => issue.Id).FirstOrDefaultAsync(issue => issue.Status == NewsletterStatus.Sending && issue.FilledAtUtc == null, cancellation) is not { } issue) return false;
        if (!await readers.FillAsync(issue.Id, nowUtc, cancellation)) issue.NoteFilled(nowUtc);
        return true;
    }

    private async Task<bool> FinishAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var issue = await db.NewsletterIssues.OrderBy(one => one.Id).FirstOrDefaultAsync(
            one => one.Status == NewsletterStatus.Sending && one.FilledAtUtc != null && !db.NewsletterDeliveries.Any(delivery => delivery.IssueId == one.Id && delivery.Status == DeliveryStatus.Waiting), cancellation);
        issue?.Finish(nowUtc);
        return issue is not null;
    }

    /// <summary>The month in London, with a number where there was one before in it.</summary>
    private async Task<string> SlugAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var month = LondonTime.DateOf(nowUtc).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var taken = await db.NewsletterIssues.CountAsync(issue => issue.Slug != null && issue.Slug.StartsWith(month), cancellation);
        return taken == 0 ? month : $"{month}-{taken + 1}";
    }
}

/// <summary>Sends the next mails of issues that are on their way, for less than a lease lasts.</summary>
public sealed partial class NewsletterSending(
    CoproDbContext db, NewsletterReading reading, NewsletterReaders readers, IMailRecipients addresses, MailLists lists, INewsletterComposer composer, IMailTransport transport,
    NewsletterPace pace, TimeProvider clock, ILogger<NewsletterSending> logger)
{
    /// <summary>With one more conversation it still ends within the lease.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ConversationLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StoppingLimit = TimeSpan.FromSeconds(3);

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task<NewsletterStep> RunAsync(CancellationToken stopping)
    {
        var done = new NewsletterResult(0, 0, 0);
        (NewsletterIssue Issue, NewsletterContent Content)? current = null;
        for (var until = NowUtc + LongestStep; NowUtc < until && !stopping.IsCancellationRequested;)
        {
            if (await NextAsync() is not { } delivery) return new(done, done.Total > 0);
            if (current?.Issue.Id != delivery.IssueId) current = await IssueAsync(delivery.IssueId, stopping);
            var began = NowUtc;
            var outcome = await HandleAsync(delivery, current!.Value.Issue.Slug, current.Value.Content, stopping);
            done += new NewsletterResult(delivery.Status == DeliveryStatus.Sent ? 1 : 0, delivery.Status is DeliveryStatus.Failed or DeliveryStatus.Waiting ? 1 : 0, delivery.Status == DeliveryStatus.Unsubscribed ? 1 : 0);
            if (outcome.NothingCanBeSent) return new(done, false);
            if (delivery.Status != DeliveryStatus.Unsubscribed) await WaitAsync(began, stopping);
        }

        return new(done, true);
    }

    private async Task<(NewsletterIssue, NewsletterContent)> IssueAsync(long id, CancellationToken stopping)
    {
        var issue = await db.NewsletterIssues.AsNoTracking().Include(one => one.Items).SingleAsync(one => one.Id == id, stopping);
        return (issue, await reading.ReadAsync(issue, stopping));
    }

    /// <summary>The next that is due and that no other process has. An issue that was paused since gives none.</summary>
    private async Task<NewsletterDelivery?> NextAsync()
    {
        while (true)
        {
            db.ChangeTracker.Clear();
            var nowUtc = NowUtc;
            var due = await (
                from issue in db.NewsletterIssues
                where issue.Status == NewsletterStatus.Sending && issue.FilledAtUtc != null
                from delivery in db.NewsletterDeliveries
                where delivery.IssueId == issue.Id && delivery.Status == DeliveryStatus.Waiting && delivery.NextAttemptAtUtc <= nowUtc
                orderby issue.Id, delivery.NextAttemptAtUtc, delivery.Id
                select new { delivery.Id, delivery.NextAttemptAtUtc }).FirstOrDefaultAsync();
            if (due is null) return null;
            var until = nowUtc + OutboxMail.Claim;
            var isOurs = await db.NewsletterDeliveries.Where(delivery => delivery.Id == due.Id && delivery.Status == DeliveryStatus.Waiting && delivery.NextAttemptAtUtc == due.NextAttemptAtUtc)
                .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.NextAttemptAtUtc, until).SetProperty(delivery => delivery.Attempts, delivery => delivery.Attempts + 1)) == 1;
            if (isOurs && await db.NewsletterDeliveries.SingleOrDefaultAsync(delivery => delivery.Id == due.Id) is { } ours) return ours;
        }
    }

    private async Task<Outcome> HandleAsync(NewsletterDelivery delivery, string? slug, NewsletterContent content, CancellationToken stopping)
    {
        var nothingCanBeSent = false;
        try
        {
            await SendAsync(delivery, slug, content, stopping);
        }
        catch (MailNotSentException failure)
        {
            nothingCanBeSent = failure.ConcernsAll;
            if (failure.Final && MailReason.ConcernsAddress(failure.Message) && await addresses.FindAsync(delivery.Kind, delivery.RecipientId, CancellationToken.None) is { } reader)
                await addresses.HoldAsync(delivery.Kind, delivery.RecipientId, reader.Address, NowUtc, CancellationToken.None);
            delivery.NoteFailure(failure.Message, failure.Final, NowUtc);
            Log.NotSent(logger, delivery.Id, delivery.Attempts, failure.Message);
        }
        catch (OperationCanceledException)
        {
            delivery.NoteFailure(stopping.IsCancellationRequested ? MailReason.Stopped : MailReason.TimedOut, final: false, NowUtc);
        }
        catch (Exception failure)
        {
            // Its message may hold what people wrote: only type and place are logged.
            delivery.NoteFailure(MailReason.Failed, final: false, NowUtc);
            Log.Failed(logger, delivery.Id, delivery.Attempts, failure.GetType().Name, failure.StackTrace);
        }

        await WriteDownAsync();
        return new(nothingCanBeSent);
    }

    /// <summary>Consent and address are those of this moment.</summary>
    private async Task SendAsync(NewsletterDelivery delivery, string? slug, NewsletterContent content, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(ConversationLimit, clock);
        await using var hurry = stopping.UnsafeRegister(_ => limit.CancelAfter(StoppingLimit), null);
        if (await readers.FindAsync(delivery.Kind, delivery.RecipientId, limit.Token) is not { } reader)
        {
            delivery.Skip();
            return;
        }

        if (reader.IsHeld)
        {
            delivery.NoteFailure(MailReason.AddressHeld, final: true, NowUtc);
            return;
        }

        var exit = new MailExit(await lists.TokenAsync(delivery.Kind, delivery.RecipientId, limit.Token), MailList.Newsletter);
        var mail = await composer.ComposeAsync(content, reader.Language, reader.Name, exit, slug, limit.Token);
        await transport.SendAsync(new(delivery.MessageId, reader, mail, delivery.FirstDueAtUtc, Bulk: true, exit), limit.Token);
        delivery.NoteSent(reader.Address, NowUtc);
    }

    /// <summary>Never cancelled: what the server has taken must be written down even while the process stops.</summary>
    private async Task WriteDownAsync()
    {
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The reader was erased meanwhile, or the claim lapsed and another process has it: then that one's word counts.
            db.ChangeTracker.Clear();
        }
    }

    private async Task WaitAsync(DateTime began, CancellationToken stopping)
    {
        var left = began + pace.Interval - NowUtc;
        if (left <= TimeSpan.Zero) return;
        try
        {
            using var timer = new PeriodicTimer(left, clock);
            await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private sealed record Outcome(bool NothingCanBeSent);

    private static partial class Log
    {
        [LoggerMessage(3402, LogLevel.Warning, "Newsletter delivery {DeliveryId} not sent at try {Attempt}: {Reason}")]
        public static partial void NotSent(ILogger logger, long deliveryId, int attempt, string reason);

        [LoggerMessage(3403, LogLevel.Error, "Newsletter delivery {DeliveryId} failed at try {Attempt}: {Type} at {Place}")]
        public static partial void Failed(ILogger logger, long deliveryId, int attempt, string type, string? place);
    }
}

/// <summary>Issues that came back.</summary>
public sealed class BouncedDelivery(CoproDbContext db) : IBouncedMail
{
    public async Task<BouncedTo?> NoteAsync(BounceReport report, DateTime nowUtc, CancellationToken cancellation)
    {
        if (await db.NewsletterDeliveries.SingleOrDefaultAsync(delivery => delivery.MessageId == report.MailId, cancellation) is not { AddressHash: { } hash } delivery) return null;
        delivery.NoteBounced(report.Status);
        return new(delivery.Kind, delivery.RecipientId, hash);
    }
}
