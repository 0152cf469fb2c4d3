using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>A member changes their own email address: asked for when signed in, done by a link mailed to the new one, told to the old one.</summary>
public sealed class EmailChange(CoproDbContext db, MailedLinks links, MemberLinks mailed, Outbox outbox)
{
    public static readonly TimeSpan LinkLasts = TimeSpan.FromDays(1);

    /// <summary>So many links a member may have mailed in 24 hours.</summary>
    public const int MostADay = 5;

    /// <summary>Mails a link to the new address. Whether it is another's is not said here, only to who can read its mail.</summary>
    /// <exception cref="DomainRuleException">Not an address, the present one, or asked too often.</exception>
    public Task AskAsync(long memberId, string? email, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == memberId && (m.Status == MemberStatus.Approved || m.Status == MemberStatus.Applied), token) ?? throw new DomainRuleException("Members.NotMember");
        member.AskForEmail(email);
        var dayAgo = nowUtc.AddDays(-1);
        Rules.Must(await db.MailedLinks.CountAsync(link => link.Purpose == LinkPurpose.ChangeEmail && link.SubjectId == memberId && link.MadeAtUtc > dayAgo, token) < MostADay, "Members.Email.TooOften");
        await links.RevokeAsync(LinkPurpose.ChangeEmail, memberId, nowUtc, token);
        var to = MailTo.Address(outbox.ProtectAddress(new(member.NewEmail!, "", member.Language)), memberId);
        outbox.QueueWithLink(MailTemplates.ChangeEmail, new(), to, member.Language, LinkPurpose.ChangeEmail, memberId, null, LinkLasts, nowUtc);
    }, cancellation);

    /// <summary>Mail that came back had a reason that is gone, such as a full mailbox. From now on mail goes there as ever, and what came back is forgotten.</summary>
    public Task SayItArrivesAsync(long memberId, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        if (await db.Members.SingleOrDefaultAsync(m => m.Id == memberId && m.EmailHeldAtUtc != null, token) is not { } member) return;
        member.EmailArrives();
        var accounts = db.Users.Where(account => account.MemberId == memberId).Select(account => account.Id);
        await db.MailBounces.Where(bounce => bounce.Kind == RecipientKind.Member && bounce.RecipientId == memberId || bounce.Kind == RecipientKind.Account && accounts.Contains(bounce.RecipientId)).ExecuteDeleteAsync(token);
    }, cancellation);

    /// <summary>False when the link is dead. Every session and sign-in link of the member ends.</summary>
    /// <exception cref="DomainRuleException">The address has meanwhile become another's.</exception>
    public Task<bool> ConfirmAsync(string linkToken, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        if (!await links.TryUseAsync(LinkPurpose.ChangeEmail, linkToken, null, nowUtc, token)) return false;
        var link = await links.LookAsync(LinkPurpose.ChangeEmail, linkToken, nowUtc, token);
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == link.SubjectId && m.NewEmail != null, token);
        if (member is null) return false;
        var old = outbox.ProtectAddress(new(member.Email!, member.Name, member.Language));
        await RefuseTakenAsync(member, token);
        member.TakeNewEmail();
        var account = await db.Users.SingleAsync(a => a.MemberId == member.Id, token);
        account.ChangeEmail(member.Email!);
        await mailed.EndMailedAsync(member.Id, account.Id, nowUtc, token);
        outbox.Queue(MailTemplates.EmailChanged, new(), MailTo.Address(old, member.Id), member.Language, MailUrgency.Ordinary, nowUtc);
        return true;
    }, cancellation);

    private async Task RefuseTakenAsync(Member member, CancellationToken cancellation)
    {
        var (key, accountKey) = (EmailAddress.Key(member.NewEmail!), Account.Key(member.NewEmail!));
        Rules.Must(!await db.Members.AnyAsync(other => other.ConfirmedEmailKey == key && other.Id != member.Id, cancellation), "Members.Email.Taken");
        Rules.Must(!await db.Users.AnyAsync(other => other.NormalizedEmail == accountKey && other.MemberId != member.Id, cancellation), "Members.Email.SignsIn");
    }
}
