using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>Erases applications that never became memberships, with all that hangs on them. Nothing of them was ever public.</summary>
public sealed class ApplicationErasure(CoproDbContext db)
{
    /// <summary>In one transaction; children first, since SQL Server is given no cascades.</summary>
    /// <param name="statuses">What they must still be.</param>
    /// <exception cref="DbUpdateConcurrencyException">One of them has meanwhile become something else; nothing is erased.</exception>
    public Task EraseAsync(IReadOnlyCollection<long> ids, MemberStatus[] statuses, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await db.MailedLinks.Where(l => MailedLinks.OfMembers.Contains(l.Purpose) && ids.Contains(l.SubjectId)).ExecuteDeleteAsync(token);
        await db.OutboxMails
            .Where(m => (m.RecipientKind == RecipientKind.Member || m.RecipientKind == RecipientKind.Address && m.Template != MailTemplates.Withdrawn) && ids.Contains(m.RecipientId))
            .ExecuteDeleteAsync(token);
        await db.MemberNotes.Where(n => ids.Contains(n.MemberId)).ExecuteDeleteAsync(token);
        await db.Agreements.Where(a => ids.Contains(a.MemberId)).ExecuteDeleteAsync(token);
        await db.CheckIns.Where(c => ids.Contains(c.MemberId)).ExecuteDeleteAsync(token);
        await db.PromiseUpdates.Where(u => db.Promises.Any(p => p.Id == u.PromiseId && ids.Contains(p.MemberId))).ExecuteDeleteAsync(token);
        await db.Promises.Where(p => ids.Contains(p.MemberId)).ExecuteDeleteAsync(token);
        await db.Stories.Where(s => ids.Contains(s.MemberId)).ExecuteDeleteAsync(token);
        var accounts = await db.Users.Where(a => a.MemberId != null && ids.Contains(a.MemberId.Value)).ToListAsync(token);
        await MailLists.ForgetTraceAsync(db, RecipientKind.Member, ids, token);
        await MailLists.ForgetTraceAsync(db, RecipientKind.Account, [.. accounts.Select(account => account.Id)], token);
        await MemberAccounts.EndAsync(db, accounts, token);
        var erased = await db.Members.Where(m => ids.Contains(m.Id) && statuses.Contains(m.Status)).ExecuteDeleteAsync(token);
        if (erased != ids.Count) throw new DbUpdateConcurrencyException("An application to be erased has become something else.");
    }, cancellation);
}
