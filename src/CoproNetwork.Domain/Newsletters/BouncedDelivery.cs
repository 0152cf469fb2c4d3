using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Newsletters;

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
