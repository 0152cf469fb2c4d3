using CoproNetwork.Domain.Privacy;

namespace CoproNetwork.Domain.Mail;

/// <summary>Dead links are forgotten after 30 days, sent and dropped mails after 90, those given up after 180.</summary>
public sealed class MailRetention(CoproDbContext db) : IRetentionPass
{
    public async Task<int> RunAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var links = nowUtc.AddDays(-30);
        var sent = nowUtc.AddDays(-90);
        var givenUp = nowUtc.AddDays(-180);
        return await Batches.DeleteAsync(db.MailedLinks.Where(link => link.ExpiresAtUtc <= links).OrderBy(link => link.ExpiresAtUtc), cancellation)
            + await DeleteAsync(MailStatus.Sent, sent, cancellation)
            + await DeleteAsync(MailStatus.Dropped, sent, cancellation)
            + await DeleteAsync(MailStatus.GivenUp, givenUp, cancellation);
    }

    private Task<int> DeleteAsync(MailStatus status, DateTime until, CancellationToken cancellation) =>
        Batches.DeleteAsync(db.OutboxMails.Where(mail => mail.Status == status && mail.CreatedAtUtc <= until).OrderBy(mail => mail.CreatedAtUtc), cancellation);
}
