using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Accounts;

/// <summary>
/// Members and accounts as readers of mail, as they are at the moment of sending.
/// Before an address is confirmed it may be a stranger's, who is not sent words that someone else typed as a name.
/// </summary>
public sealed class AccountMailRecipients(CoproDbContext db) : IMailRecipients
{
    public Task<MailRecipient?> FindAsync(RecipientKind kind, long id, CancellationToken cancellation) => kind switch
    {
        RecipientKind.Member => db.Members.AsNoTracking()
            .Where(member => member.Id == id && member.Email != null)
            .Select(member => new MailRecipient(member.Email!, member.Status == MemberStatus.Unconfirmed ? "" : member.Name, member.Language))
            .SingleOrDefaultAsync(cancellation),
        RecipientKind.Account => db.Users.AsNoTracking()
            .Where(account => account.Id == id && account.Email != null)
            .Select(account => new MailRecipient(account.Email!, account.Member == null ? "" : account.Member.Name, account.Member == null ? MailLanguage.Both : account.Member.Language))
            .SingleOrDefaultAsync(cancellation),
        _ => Task.FromResult<MailRecipient?>(null),
    };
}
