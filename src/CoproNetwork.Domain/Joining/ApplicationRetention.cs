using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>Drafts after 7 days; unconfirmed applications reminded once after 3 and erased after 30; declined ones erased after 90.</summary>
public sealed class ApplicationRetention(CoproDbContext db, SignUp signUp, ApplicationErasure erasure) : IRetentionPass
{
    public static readonly TimeSpan RemindedAfter = TimeSpan.FromDays(3);
    public static readonly TimeSpan UnconfirmedKept = TimeSpan.FromDays(30);
    public static readonly TimeSpan DeclinedKept = TimeSpan.FromDays(90);
    private const int BatchSize = 100;

    public async Task<int> RunAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var handled = await Batches.DeleteAsync(db.JoinDrafts.Where(draft => draft.ExpiresAtUtc <= nowUtc).OrderBy(draft => draft.ExpiresAtUtc), cancellation);
        handled += await EraseAllAsync(MemberStatus.Unconfirmed, db.Members.Where(m => m.SentAtUtc <= nowUtc - UnconfirmedKept), cancellation);
        handled += await EraseAllAsync(MemberStatus.Declined, db.Members.Where(m => m.DeclinedAtUtc <= nowUtc - DeclinedKept), cancellation);
        return handled + await RemindAllAsync(nowUtc, cancellation);
    }

    private async Task<int> RemindAllAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var reminded = 0;
        while (true)
        {
            var batch = await db.InTransactionAsync(async token =>
            {
                var due = await db.Members.Where(m => m.Status == MemberStatus.Unconfirmed && m.RemindedAtUtc == null && m.SentAtUtc <= nowUtc - RemindedAfter
                    && !db.Members.Any(other => other.ConfirmedEmailKey != null && other.EmailLikenessKey == m.EmailLikenessKey)).OrderBy(m => m.Id).Take(BatchSize).ToListAsync(token);
                foreach (var member in due)
                {
                    member.NoteReminder(nowUtc);
                    signUp.QueueConfirmation(member, MailTemplates.ConfirmReminder, nowUtc);
                }

                return due.Count;
            }, cancellation);
            reminded += batch;
            if (batch < BatchSize) return reminded;
        }
    }

    private async Task<int> EraseAllAsync(MemberStatus status, IQueryable<Member> due, CancellationToken cancellation)
    {
        var erased = 0;
        while (true)
        {
            // Asked and erased in one transaction: who confirms in between is no longer due.
            var batch = await db.InTransactionAsync(async token =>
            {
                var ids = await due.Where(m => m.Status == status).OrderBy(m => m.Id).Select(m => m.Id).Take(BatchSize).ToListAsync(token);
                if (ids.Count > 0) await erasure.EraseAsync(ids, [status], token);
                return ids.Count;
            }, cancellation);
            if (batch == 0) return erased;
            erased += batch;
        }
    }
}
