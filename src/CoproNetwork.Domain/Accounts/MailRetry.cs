using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Accounts;

/// <summary>Puts mails that were given up back into the queue, with an audit entry for the member each goes to.</summary>
public sealed class MailRetry(CoproDbContext db)
{
    /// <summary>All of them or none.</summary>
    /// <exception cref="DomainRuleException">One is gone, or was not given up.</exception>
    public Task RetryAsync(IReadOnlyCollection<long> mailIds, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var mails = await db.OutboxMails.Where(mail => mailIds.Contains(mail.Id)).ToListAsync(token);
        Rules.Must(mails.Count == mailIds.Count, "Mail.NotGivenUp");
        foreach (var mail in mails)
        {
            // A doubled press: it is on its way again.
            if (mail.Status != MailStatus.GivenUp && mail.FirstDueAtUtc > nowUtc - RepeatedDeeds.Moment && mail.FirstDueAtUtc > mail.CreatedAtUtc) continue;
            mail.TryAgain(nowUtc);
            db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.MailRetried, await MemberOfAsync(mail, token), nowUtc));
        }
    }, cancellation);

    private async Task<long?> MemberOfAsync(OutboxMail mail, CancellationToken cancellation) => mail.RecipientKind switch
    {
        RecipientKind.Member => mail.RecipientId,
        RecipientKind.Account => await db.Users.Where(account => account.Id == mail.RecipientId).Select(account => account.MemberId).SingleOrDefaultAsync(cancellation),
        _ => null,
    };
}
