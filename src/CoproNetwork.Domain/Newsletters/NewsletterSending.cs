using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>Sends the next mails of issues that are on their way, for less than a lease lasts.</summary>
public sealed partial class NewsletterSending(
    CoproDbContext db, NewsletterReading reading, NewsletterReaders readers, IMailRecipients addresses, MailLists lists, INewsletterComposer composer, IMailTransport transport,
    NewsletterPace pace, TimeProvider clock, ILogger<NewsletterSending> logger)
{
    /// <summary>With one more conversation it still ends within the lease.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task<NewsletterStep> RunAsync(RefusalsInARow refusals, CancellationToken stopping)
    {
        var done = new NewsletterResult(0, 0, 0);
        (NewsletterIssue Issue, NewsletterContent Content)? current = null;
        for (var until = NowUtc + LongestStep; NowUtc < until && !stopping.IsCancellationRequested;)
        {
            if (await NextAsync() is not { } delivery) return new(done, done.Total > 0);
            if (current?.Issue.Id != delivery.IssueId) current = await IssueAsync(delivery.IssueId, stopping);
            var began = NowUtc;
            var isStuck = await HandleAsync(delivery, current!.Value.Issue.Slug!, current.Value.Content, refusals, stopping);
            done += new NewsletterResult(delivery.Status == DeliveryStatus.Sent ? 1 : 0, delivery.Status is DeliveryStatus.Failed or DeliveryStatus.Waiting ? 1 : 0, delivery.Status == DeliveryStatus.Unsubscribed ? 1 : 0);
            if (isStuck) return new(done, false);
            refusals.Note(delivery);
            if (refusals.IsOver)
            {
                await HaltAsync(delivery.IssueId, refusals);
                return new(done, false);
            }

            if (delivery.Status != DeliveryStatus.Unsubscribed) await WaitAsync(began, stopping);
        }

        return new(done, true);
    }

    private async Task<(NewsletterIssue, NewsletterContent)> IssueAsync(long id, CancellationToken stopping)
    {
        var issue = await db.NewsletterIssues.AsNoTracking().Include(one => one.Items).SingleAsync(one => one.Id == id, stopping);
        return (issue, await reading.ReadAsync(issue, stopping));
    }

    /// <summary>The next that is due and that no other process has.</summary>
    private async Task<NewsletterDelivery?> NextAsync()
    {
        while (true)
        {
            db.ChangeTracker.Clear();
            if (await DueAsync() is not { } due) return null;
            var nowUtc = NowUtc;
            var until = nowUtc + OutboxMail.Claim;

            // Due for longer than the longest pause: nobody has tried meanwhile, because the issue or the process was at rest. The day of tries begins anew.
            var restedUtc = nowUtc - OutboxMail.LongestPause;
            var isOurs = await db.NewsletterDeliveries.Where(delivery => delivery.Id == due.Id && delivery.Status == DeliveryStatus.Waiting && delivery.NextAttemptAtUtc == due.NextAttemptAtUtc)
                .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.NextAttemptAtUtc, until)
                    .SetProperty(delivery => delivery.Attempts, delivery => delivery.NextAttemptAtUtc < restedUtc ? 1 : delivery.Attempts + 1)
                    .SetProperty(delivery => delivery.FirstDueAtUtc, delivery => delivery.Attempts == 0 || delivery.NextAttemptAtUtc < restedUtc ? nowUtc : delivery.FirstDueAtUtc)) == 1;
            if (isOurs && await db.NewsletterDeliveries.SingleOrDefaultAsync(delivery => delivery.Id == due.Id) is { } ours) return ours;
        }
    }

    /// <summary>Issue by issue, so that each is the beginning of one range of an index. One that was paused since gives none.</summary>
    private async Task<DueDelivery?> DueAsync()
    {
        var nowUtc = NowUtc;
        var issues = await db.NewsletterIssues.Where(issue => issue.Status == NewsletterStatus.Sending && issue.FilledAtUtc != null).OrderBy(issue => issue.Id).Select(issue => issue.Id).ToListAsync();
        foreach (var issue in issues)
            if (await Due(db, issue, nowUtc).FirstOrDefaultAsync() is { } due) return due;
        return null;
    }

    internal static IQueryable<DueDelivery> Due(CoproDbContext db, long issueId, DateTime nowUtc) => db.NewsletterDeliveries
        .Where(delivery => delivery.IssueId == issueId && delivery.Status == DeliveryStatus.Waiting && delivery.NextAttemptAtUtc <= nowUtc)
        .OrderBy(delivery => delivery.NextAttemptAtUtc).ThenBy(delivery => delivery.Id).Select(delivery => new DueDelivery(delivery.Id, delivery.NextAttemptAtUtc));

    /// <returns>Whether nothing can be sent just now.</returns>
    private async Task<bool> HandleAsync(NewsletterDelivery delivery, string slug, NewsletterContent content, RefusalsInARow refusals, CancellationToken stopping)
    {
        var failed = await SendingTry.RunAsync(limit => SendAsync(delivery, slug, content, limit), clock, stopping);
        if (failed is not null)
        {
            if (failed.ConcernsAddress) await HoldAsync(delivery, refusals);
            if (failed.ConcernsAll) delivery.NoteUntried(failed.Reason, NowUtc);
            else delivery.NoteFailure(failed.Reason, failed.IsFinal, NowUtc);

            // A fault's message may hold what people wrote: only type and place are logged.
            if (failed.IsFault) Log.Failed(logger, delivery.Id, delivery.Attempts, failed.Failure.GetType().Name, failed.Failure.StackTrace);
            else Log.NotSent(logger, delivery.Id, delivery.Attempts, failed.Reason);
        }

        await WriteDownAsync();
        return failed?.ConcernsAll == true;
    }

    private async Task HoldAsync(NewsletterDelivery delivery, RefusalsInARow refusals)
    {
        if (await addresses.FindAsync(delivery.Kind, delivery.RecipientId, CancellationToken.None) is not { IsHeld: false } reader) return;
        await addresses.HoldAsync(delivery.Kind, delivery.RecipientId, reader.Address, NowUtc, CancellationToken.None);
        refusals.NoteHeld(new(delivery.Kind, delivery.RecipientId, reader.Address));
    }

    /// <summary>Consent and address are those of this moment.</summary>
    private async Task SendAsync(NewsletterDelivery delivery, string slug, NewsletterContent content, CancellationToken cancellation)
    {
        if (await readers.FindAsync(delivery, cancellation) is not { } reader)
        {
            delivery.Skip();
            return;
        }

        if (reader.IsHeld)
        {
            delivery.NoteFailure(MailReason.AddressHeld, final: true, NowUtc);
            return;
        }

        var exit = new MailExit(await lists.TokenAsync(delivery.Kind, delivery.RecipientId, cancellation), MailList.Newsletter);
        var mail = await composer.ComposeAsync(content, reader.Language, reader.Name, exit, slug, cancellation);
        await transport.SendAsync(new(delivery.MessageId, reader, mail, delivery.FirstDueAtUtc, Bulk: true, exit), cancellation);
        delivery.NoteSent(reader.Address, NowUtc);
    }

    /// <summary>What looked like the readers' addresses was the server's matter, so none of them stays held for it.</summary>
    private async Task HaltAsync(long issueId, RefusalsInARow refusals)
    {
        db.ChangeTracker.Clear();
        var issue = await db.NewsletterIssues.SingleAsync(one => one.Id == issueId);
        issue.Halt();
        await WriteDownAsync();
        foreach (var hold in refusals.Held) await addresses.ReleaseAsync(hold.Kind, hold.RecipientId, hold.Address, CancellationToken.None);
        refusals.Forget();
        Log.Halted(logger, issueId, RefusalsInARow.Most);
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
            // No timer waits for less than a millisecond.
            using var timer = new PeriodicTimer(left < Shortest ? Shortest : left, clock);
            await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3405, LogLevel.Error, "Newsletter issue {IssueId} paused: the mail server refused {Count} mails in a row")]
        public static partial void Halted(ILogger logger, long issueId, int count);

        [LoggerMessage(3402, LogLevel.Warning, "Newsletter delivery {DeliveryId} not sent at try {Attempt}: {Reason}")]
        public static partial void NotSent(ILogger logger, long deliveryId, int attempt, string reason);

        [LoggerMessage(3403, LogLevel.Error, "Newsletter delivery {DeliveryId} failed at try {Attempt}: {Type} at {Place}")]
        public static partial void Failed(ILogger logger, long deliveryId, int attempt, string type, string? place);
    }
}

internal sealed record DueDelivery(long Id, DateTime NextAttemptAtUtc);
