using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>Everything about an issue but its mails: it begins, its readers get their rows, it ends.</summary>
public sealed class NewsletterOpening(CoproDbContext db, NewsletterReaders readers, NewsletterReading reading)
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
        issue.Begin(await reading.SlugAsync(issue, nowUtc, cancellation), nowUtc);
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
}
