using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Newsletters;
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
            .Select(member => new MailRecipient(member.Email!, member.Status == MemberStatus.Unconfirmed ? "" : member.Name, member.Language, member.EmailHeldAtUtc != null))
            .SingleOrDefaultAsync(cancellation),
        RecipientKind.Account => db.Users.AsNoTracking()
            .Where(account => account.Id == id && account.Email != null)
            .Select(account => new MailRecipient(account.Email!, account.Member == null ? "" : account.Member.Name, account.Member == null ? MailLanguage.Both : account.Member.Language, account.Member != null && account.Member.EmailHeldAtUtc != null))
            .SingleOrDefaultAsync(cancellation),
        RecipientKind.Subscriber => db.Subscribers.AsNoTracking()
            .Where(one => one.Id == id && one.Email != null)
            .Select(one => new MailRecipient(one.Email!, "", one.Language, one.EmailHeldAtUtc != null))
            .SingleOrDefaultAsync(cancellation),
        _ => Task.FromResult<MailRecipient?>(null),
    };

    /// <summary>Only while the address is still that one.</summary>
    public async Task HoldAsync(RecipientKind kind, long id, string address, DateTime nowUtc, CancellationToken cancellation)
    {
        await Members(kind, id).Where(member => member.Email == address && member.EmailHeldAtUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.EmailHeldAtUtc, nowUtc).SetProperty(member => member.Version, Guid.NewGuid()), cancellation);
        await Subscribers(kind, id).Where(one => one.Email == address && one.EmailHeldAtUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.EmailHeldAtUtc, nowUtc).SetProperty(one => one.Version, Guid.NewGuid()), cancellation);
    }

    public async Task ReleaseAsync(RecipientKind kind, long id, string address, CancellationToken cancellation)
    {
        await Members(kind, id).Where(member => member.Email == address)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.EmailHeldAtUtc, (DateTime?)null).SetProperty(member => member.Version, Guid.NewGuid()), cancellation);
        await Subscribers(kind, id).Where(one => one.Email == address)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.EmailHeldAtUtc, (DateTime?)null).SetProperty(one => one.Version, Guid.NewGuid()), cancellation);
    }

    private IQueryable<Subscriber> Subscribers(RecipientKind kind, long id) => db.Subscribers.Where(one => kind == RecipientKind.Subscriber && one.Id == id);

    private IQueryable<Member> Members(RecipientKind kind, long id) => kind switch
    {
        RecipientKind.Member => db.Members.Where(member => member.Id == id),
        RecipientKind.Account => db.Members.Where(member => db.Users.Any(account => account.Id == id && account.MemberId == member.Id)),
        _ => db.Members.Where(_ => false),
    };
}
