using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>Erases applications that never became memberships, with all that hangs on them. Nothing of them was ever public.</summary>
public sealed class ApplicationErasure(CoproDbContext db)
{
    /// <summary>In one transaction; children first, since SQL Server is given no cascades.</summary>
    public Task EraseAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await db.MailedLinks.Where(l => l.Purpose != LinkPurpose.SignIn && ids.Contains(l.SubjectId)).ExecuteDeleteAsync(token);
        await db.OutboxMails.Where(m => m.RecipientKind == RecipientKind.Member && ids.Contains(m.RecipientId)).ExecuteDeleteAsync(token);
        await db.MemberNotes.Where(n => ids.Contains(n.MemberId)).ExecuteDeleteAsync(token);
        await db.Agreements.Where(a => ids.Contains(a.MemberId)).ExecuteDeleteAsync(token);
        await db.CheckIns.Where(c => ids.Contains(c.MemberId)).ExecuteDeleteAsync(token);
        await db.PromiseUpdates.Where(u => db.Promises.Any(p => p.Id == u.PromiseId && ids.Contains(p.MemberId))).ExecuteDeleteAsync(token);
        await db.Promises.Where(p => ids.Contains(p.MemberId)).ExecuteDeleteAsync(token);
        await db.Stories.Where(s => ids.Contains(s.MemberId)).ExecuteDeleteAsync(token);
        var accounts = await db.Users.Where(a => a.MemberId != null && ids.Contains(a.MemberId.Value)).ToListAsync(token);
        await MemberAccounts.EndAsync(db, accounts, token);
        await db.Members.Where(m => ids.Contains(m.Id)).ExecuteDeleteAsync(token);
    }, cancellation);
}
