using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>A coordinator puts an email address right: mails, sign-in and confirmation follow it, and links that went to the old one die.</summary>
public sealed class EmailCorrection(CoproDbContext db, SignUp signUp, MailedLinks links, MemberLinks mailed, Outbox outbox)
{
    /// <summary>What was confirmed stays so: the coordinator stands for the new address. An unconfirmed application gets a fresh link there.</summary>
    /// <exception cref="DomainRuleException">No address, one that is no change, or one that is another's; or the member has left.</exception>
    public Task CorrectAsync(long memberId, string? email, long actorAccountId, DateTime nowUtc, CancellationToken cancellation)
    {
        var address = EmailAddress.Check(email);
        return db.InTransactionAsync(token => CorrectInTransactionAsync(memberId, address, actorAccountId, nowUtc, token), cancellation);
    }

    private async Task CorrectInTransactionAsync(long memberId, string address, long actorAccountId, DateTime nowUtc, CancellationToken cancellation)
    {
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == memberId, cancellation) ?? throw new DomainRuleException("Members.NotFound");
        Rules.Must(member.Status != MemberStatus.Left, "Members.HasLeft");
        Rules.Must(member.Email != address, "Members.Email.Same");
        await RefuseTakenAsync(memberId, address, cancellation);
        member.CorrectEmail(address);
        if (member.Status == MemberStatus.Unconfirmed) await AskToConfirmAsync(member, nowUtc, cancellation);
        else await FollowAsync(member, nowUtc, cancellation);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.EmailCorrected, memberId, nowUtc));
    }

    private async Task RefuseTakenAsync(long memberId, string address, CancellationToken cancellation)
    {
        var key = EmailAddress.Key(address);
        var accountKey = Account.Key(address);
        Rules.Must(!await db.Members.AnyAsync(m => m.ConfirmedEmailKey == key && m.Id != memberId, cancellation), "Members.Email.Taken");
        Rules.Must(!await db.Users.AnyAsync(a => a.NormalizedEmail == accountKey && a.MemberId != memberId, cancellation), "Members.Email.SignsIn");
    }

    /// <summary>Only the newest link works, and only it is mailed.</summary>
    private async Task AskToConfirmAsync(Member member, DateTime nowUtc, CancellationToken cancellation)
    {
        await links.RevokeAsync(LinkPurpose.Confirm, member.Id, nowUtc, cancellation);
        foreach (var mail in await mailed.UnsentAsync(member.Id, cancellation)) mail.Drop(MailReason.Replaced);
        signUp.QueueConfirmation(member, MailTemplates.Confirm, nowUtc);
    }

    private async Task FollowAsync(Member member, DateTime nowUtc, CancellationToken cancellation)
    {
        var account = await db.Users.SingleOrDefaultAsync(a => a.MemberId == member.Id, cancellation);
        if (account is null) await Confirmation.GiveAccountAsync(db, member, cancellation);
        else account.ChangeEmail(member.Email!);
        foreach (var mail in (await mailed.EndMailedAsync(member.Id, account?.Id ?? 0, nowUtc, cancellation)).Where(mail => mail.Status == MailStatus.GivenUp)) mail.TryAgain(nowUtc);
        outbox.Queue(MailTemplates.EmailCorrected, new(), MailTo.Member(member.Id), member.Language, MailUrgency.Awaited, nowUtc);
    }
}
