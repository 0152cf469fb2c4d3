using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>The lists of one reader, and whether each is wanted.</summary>
/// <param name="Lists">Those that the reader could get at all.</param>
public sealed record ReaderChoices(ListReader Reader, IReadOnlyDictionary<MailList, bool> Lists)
{
    /// <summary>A subscription that has ended: without an address there is nothing to come back to.</summary>
    public bool IsOver => Reader.Kind == RecipientKind.Subscriber && !Lists.Values.Contains(true);
}

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
            return subscriber is null ? null : new(reader, new Dictionary<MailList, bool> { [MailList.Newsletter] = subscriber.IsReader });
        }

        if (reader.Kind != RecipientKind.Member) return null;
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(one => one.Id == reader.Id && one.Status == MemberStatus.Approved, cancellation);
        if (member is null) return null;
        var left = await db.ListExits.AsNoTracking().Where(exit => exit.Kind == reader.Kind && exit.RecipientId == reader.Id).Select(exit => exit.List).ToListAsync(cancellation);
        return new(reader, OfMembers.ToDictionary(list => list, list => list == MailList.Newsletter ? member.NewsletterAgreedAtUtc is not null : !left.Contains(list)));
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

        if (reader.Kind == RecipientKind.Member)
        {
            var member = await db.Members.SingleAsync(one => one.Id == reader.Id, cancellation);
            member.ChooseNewsletter(wanted, nowUtc);
            if (!wanted) await Subscriptions.EndAsync(db, member.Email!, nowUtc, cancellation);
        }
        else if (!wanted) await Subscriptions.EndAllAsync(db, await db.Subscribers.SingleAsync(one => one.Id == reader.Id, cancellation), nowUtc, cancellation);
    }
}
