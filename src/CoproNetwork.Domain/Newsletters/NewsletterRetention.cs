using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>A form that was never confirmed is forgotten after 30 days, who got which issue after a year; how many did stays.</summary>
public sealed class NewsletterRetention(CoproDbContext db) : IRetentionPass
{
    /// <summary>From the beginning of an issue on.</summary>
    public static readonly TimeSpan ReadersKept = TimeSpan.FromDays(365);

    public async Task<int> RunAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var (asked, sent) = (nowUtc.AddDays(-30), nowUtc - ReadersKept);
        var forgotten = await Batches.DeleteAsync(db.Subscribers.Where(one => one.ConfirmedAtUtc == null && one.AskedAtUtc <= asked).OrderBy(one => one.AskedAtUtc), cancellation);

        // Of a reader who is gone stays nothing that an address could be matched with.
        await db.MailBounces.Where(bounce => bounce.Kind == RecipientKind.Subscriber && !db.Subscribers.Any(one => one.Id == bounce.RecipientId)).ExecuteDeleteAsync(cancellation);
        await db.OutboxMails.Where(mail => mail.RecipientKind == RecipientKind.Subscriber && mail.AddressHash != null && !db.Subscribers.Any(one => one.Id == mail.RecipientId))
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.AddressHash, (string?)null), cancellation);
        var bounces = await Batches.DeleteAsync(db.MailBounces.Where(bounce => bounce.AtUtc <= sent).OrderBy(bounce => bounce.AtUtc), cancellation);
        var old = db.NewsletterDeliveries.Where(delivery => delivery.Kind != 0 && db.NewsletterIssues.Any(issue => issue.Id == delivery.IssueId && issue.StartedAtUtc <= sent));
        return forgotten + bounces + await ForgetAsync(old, cancellation);
    }

    /// <summary>The rows stay to be counted, but are nobody's any more.</summary>
    public static Task<int> ForgetAsync(IQueryable<NewsletterDelivery> deliveries, CancellationToken cancellation) => deliveries.ExecuteUpdateAsync(set => set
        .SetProperty(delivery => delivery.RecipientId, delivery => delivery.Id)
        .SetProperty(delivery => delivery.Kind, (RecipientKind)0)
        .SetProperty(delivery => delivery.AddressHash, (string?)null), cancellation);
}
