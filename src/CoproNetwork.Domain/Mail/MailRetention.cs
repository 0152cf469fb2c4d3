using CoproNetwork.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Mail;

/// <summary>Dead links are forgotten after 30 days, sent and dropped mails after 90, those given up after 180.</summary>
public sealed class MailRetention(CoproDbContext db) : IRetentionPass
{
    public async Task<int> RunAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var links = nowUtc.AddDays(-30);
        var sent = nowUtc.AddDays(-90);
        var givenUp = nowUtc.AddDays(-180);
        return await db.MailedLinks.Where(link => link.ExpiresAtUtc <= links).ExecuteDeleteAsync(cancellation)
            + await db.OutboxMails.Where(mail => (mail.Status == MailStatus.Sent || mail.Status == MailStatus.Dropped) && mail.CreatedAtUtc <= sent).ExecuteDeleteAsync(cancellation)
            + await db.OutboxMails.Where(mail => mail.Status == MailStatus.GivenUp && mail.CreatedAtUtc <= givenUp).ExecuteDeleteAsync(cancellation);
    }
}
