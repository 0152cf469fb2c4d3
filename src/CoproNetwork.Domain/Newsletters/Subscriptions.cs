using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>The public's way to the newsletter: asked for on the site, and once more in the mail that comes, so that nobody is subscribed by someone else.</summary>
public sealed class Subscriptions(CoproDbContext db, MailedLinks links, Outbox outbox)
{
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(7);

    /// <summary>A second form for the same address within this time sends no second mail.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    /// <summary>The same from outside whether the address is new, waits, or reads already: then the mail says so.</summary>
    /// <exception cref="DomainRuleException">No address that mail can be sent to.</exception>
    public Task AskAsync(string? email, SubscriptionWording wording, DateTime nowUtc, CancellationToken cancellation)
    {
        var address = EmailAddress.Check(email);
        return db.InTransactionAsync(async token =>
        {
            var key = EmailAddress.Key(address);
            var subscriber = await db.Subscribers.SingleOrDefaultAsync(one => one.EmailKey == key, token);
            if (subscriber is not null && await WasJustAskedAsync(subscriber.Id, nowUtc, token)) return;
            if (subscriber is null) db.Subscribers.Add(subscriber = Subscriber.Ask(address, wording, nowUtc));
            else subscriber.AskAgain(wording, nowUtc);
            await db.SaveChangesAsync(token);
            await links.RevokeAsync(LinkPurpose.Subscribe, subscriber.Id, nowUtc, token);
            outbox.QueueWithLink(MailTemplates.Subscribe, new(), MailTo.Subscriber(subscriber.Id), subscriber.Language, LinkPurpose.Subscribe, subscriber.Id, null, LinkLifetime, nowUtc);
        }, cancellation, onWhatIsThere: true);
    }

    /// <summary>The press in the mail.</summary>
    /// <returns>False where the link does not work, or no longer.</returns>
    public Task<bool> ConfirmAsync(string? token, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async stop =>
    {
        var link = await links.LookAsync(LinkPurpose.Subscribe, token, nowUtc, stop);

        // A doubled press; a link that a newer one has taken the place of looks the same.
        if (link.WasJustUsed(nowUtc)) return await db.Subscribers.AnyAsync(one => one.Id == link.SubjectId && one.ConfirmedAtUtc != null && one.LeftAtUtc == null, stop);
        if (link.State != LinkState.Valid || await db.Subscribers.SingleOrDefaultAsync(one => one.Id == link.SubjectId && one.LeftAtUtc == null, stop) is not { } subscriber) return false;
        if (!await links.TryUseAsync(LinkPurpose.Subscribe, token!, null, nowUtc, stop)) return false;
        subscriber.Confirm(nowUtc);
        await db.MailBounces.Where(bounce => bounce.Kind == RecipientKind.Subscriber && bounce.RecipientId == subscriber.Id).ExecuteDeleteAsync(stop);
        return true;
    }, cancellation, onWhatIsThere: true);

    /// <summary>Whoever leaves as a member leaves as a subscriber too: the same address would go on getting it. Saved by the caller.</summary>
    public static async Task EndAsync(CoproDbContext db, string email, DateTime nowUtc, CancellationToken cancellation)
    {
        var key = EmailAddress.Key(email);
        if (await db.Subscribers.SingleOrDefaultAsync(one => one.EmailKey == key, cancellation) is { } subscriber) await LeaveAsync(db, subscriber, nowUtc, cancellation);
    }

    /// <summary>Whoever leaves as a subscriber leaves as a member too, likewise. Saved by the caller.</summary>
    internal static async Task EndAllAsync(CoproDbContext db, Subscriber subscriber, DateTime nowUtc, CancellationToken cancellation)
    {
        if (subscriber.EmailKey is not { } key) return;
        var member = await db.Members.SingleOrDefaultAsync(one => one.ConfirmedEmailKey == key && one.NewsletterAgreedAtUtc != null, cancellation);
        member?.ChooseNewsletter(false, nowUtc);
        await LeaveAsync(db, subscriber, nowUtc, cancellation);
    }

    /// <summary>The address goes, and what could be matched with it.</summary>
    private static async Task LeaveAsync(CoproDbContext db, Subscriber subscriber, DateTime nowUtc, CancellationToken cancellation)
    {
        subscriber.Leave(nowUtc);
        await db.NewsletterDeliveries.Where(delivery => delivery.Kind == RecipientKind.Subscriber && delivery.RecipientId == subscriber.Id && delivery.AddressHash != null)
            .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.AddressHash, (string?)null), cancellation);
        await MailLists.ForgetTraceAsync(db, RecipientKind.Subscriber, [subscriber.Id], cancellation);
    }

    /// <summary>Someone has written to the network, or called: a coordinator takes their address off, as a subscriber's and as a member's.</summary>
    /// <exception cref="DomainRuleException">No address, or one that gets no newsletter.</exception>
    public Task RemoveAsync(string? email, long actorAccountId, DateTime nowUtc, CancellationToken cancellation)
    {
        var key = EmailAddress.Key(EmailAddress.Check(email));
        return db.InTransactionAsync(async token =>
        {
            var subscriber = await db.Subscribers.SingleOrDefaultAsync(one => one.EmailKey == key, token);
            var member = await db.Members.SingleOrDefaultAsync(one => one.ConfirmedEmailKey == key && one.NewsletterAgreedAtUtc != null, token);
            Rules.Must(subscriber is not null || member is not null, "Newsletters.Remove.NotThere");
            if (subscriber is not null) await LeaveAsync(db, subscriber, nowUtc, token);
            member?.ChooseNewsletter(false, nowUtc);
            db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.NewsletterEnded, member?.Id, nowUtc));
        }, cancellation, onWhatIsThere: true);
    }

    private Task<bool> WasJustAskedAsync(long subscriberId, DateTime nowUtc, CancellationToken cancellation)
    {
        var since = nowUtc - Quiet;
        return db.MailedLinks.AnyAsync(link => link.Purpose == LinkPurpose.Subscribe && link.SubjectId == subscriberId && link.MadeAtUtc > since, cancellation);
    }
}
