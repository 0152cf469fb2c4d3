using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Promises;

/// <summary>
/// Reads the wall of promises: a page is one range of one index, whatever the filters and however many promises there are; every
/// count comes from the small table of counts.
/// </summary>
public sealed class PromiseWall(CoproDbContext db, LastWallCounts last)
{
    public const int PageSize = 24;

    /// <summary>Two queries; a third for the first page after a change.</summary>
    public async Task<WallPage> FindAsync(WallQuery query, CancellationToken cancellation)
    {
        var version = await db.PublicVersions.Select(one => one.Value).SingleAsync(cancellation);
        if (last.Of(version, query.Audience) is not { } counts)
        {
            counts = new(await Cells(query.Audience).ToListAsync(cancellation));
            last.Keep(version, query.Audience, counts);
        }

        var cards = await Cards(query).Take(PageSize + 1).ToListAsync(cancellation);
        var shown = cards.Take(PageSize).ToList();
        return new(shown, counts, cards.Count > PageSize ? new(shown[^1].MovedAtUtc, shown[^1].PromiseId) : null);
    }

    /// <summary>What moved last, of everything that the audience may see.</summary>
    public Task<List<WallCard>> NewestAsync(Audience audience, int count, CancellationToken cancellation) =>
        Cards(new(audience)).Take(count).ToListAsync(cancellation);

    /// <summary>One promise with what its maker reported since; null where the audience sees no such promise. Three queries.</summary>
    public async Task<PromiseInTime?> ReadAsync(string? key, Audience audience, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(key)) return null;
        var card = await Shown(db.PromiseCards.AsNoTracking().Where(card => card.Audience == audience && card.Promise.Key == key)).Select(AsCard).SingleOrDefaultAsync(cancellation);
        if (card is null) return null;
        var thanks = await db.PromiseMessages.CountAsync(message => message.PromiseId == card.PromiseId && message.Kind == PromiseMessageKind.Thanks, cancellation);
        var updates = await db.PromiseUpdates.AsNoTracking().Where(update => update.PromiseId == card.PromiseId && update.IsReport).ToListAsync(cancellation);
        return new(card, thanks, [.. updates.Where(update => update.IsFor(audience)).OrderByDescending(update => update.AtUtc).ThenByDescending(update => update.Id).Select(UpdateInTime.Of)]);
    }

    internal IQueryable<PromiseCount> Cells(Audience audience) => db.PromiseCounts.AsNoTracking().Where(cell => cell.Audience == audience && cell.Count > 0);

    /// <summary>In order, without an end.</summary>
    internal IQueryable<WallCard> Cards(WallQuery query)
    {
        var audience = query.Audience;
        var cards = db.PromiseCards.AsNoTracking().Where(card => card.Audience == audience);
        if (query.Theme is { } theme) cards = cards.Where(card => card.Theme == theme);
        if (query.Area is { } area) cards = cards.Where(card => card.Area == area);
        if (query.Status is { } status) cards = cards.Where(card => card.Status == status);
        if (query.After is var (moved, id))
        {
            // Said so that an index can begin at the instant.
            cards = cards.Where(card => card.MovedAtUtc <= moved && (card.MovedAtUtc < moved || card.PromiseId < id));
        }

        return Shown(cards).OrderByDescending(shown => shown.Card.MovedAtUtc).ThenByDescending(shown => shown.Card.PromiseId).Select(AsCard);
    }

    private static readonly Expression<Func<ShownCard, WallCard>> AsCard = shown => new(
        shown.Card.PromiseId, shown.Card.Promise.Key, shown.Card.Promise.MemberId, shown.Card.Promise.Text, shown.Card.Promise.Language, shown.Card.Theme, shown.Card.Area,
        shown.Card.Status, shown.Card.Promise.MadeAtUtc, shown.Card.MovedAtUtc, shown.MakerName, shown.MakerSlug);

    /// <summary>Who is in no listing is not named.</summary>
    private IQueryable<ShownCard> Shown(IQueryable<PromiseCard> cards) =>
        from card in cards
        join listing in db.Listings.Where(own => own.EntryId == null) on card.Promise.MemberId equals listing.MemberId into listed
        from listing in listed.DefaultIfEmpty()
        select new ShownCard { Card = card, MakerName = listing.Name, MakerSlug = listing.Slug };

    private sealed class ShownCard
    {
        public required PromiseCard Card { get; init; }

        public required string? MakerName { get; init; }

        public required string? MakerSlug { get; init; }
    }
}
