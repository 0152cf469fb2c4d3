using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Newsletters;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>
/// Someone leaves. Of a member stay number, badge number, kind, principal area, the version of the principles agreed to, the answers to the three questions,
/// that they were asked how it goes and answered, and the dates, all without a name; of an application that never became a membership stays nothing.
/// </summary>
public sealed class MemberDeparture(CoproDbContext db, DirectoryWriter directory, ApplicationErasure erasure, EntryErasure entries, Outbox outbox)
{
    /// <summary>One transaction with its last mail. A doubled call finds nobody and does nothing.</summary>
    public Task LeaveAsync(long memberId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await directory.LockAsync(token);
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == memberId && m.Email != null && m.Status != MemberStatus.Left, token);
        if (member is null) return;
        var wasMember = member.Status == MemberStatus.Approved;
        SayGoodbye(member, wasMember ? MailTemplates.Left : MailTemplates.Withdrawn, nowUtc);
        await Subscriptions.EndAsync(db, member.Email!, nowUtc, token);
        var erased = await OtherFormsAsync(member, token);
        if (wasMember) await EraseMembershipAsync(member, nowUtc, token);
        else erased.Add(member.Id);
        await db.SaveChangesAsync(token);
        if (!wasMember) db.Entry(member).State = EntityState.Detached;
        if (erased.Count > 0) await erasure.EraseAsync(erased, [MemberStatus.Unconfirmed, MemberStatus.Applied, MemberStatus.Declined], token);
    }, cancellation);

    /// <summary>The record loses its address now, so this mail carries it, encrypted, until it is sent.</summary>
    private void SayGoodbye(Member member, string template, DateTime nowUtc) =>
        outbox.Queue(template, new(), MailTo.Address(outbox.ProtectAddress(new(member.Email!, member.Name, member.Language)), member.Id), member.Language, MailUrgency.Ordinary, nowUtc);

    /// <summary>Forms sent with the same address that were never confirmed, or were declined: whoever holds the address asked for all to be erased.</summary>
    private async Task<List<long>> OtherFormsAsync(Member member, CancellationToken cancellation)
    {
        var key = EmailAddress.Key(member.Email!);
        var alike = await db.Members.AsNoTracking()
            .Where(other => other.Id != member.Id && other.EmailLikenessKey == member.EmailLikenessKey && (other.Status == MemberStatus.Unconfirmed || other.Status == MemberStatus.Declined))
            .Select(other => new { other.Id, other.Email })
            .ToListAsync(cancellation);
        return [.. alike.Where(other => EmailAddress.Key(other.Email!) == key).Select(other => other.Id)];
    }

    private async Task EraseMembershipAsync(Member member, DateTime nowUtc, CancellationToken cancellation)
    {
        member.Leave(nowUtc);
        await directory.RefreshAsync(member, null, nowUtc, cancellation);
        await entries.OfMemberAsync(member.Id, member.Number, nowUtc, cancellation);
        await EraseWordsAsync(member.Id, cancellation);
        await EndPostingAsync(member.Id, cancellation);
        await ForgetMailsAsync(member.Id, cancellation);
        await NewsletterRetention.ForgetAsync(db.NewsletterDeliveries.Where(delivery => delivery.Kind == RecipientKind.Member && delivery.RecipientId == member.Id && delivery.Status != DeliveryStatus.Waiting), cancellation);
        await db.NewsletterDeliveries.Where(delivery => delivery.Kind == RecipientKind.Member && delivery.RecipientId == member.Id).ExecuteDeleteAsync(cancellation);
        await MailLists.ForgetAsync(db, RecipientKind.Member, member.Id, cancellation);
        var accounts = await db.Users.Where(account => account.MemberId == member.Id).ToListAsync(cancellation);
        await MailLists.ForgetTraceAsync(db, RecipientKind.Account, [.. accounts.Select(account => account.Id)], cancellation);
        await EndLinksAsync(member.Id, [.. accounts.Select(account => account.Id)], cancellation);
        await db.MailedLinks.Where(link => link.Purpose == LinkPurpose.ListingCheck && link.SubjectId == member.Number).ExecuteDeleteAsync(cancellation);
        await MemberAccounts.EndAsync(db, accounts, cancellation);
    }

    private async Task EraseWordsAsync(long memberId, CancellationToken cancellation)
    {
        // The directory has just taken its cards down; that must be written before what they stand for goes.
        await db.SaveChangesAsync(cancellation);
        await PromiseErasure.ForgetTraceAsync(db, memberId, cancellation);
        await db.PromiseMessages.Where(message => message.FromMemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.TextReports.Where(report => report.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.FeedbackRequests.Where(request => request.MemberId == memberId && request.StoryId != null).ExecuteUpdateAsync(set => set.SetProperty(request => request.StoryId, (long?)null), cancellation);
        await db.FeedbackPlans.Where(plan => plan.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        var promises = await db.Promises.Include(promise => promise.Updates).Where(promise => promise.MemberId == memberId).ToListAsync(cancellation);
        db.PromiseUpdates.RemoveRange(promises.SelectMany(promise => promise.Updates));
        db.Promises.RemoveRange(promises);
        db.Stories.RemoveRange(await db.Stories.Where(story => story.MemberId == memberId).ToListAsync(cancellation));
        db.MemberNotes.RemoveRange(await db.MemberNotes.Where(note => note.MemberId == memberId).ToListAsync(cancellation));
        foreach (var agreement in await db.Agreements.Where(agreement => agreement.MemberId == memberId).ToListAsync(cancellation)) agreement.EraseWords();
        foreach (var checkIn in await db.CheckIns.Where(checkIn => checkIn.MemberId == memberId).ToListAsync(cancellation)) checkIn.EraseWords();
    }

    private async Task EndPostingAsync(long memberId, CancellationToken cancellation)
    {
        (await db.Badges.SingleOrDefaultAsync(badge => badge.MemberId == memberId, cancellation))?.StopNaming();
        (await db.Postings.SingleOrDefaultAsync(posting => posting.Badge.MemberId == memberId, cancellation))?.End();
    }

    /// <summary>Those to them, and those that carry their name or words to others.</summary>
    private async Task ForgetMailsAsync(long memberId, CancellationToken cancellation)
    {
        var toThem = db.OutboxMails.Where(mail => (mail.RecipientKind == RecipientKind.Member || mail.RecipientKind == RecipientKind.Address && mail.Template != MailTemplates.Left) && mail.RecipientId == memberId);
        await Outbox.DropUnsentAsync(toThem, reason: null, cancellation);
        await Outbox.DropUnsentAsync(db.OutboxMails.Where(mail => mail.AboutMemberId == memberId), reason: null, cancellation);
    }

    private async Task EndLinksAsync(long memberId, List<long> accountIds, CancellationToken cancellation)
    {
        // Purpose by purpose, so that each is found in the index.
        await db.MailedLinks.Where(link => link.Purpose == LinkPurpose.SignIn && accountIds.Contains(link.SubjectId)).ExecuteDeleteAsync(cancellation);
        await db.MailedLinks.Where(link => MailedLinks.OfMembers.Contains(link.Purpose) && link.SubjectId == memberId).ExecuteDeleteAsync(cancellation);
        await db.MailedLinks.Where(link => link.Purpose == LinkPurpose.Feedback && db.FeedbackRequests.Any(request => request.Id == link.SubjectId && request.MemberId == memberId)).ExecuteDeleteAsync(cancellation);
    }
}
