using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Badges;

/// <summary>Brings badges to their holders: asks for addresses, takes them, prints, posts, takes back. Each deed is one transaction with its mails and audit entries.</summary>
public sealed class BadgePosting(CoproDbContext db, AddressProtection protection, MailedLinks links, Outbox outbox)
{
    /// <summary>A mailed link to give an address works so long, or until the badge is posted; a reminder brings a fresh one.</summary>
    public static readonly TimeSpan AddressLinkLasts = TimeSpan.FromDays(90);

    /// <summary>A second press within this time is taken for a doubled one: it mails nothing more.</summary>
    public static readonly TimeSpan ReminderPause = TimeSpan.FromMinutes(10);

    /// <summary>The member's own deed, signed in or by a mailed link.</summary>
    /// <exception cref="DomainRuleException">The member has no badge, or it is posted already.</exception>
    public Task GiveAddressAsync(long memberId, PostalAddress address, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
        (await PostingAsync(memberId, token)).GiveAddress(protection.Protect(address), nowUtc), cancellation);

    /// <summary>A coordinator types an address that came by other means.</summary>
    /// <exception cref="DomainRuleException">As <see cref="GiveAddressAsync"/>.</exception>
    public Task EnterAddressAsync(long memberId, PostalAddress address, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        (await PostingAsync(memberId, token)).GiveAddress(protection.Protect(address), nowUtc);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.AddressEntered, memberId, nowUtc));
    }, cancellation);

    /// <summary>Asks again for an address, with a fresh link.</summary>
    /// <exception cref="DomainRuleException">There is an address, or the badge is posted.</exception>
    public Task RemindAsync(string memberKey, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var posting = (await PostingsAsync([memberKey], token)).SingleOrDefault() ?? throw new DomainRuleException("Badges.NoBadge");
        Rules.Must(posting.Status is PostingStatus.AddressAsked or PostingStatus.Returned, "Badges.NotWaiting");
        if (posting.RemindedAtUtc > nowUtc - ReminderPause) return;
        posting.NoteReminder(nowUtc);
        QueueAsking(MailTemplates.AddressReminder, posting.Badge, nowUtc);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.AddressReminded, posting.Badge.MemberId, nowUtc));
    }, cancellation);

    /// <summary>Labels came out of the printer. Those that no longer wait to be posted are passed over.</summary>
    /// <returns>How many were noted.</returns>
    public Task<int> NotePrintedAsync(IReadOnlyCollection<string> memberKeys, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) =>
        ForThoseToPostAsync(memberKeys, AuditActions.LabelsPrinted, actorAccountId, nowUtc, posting => posting.NotePrinted(nowUtc), cancellation);

    /// <summary>The badges are in the post: their holders are told, and the links to change the address are dead. Those posted meanwhile are passed over.</summary>
    /// <returns>How many were noted.</returns>
    public Task<int> NotePostedAsync(IReadOnlyCollection<string> memberKeys, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var holders = new List<Member>();
        var posted = await ForThoseToPostAsync(memberKeys, AuditActions.BadgePosted, actorAccountId, nowUtc, posting =>
        {
            posting.NotePosted(nowUtc);
            var (badge, holder) = (posting.Badge, posting.Badge.Member);
            outbox.Queue(MailTemplates.Posted, new(BadgeEdition: badge.EditionNumber, BadgeNumber: badge.Number), MailTo.Member(holder.Id), holder.Language, MailUrgency.Ordinary, nowUtc);
            holders.Add(holder);
        }, token);
        foreach (var holder in holders) await links.RevokeAsync(LinkPurpose.BadgeAddress, holder.Id, nowUtc, token);
        return posted;
    }, cancellation);

    /// <summary>A letter came back: the address that failed is erased and the member asked anew. One whose holder has left meanwhile is ended.</summary>
    /// <exception cref="DomainRuleException">It was not posted.</exception>
    public Task NoteReturnedAsync(string memberKey, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var posting = (await PostingsAsync([memberKey], token)).SingleOrDefault() ?? throw new DomainRuleException("Badges.NoBadge");
        if (posting.ReturnedAtUtc > nowUtc - RepeatedDeeds.Moment && posting.Status != PostingStatus.Posted) return;
        posting.NoteReturned(nowUtc);
        if (posting.Badge.Member.Status == MemberStatus.Left) posting.End();
        else QueueAsking(MailTemplates.BadgeReturned, posting.Badge, nowUtc);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.BadgeReturned, posting.Badge.MemberId, nowUtc));
    }, cancellation);

    private Task<int> ForThoseToPostAsync(IReadOnlyCollection<string> memberKeys, string action, long actorAccountId, DateTime nowUtc, Action<Posting> deed, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var postings = (await PostingsAsync(memberKeys, token)).Where(posting => posting.Status is PostingStatus.AddressGiven or PostingStatus.Printed).ToList();
        foreach (var posting in postings)
        {
            deed(posting);
            db.AuditEntries.Add(AuditEntry.Record(actorAccountId, action, posting.Badge.MemberId, nowUtc));
        }

        return postings.Count;
    }, cancellation);

    private void QueueAsking(string template, Badge badge, DateTime nowUtc) =>
        outbox.QueueWithLink(template, new(BadgeEdition: badge.EditionNumber, BadgeNumber: badge.Number), MailTo.Member(badge.MemberId), badge.Member.Language, LinkPurpose.BadgeAddress, badge.MemberId, null, AddressLinkLasts, nowUtc);

    private Task<List<Posting>> PostingsAsync(IReadOnlyCollection<string> memberKeys, CancellationToken cancellation) =>
        db.Postings.Include(posting => posting.Badge.Member)
            .Where(posting => memberKeys.Contains(posting.Badge.Member.Key))
            .OrderBy(posting => posting.BadgeId)
            .ToListAsync(cancellation);

    private async Task<Posting> PostingAsync(long memberId, CancellationToken cancellation) =>
        await db.Postings.SingleOrDefaultAsync(posting => posting.Badge.MemberId == memberId, cancellation) ?? throw new DomainRuleException("Badges.NoBadge");
}
