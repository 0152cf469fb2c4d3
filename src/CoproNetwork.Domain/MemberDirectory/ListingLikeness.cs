using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Two listings that may be the same.</summary>
public sealed record LikePair(ListingCard One, ListingCard Other);

/// <summary>Finds listings that may be the same: while one types a name, and for the desk.</summary>
public sealed class ListingLikeness(CoproDbContext db, DirectorySearch search)
{
    public const int Most = 5;

    /// <summary>Who or what is listed under a name like this: the same telling words, or all of its words in the name.</summary>
    /// <param name="exceptListingId">The listing that is being edited; null for a new one.</param>
    public async Task<IReadOnlyList<ListingCard>> AlikeAsync(string? name, long? exceptListingId, SiteLanguage language, CancellationToken cancellation)
    {
        var key = Likeness.Key(Rules.Cut(Rules.Clean(name), EntryContent.NameMaxLength));
        if (key.Length < 3) return [];
        var same = await db.Listings.AsNoTracking().Where(l => l.LikenessKey == key && l.Id != exceptListingId).OrderBy(l => l.Id).Take(Most).Select(ListingCard.Of).ToListAsync(cancellation);
        if (same.Count == Most) return same;
        var page = await search.FindAsync(new(language) { Words = key }, Most + 1, cancellation);
        var words = key.Split(' ');
        var alike = page.Cards.Where(card => card.ListingId != exceptListingId && words.All(word => IsIn(card, word)));
        return [.. same.Concat(alike).DistinctBy(card => card.ListingId).Take(Most)];
    }

    private static bool IsIn(ListingCard card, string word) =>
        Folding.Fold($"{card.Name} {card.NameWelsh}").Contains(word, StringComparison.Ordinal);

    /// <summary>Pairs of one likeness, of one area as far as both have one, that nobody said are different.</summary>
    /// <param name="count">At most so many.</param>
    public async Task<IReadOnlyList<LikePair>> PairsAsync(int count, CancellationToken cancellation)
    {
        var pairs = await Pairs().Take(count).ToListAsync(cancellation);
        var ids = pairs.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct().ToArray();
        var cards = await db.Listings.AsNoTracking().Where(l => EF.Parameter(ids).Contains(l.Id)).Select(ListingCard.Of).ToDictionaryAsync(card => card.ListingId, cancellation);
        return [.. pairs.Where(pair => cards.ContainsKey(pair.One) && cards.ContainsKey(pair.Other)).Select(pair => new LikePair(cards[pair.One], cards[pair.Other]))];
    }

    internal IQueryable<IdPair> Pairs() =>
        from one in db.Listings
        from other in db.Listings
        where other.LikenessKey == one.LikenessKey && other.Id > one.Id
            && (one.Kind == ListingKind.Person) == (other.Kind == ListingKind.Person)
            && (one.AreaCode == null || other.AreaCode == null || one.AreaCode == other.AreaCode)
            && !db.DistinctPairs.Any(pair => pair.LowListingId == one.Id && pair.HighListingId == other.Id)
        orderby one.LikenessKey, one.Id, other.Id
        select new IdPair(one.Id, other.Id);
}

internal sealed record IdPair(long One, long Other);
