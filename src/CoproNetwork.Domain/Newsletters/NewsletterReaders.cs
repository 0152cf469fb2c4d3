using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>Who gets the newsletter: members and subscribers who want it, at the moment that they are asked for.</summary>
public sealed class NewsletterReaders(CoproDbContext db)
{
    private const int FillAtOnce = 500;

    /// <summary>Null where they do not want it, or not any more.</summary>
    public Task<MailRecipient?> FindAsync(NewsletterDelivery delivery, CancellationToken cancellation) => delivery.Kind switch
    {
        RecipientKind.Member => Members().Where(member => member.Id == delivery.RecipientId).Select(member => new MailRecipient(member.Email!, member.Name, member.Language, member.EmailHeldAtUtc != null)).SingleOrDefaultAsync(cancellation),
        RecipientKind.Subscriber => SubscribersBeside(delivery.IssueId).Where(one => one.Id == delivery.RecipientId).Select(one => new MailRecipient(one.Email!, "", one.Language, one.EmailHeldAtUtc != null)).SingleOrDefaultAsync(cancellation),
        _ => Task.FromResult<MailRecipient?>(null),
    };

    /// <summary>How many would get an issue now.</summary>
    public async Task<int> CountAsync(CancellationToken cancellation) => await Members().CountAsync(cancellation) + await Subscribers().CountAsync(cancellation);

    /// <summary>Gives the next of them a row. Goes on after the last that has one, so that it may break off anywhere; the caller holds the issue.</summary>
    /// <returns>False when all have one.</returns>
    internal async Task<bool> FillAsync(long issueId, DateTime nowUtc, CancellationToken cancellation)
    {
        var lastMember = await LastAsync(issueId, RecipientKind.Member, cancellation);
        var members = await Members().Where(member => member.Id > lastMember).OrderBy(member => member.Id).Select(member => member.Id).Take(FillAtOnce).ToListAsync(cancellation);
        db.NewsletterDeliveries.AddRange(members.Select(id => NewsletterDelivery.Queue(issueId, RecipientKind.Member, id, nowUtc)));
        if (members.Count > 0) return true;
        var lastSubscriber = await LastAsync(issueId, RecipientKind.Subscriber, cancellation);
        var subscribers = await Subscribers().Where(one => one.Id > lastSubscriber).OrderBy(one => one.Id).Select(one => one.Id).Take(FillAtOnce).ToListAsync(cancellation);
        db.NewsletterDeliveries.AddRange(subscribers.Select(id => NewsletterDelivery.Queue(issueId, RecipientKind.Subscriber, id, nowUtc)));
        return subscribers.Count > 0;
    }

    private Task<long> LastAsync(long issueId, RecipientKind kind, CancellationToken cancellation) => db.NewsletterDeliveries
        .Where(delivery => delivery.IssueId == issueId && delivery.Kind == kind).OrderByDescending(delivery => delivery.RecipientId).Select(delivery => delivery.RecipientId).FirstOrDefaultAsync(cancellation);

    private IQueryable<Member> Members() => db.Members.AsNoTracking().Where(member => member.Status == MemberStatus.Approved && member.NewsletterAgreedAtUtc != null && member.Email != null);

    /// <summary>Not those who get it as members.</summary>
    private IQueryable<Subscriber> Subscribers() => SubscribersBut(Members());

    /// <summary>Not those who have it as members: who became one since the rows were made has none as such.</summary>
    private IQueryable<Subscriber> SubscribersBeside(long issueId) => SubscribersBut(
        Members().Where(member => db.NewsletterDeliveries.Any(delivery => delivery.IssueId == issueId && delivery.Kind == RecipientKind.Member && delivery.RecipientId == member.Id)));

    private IQueryable<Subscriber> SubscribersBut(IQueryable<Member> members) => db.Subscribers.AsNoTracking()
        .Where(one => one.ConfirmedAtUtc != null && one.LeftAtUtc == null && one.Email != null && !members.Any(member => member.ConfirmedEmailKey == one.EmailKey));
}
