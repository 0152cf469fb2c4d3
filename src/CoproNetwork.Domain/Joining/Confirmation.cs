using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

public enum ConfirmationResult
{
    Confirmed = 1,

    /// <summary>The link was used before, or its application is erased.</summary>
    Dead = 2,

    /// <summary>Another application with this address was confirmed first.</summary>
    AlreadyMember = 3,
}

/// <summary>The one more press: an application becomes one that awaits a coordinator, and its sender can sign in.</summary>
public sealed class Confirmation(CoproDbContext db, MailedLinks links)
{
    public Task<ConfirmationResult> ConfirmAsync(string linkToken, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        if (!await links.TryUseAsync(LinkPurpose.Confirm, linkToken, null, nowUtc, token)) return ConfirmationResult.Dead;
        var link = await links.LookAsync(LinkPurpose.Confirm, linkToken, nowUtc, token);
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == link.SubjectId && m.Status == MemberStatus.Unconfirmed, token);
        if (member is null) return ConfirmationResult.Dead;
        var key = EmailAddress.Key(member.Email!);
        var holder = await db.Members.SingleOrDefaultAsync(m => m.ConfirmedEmailKey == key, token);
        if (holder is { Status: not MemberStatus.Declined }) return ConfirmationResult.AlreadyMember;
        if (holder is not null)
        {
            holder.ReleaseEmail();
            await db.SaveChangesAsync(token);
        }

        member.Confirm(nowUtc);
        await GiveAccountAsync(db, member, token);
        return ConfirmationResult.Confirmed;
    }, cancellation);

    /// <summary>An account for the confirmed address, or the one that it has (a coordinator who joins, someone declined who tries again).</summary>
    internal static async Task GiveAccountAsync(CoproDbContext db, Member member, CancellationToken cancellation)
    {
        var key = Account.Key(member.Email!);
        if (await db.Users.Include(account => account.Member).SingleOrDefaultAsync(account => account.NormalizedEmail == key, cancellation) is { } account) account.Join(member);
        else db.Users.Add(Account.For(member.Email!, member));
    }
}
