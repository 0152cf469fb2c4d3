using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Privacy;
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
        if (link.WasJustUsed(nowUtc)) return true;
        if (link.State != LinkState.Valid || await db.Subscribers.SingleOrDefaultAsync(one => one.Id == link.SubjectId && one.LeftAtUtc == null, stop) is not { } subscriber) return false;
        if (!await links.TryUseAsync(LinkPurpose.Subscribe, token!, null, nowUtc, stop)) return false;
        subscriber.Confirm(nowUtc);
        return true;
    }, cancellation, onWhatIsThere: true);

    private Task<bool> WasJustAskedAsync(long subscriberId, DateTime nowUtc, CancellationToken cancellation)
    {
        var since = nowUtc - Quiet;
        return db.MailedLinks.AnyAsync(link => link.Purpose == LinkPurpose.Subscribe && link.SubjectId == subscriberId && link.MadeAtUtc > since, cancellation);
    }
}

/// <summary>The lists of one reader, and whether each is wanted.</summary>
/// <param name="Lists">Those that the reader could get at all.</param>
public sealed record ReaderChoices(ListReader Reader, string Name, MailLanguage Language, IReadOnlyDictionary<MailList, bool> Lists);

/// <summary>Leaving a list and coming back to it, for whoever holds the reader's token.</summary>
public sealed class MailChoices(CoproDbContext db, MailLists lists)
{
    private static readonly MailList[] OfMembers = [MailList.Newsletter, MailList.Feedback, MailList.ListingCheck];

    /// <summary>Null where the token is nobody's, or its reader is gone.</summary>
    public async Task<ReaderChoices?> FindAsync(string? token, CancellationToken cancellation)
    {
        if (await lists.FindAsync(token, cancellation) is not { } reader) return null;
        if (reader.Kind == RecipientKind.Subscriber)
        {
            var subscriber = await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(one => one.Id == reader.Id, cancellation);
            return subscriber is null ? null : new(reader, "", subscriber.Language, new Dictionary<MailList, bool> { [MailList.Newsletter] = subscriber.IsReader });
        }

        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(one => one.Id == reader.Id && one.Status == MemberStatus.Approved, cancellation);
        if (member is null) return null;
        var left = await db.ListExits.AsNoTracking().Where(exit => exit.Kind == reader.Kind && exit.RecipientId == reader.Id).Select(exit => exit.List).ToListAsync(cancellation);
        return new(reader, member.Name, member.Language, OfMembers.ToDictionary(list => list, list => list == MailList.Newsletter ? member.NewsletterAgreedAtUtc is not null : !left.Contains(list)));
    }

    /// <summary>One press, or a mail program's.</summary>
    /// <returns>False where the token is nobody's.</returns>
    public Task<bool> LeaveAsync(string? token, MailList list, DateTime nowUtc, CancellationToken cancellation) =>
        ChooseAsync(token, wanted => wanted.ToDictionary(one => one.Key, one => one.Value && one.Key != list), nowUtc, cancellation);

    /// <summary>All of them at once; those that are not named are left as they are.</summary>
    /// <returns>As <see cref="LeaveAsync"/>.</returns>
    public Task<bool> ChooseAsync(string? token, IReadOnlyDictionary<MailList, bool> wanted, DateTime nowUtc, CancellationToken cancellation) => ChooseAsync(token, _ => wanted, nowUtc, cancellation);

    private Task<bool> ChooseAsync(string? token, Func<IReadOnlyDictionary<MailList, bool>, IReadOnlyDictionary<MailList, bool>> choose, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async stop =>
    {
        if (await FindAsync(token, stop) is not { } known) return false;
        foreach (var (list, wanted) in choose(known.Lists).Where(one => known.Lists.TryGetValue(one.Key, out var now) && now != one.Value))
            await TakeAsync(known.Reader, list, wanted, nowUtc, stop);
        return true;
    }, cancellation, onWhatIsThere: true);

    private async Task TakeAsync(ListReader reader, MailList list, bool wanted, DateTime nowUtc, CancellationToken cancellation)
    {
        if (list != MailList.Newsletter)
        {
            await lists.ChooseAsync(reader, list, wanted, nowUtc, cancellation);
            return;
        }

        if (reader.Kind == RecipientKind.Member) (await db.Members.SingleAsync(member => member.Id == reader.Id, cancellation)).ChooseNewsletter(wanted, nowUtc);
        else if (!wanted) (await db.Subscribers.SingleAsync(one => one.Id == reader.Id, cancellation)).Leave(nowUtc);
    }
}

/// <summary>A form that was never confirmed is forgotten after 30 days, who got which issue after a year; how many did stays.</summary>
public sealed class NewsletterRetention(CoproDbContext db) : IRetentionPass
{
    public async Task<int> RunAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var (asked, sent) = (nowUtc.AddDays(-30), nowUtc.AddYears(-1));
        var forgotten = await Batches.DeleteAsync(db.Subscribers.Where(one => one.ConfirmedAtUtc == null && one.AskedAtUtc <= asked).OrderBy(one => one.AskedAtUtc), cancellation);
        var bounces = await Batches.DeleteAsync(db.MailBounces.Where(bounce => bounce.AtUtc <= sent).OrderBy(bounce => bounce.AtUtc), cancellation);
        var old = db.NewsletterDeliveries.Where(delivery => delivery.Kind != 0 && db.NewsletterIssues.Any(issue => issue.Id == delivery.IssueId && issue.FinishedAtUtc <= sent));
        return forgotten + bounces + await ForgetAsync(old, cancellation);
    }

    /// <summary>The rows stay to be counted, but are nobody's any more.</summary>
    public static Task<int> ForgetAsync(IQueryable<NewsletterDelivery> deliveries, CancellationToken cancellation) => deliveries.ExecuteUpdateAsync(set => set
        .SetProperty(delivery => delivery.RecipientId, delivery => delivery.Id)
        .SetProperty(delivery => delivery.Kind, (RecipientKind)0)
        .SetProperty(delivery => delivery.AddressHash, (string?)null), cancellation);
}
