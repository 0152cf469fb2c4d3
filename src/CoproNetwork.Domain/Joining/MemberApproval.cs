using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>What an approval gave.</summary>
public sealed record Approval(long MemberNumber, BadgeNumber Badge);

/// <summary>What became of several applications that were to be approved.</summary>
/// <param name="DecidedBefore">Someone else had decided these, or they are erased.</param>
public sealed record Approvals(int Approved, int DecidedBefore);

/// <summary>Decides on applications. Each decision is one transaction with its mail and its audit entry.</summary>
public sealed class MemberApproval(CoproDbContext db, BadgeAllocation badges, MemberNumbers numbers, DirectoryWriter directory, Outbox outbox)
{
    /// <summary>The link in the welcome mail works so long; a reminder brings a fresh one.</summary>
    public static readonly TimeSpan AddressLinkLasts = BadgePosting.AddressLinkLasts;

    /// <summary>Member number, badge, listing and welcome mail, or nothing of it. The same press twice is one, and gives the first one's result.</summary>
    /// <exception cref="DomainRuleException">Someone decided already, or there is no such application.</exception>
    public Task<Approval> ApproveAsync(long memberId, long? actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        if (await db.HasJustDoneAsync(actorAccountId, AuditActions.ApplicationApproved, memberId, nowUtc, token)) return await GivenAsync(memberId, token);
        var taken = await badges.TakeNextAsync(nowUtc, token);
        var member = await ApplicationAsync(memberId, token);
        var number = await numbers.TakeNextAsync(token);
        member.Approve(number, nowUtc);
        var badge = Badge.Give(member, taken.Edition, taken.Number, nowUtc);
        db.Badges.Add(badge);
        db.Postings.Add(Posting.AskAddress(badge, nowUtc));
        db.FeedbackPlans.Add(FeedbackPlan.Begin(member, nowUtc));
        var promise = await db.Promises.OrderByDescending(p => p.Id).FirstOrDefaultAsync(p => p.MemberId == memberId, token);
        await directory.RefreshAsync(member, promise, nowUtc, token);
        outbox.QueueWithLink(MailTemplates.Welcome, new(MemberNumber: number, BadgeEdition: taken.Edition, BadgeNumber: taken.Number), MailTo.Member(member.Id), member.Language, LinkPurpose.BadgeAddress, member.Id, null, AddressLinkLasts, nowUtc);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.ApplicationApproved, memberId, nowUtc));
        return new Approval(number, taken);
    }, cancellation);

    /// <summary>Approves those that still await it (and counts those that the same press has just approved), oldest confirmation first, each in a transaction of its own: what is done stays done whatever becomes of the rest.</summary>
    public async Task<Approvals> ApproveSeveralAsync(IReadOnlyCollection<string> keys, long actorAccountId, DateTime nowUtc, CancellationToken cancellation)
    {
        var ids = await db.Members.AsNoTracking()
            .Where(m => keys.Contains(m.Key) && (m.Status == MemberStatus.Applied || m.Status == MemberStatus.Approved))
            .OrderBy(m => m.ConfirmedAtUtc).ThenBy(m => m.Id)
            .Select(m => m.Id)
            .ToListAsync(cancellation);
        var approved = 0;
        foreach (var id in ids)
        {
            if (await TryApproveAsync(id, actorAccountId, nowUtc, cancellation)) approved++;
        }

        return new(approved, keys.Distinct(StringComparer.Ordinal).Count() - approved);
    }

    /// <summary>False where someone else had decided. A change of the application in between, such as a corrected detail, is no decision: it is tried once more.</summary>
    private async Task<bool> TryApproveAsync(long id, long actorAccountId, DateTime nowUtc, CancellationToken cancellation)
    {
        for (var again = false; ; again = true)
        {
            try
            {
                await ApproveAsync(id, actorAccountId, nowUtc, cancellation);
                return true;
            }
            catch (DomainRuleException rule) when (rule.ResourceKey is "Members.AlreadyDecided" or "Members.NotFound")
            {
                return false;
            }
            catch (DbUpdateConcurrencyException) when (!again)
            {
                continue;
            }
        }
    }

    /// <exception cref="DomainRuleException">Someone decided already, or the reason is missing.</exception>
    public Task DeclineAsync(long memberId, string? reason, long? actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var words = Rules.Clean(reason);
        if (await db.HasJustDoneAsync(actorAccountId, AuditActions.ApplicationDeclined, memberId, nowUtc, token) && await db.Members.AnyAsync(m => m.Id == memberId && m.DeclineReason == words, token)) return;
        var member = await ApplicationAsync(memberId, token);
        member.Decline(reason, nowUtc);
        outbox.Queue(MailTemplates.Declined, new(Text: member.DeclineReason), MailTo.Member(member.Id), member.Language, MailUrgency.Ordinary, nowUtc);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.ApplicationDeclined, memberId, nowUtc));
    }, cancellation);

    /// <summary>Mails a question to the applicant and keeps it with the application; the same one pressed twice is one.</summary>
    /// <exception cref="DomainRuleException">Someone decided already, or the question is empty.</exception>
    public Task AskAsync(long memberId, string? question, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var member = await ApplicationAsync(memberId, token);
        var note = MemberNote.Write(memberId, actorAccountId, question, asked: true, nowUtc);
        if (await IsWrittenAsync(note, nowUtc, token)) return;
        db.MemberNotes.Add(note);
        outbox.Queue(MailTemplates.Question, new(Text: note.Text), MailTo.Member(member.Id), member.Language, MailUrgency.Ordinary, nowUtc);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.ApplicationAsked, memberId, nowUtc));
    }, cancellation);

    /// <summary>A coordinator's note for colleagues; the same one pressed twice is one.</summary>
    /// <exception cref="DomainRuleException">The note is empty or too long.</exception>
    public Task NoteAsync(long memberId, string? text, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var note = MemberNote.Write(memberId, actorAccountId, text, asked: false, nowUtc);
        if (await IsWrittenAsync(note, nowUtc, token)) return;
        db.MemberNotes.Add(note);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.ApplicationNoted, memberId, nowUtc));
    }, cancellation);

    private Task<bool> IsWrittenAsync(MemberNote note, DateTime nowUtc, CancellationToken cancellation)
    {
        var lately = nowUtc.AddMinutes(-10);
        return db.MemberNotes.AnyAsync(other => other.MemberId == note.MemberId && other.WasAsked == note.WasAsked && other.AuthorAccountId == note.AuthorAccountId && other.Text == note.Text && other.AtUtc > lately, cancellation);
    }

    private Task<Approval> GivenAsync(long memberId, CancellationToken cancellation) =>
        db.Badges.Where(badge => badge.MemberId == memberId).Select(badge => new Approval(badge.Member.Number!.Value, new(badge.EditionNumber, badge.Number))).SingleAsync(cancellation);

    private async Task<Member> ApplicationAsync(long memberId, CancellationToken cancellation)
    {
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == memberId, cancellation) ?? throw new DomainRuleException("Members.NotFound");
        Rules.Must(member.Status == MemberStatus.Applied, "Members.AlreadyDecided");
        return member;
    }
}
