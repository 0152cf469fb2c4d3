using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// Finds listings. A search is an intersection of terms: the postings of the rarest are read from the index in the order in
/// which they are shown, each is looked up under the other terms, and reading ends when the page is full. So a page costs
/// alike in a small and in a large directory, and a hit stands where its rarest word stands: in a name, a tag or a text.
/// </summary>
public sealed class DirectorySearch(CoproDbContext db)
{
    public const int PageSize = 20;

    /// <summary>Beyond so many, hits are no longer counted.</summary>
    public const int CountedUpTo = 1000;

    public async Task<DirectoryPage> FindAsync(DirectoryQuery query, CancellationToken cancellation)
    {
        var (words, filters) = (query.WordTerms, query.Filters().ToList());
        if (words.Count + filters.Count == 0) return await EveryoneAsync(query, cancellation);
        var known = filters.Count == 0 ? new(StringComparer.Ordinal) : await KeptCountsAsync(cancellation);
        foreach (var (word, count) in await WordCountsAsync(words, cancellation)) known[word] = count;
        var rarest = words.Concat(filters).OrderBy(known.GetValueOrDefault).ToList();

        // How many there are is asked first: often it says that nothing else need be asked.
        var found = rarest.Count == 1 || known.GetValueOrDefault(rarest[0]) == 0 ? known.GetValueOrDefault(rarest[0]) : await HitIds(rarest).CountAsync(cancellation);
        if (found == 0) return new([], 0, new Dictionary<string, int>(), null);
        var (cards, next) = await PageAsync(query, InOrder(query, words, filters, known), cancellation);
        if (found > CountedUpTo) return new(cards, words.Count == 0 && filters.Count == 1 ? found : null, null, next);
        return new(cards, found, await CountHitsAsync(rarest, cancellation), next);
    }

    /// <summary>The rarest word first, since hits stand in its order; on a later page the one that the earlier ones began with.</summary>
    private static List<string> InOrder(DirectoryQuery query, IReadOnlyList<string> words, List<string> filters, Dictionary<string, int> known)
    {
        var ordered = words.OrderBy(known.GetValueOrDefault).Concat(filters.OrderBy(known.GetValueOrDefault)).ToList();
        if (query.After is { } after && after.Language == query.Language && ordered.Remove(after.Driver)) ordered.Insert(0, after.Driver);
        return ordered;
    }

    private async Task<DirectoryPage> EveryoneAsync(DirectoryQuery query, CancellationToken cancellation)
    {
        var (cards, next) = Cut(await Everyone(query).ToListAsync(cancellation), query.Language, "");
        var counts = await KeptCountsAsync(cancellation);
        return new(cards, counts.GetValueOrDefault(FilterTerms.All), counts, next);
    }

    private async Task<(List<ListingCard> Cards, DirectoryCursor? Next)> PageAsync(DirectoryQuery query, List<string> terms, CancellationToken cancellation) =>
        Cut(await Hits(query, terms).ToListAsync(cancellation), query.Language, terms[0]);

    /// <summary>The page is one longer than shown, so that it is known whether more follow.</summary>
    private static (List<ListingCard> Cards, DirectoryCursor? Next) Cut(List<RankedCard> rows, SiteLanguage language, string driver)
    {
        var shown = rows.Take(PageSize).ToList();
        return ([.. shown.Select(row => row.Card)], rows.Count > PageSize ? new(language, driver, shown[^1].Rank, shown[^1].Card.MemberNumber) : null);
    }

    /// <summary>The whole directory in the alphabet of the language.</summary>
    internal IQueryable<RankedCard> Everyone(DirectoryQuery query)
    {
        var key = query.Language == SiteLanguage.Welsh ? nameof(Listing.KeyWelsh) : nameof(Listing.KeyEnglish);
        return Page(db.Listings.AsNoTracking().Select(l => new Ranked { Rank = EF.Property<string>(l, key), Id = l.Id, Listing = l }), query, "");
    }

    /// <summary>Hits in order, from the postings of the first term.</summary>
    internal IQueryable<RankedCard> Hits(DirectoryQuery query, IReadOnlyList<string> terms)
    {
        var rank = query.Language == SiteLanguage.Welsh ? nameof(ListingTerm.RankWelsh) : nameof(ListingTerm.RankEnglish);
        return Page(Intersection(terms).Join(db.Listings, t => t.ListingId, l => l.Id, (t, l) => new Ranked { Rank = EF.Property<string>(t, rank), Id = t.ListingId, Listing = l }), query, terms[0]);
    }

    private static IQueryable<RankedCard> Page(IQueryable<Ranked> rows, DirectoryQuery query, string driver)
    {
        if (query.After is { } after && after.Language == query.Language && after.Driver == driver)
        {
            // Said so that an index can begin at the rank.
            var (rank, id) = (after.Rank, after.ListingId);
            rows = rows.Where(row => row.Rank.CompareTo(rank) >= 0 && (row.Rank.CompareTo(rank) > 0 || row.Id > id));
        }

        return rows.OrderBy(row => row.Rank).ThenBy(row => row.Id).Select(row => new RankedCard(row.Rank, new ListingCard(
            row.Listing.Id, row.Listing.Slug, row.Listing.Name, row.Listing.Kind, row.Listing.OrganisationName, row.Listing.Role,
            row.Listing.PlaceId, row.Listing.AreaCode, row.Listing.OutsideWales,
            row.Listing.PromiseText, row.Listing.PromiseLanguage, row.Listing.Theme, row.Listing.PromiseStatus, row.Listing.PromiseMadeAtUtc, row.Listing.ListedAtUtc))).Take(PageSize + 1);
    }

    /// <summary>Hits, no further than one beyond <see cref="CountedUpTo"/>.</summary>
    internal IQueryable<long> HitIds(IReadOnlyList<string> terms) =>
        Intersection(terms).OrderBy(t => t.ListingId).Take(CountedUpTo + 1).Select(t => t.ListingId);

    /// <summary>Hits by what the filters ask.</summary>
    internal IQueryable<CountedHits> Counted(IReadOnlyList<string> terms) =>
        HitIds(terms).Join(db.Listings, id => id, l => l.Id, (_, l) => new { l.AreaCode, l.OutsideWales, l.Kind, l.Theme })
            .GroupBy(l => l)
            .Select(group => new CountedHits(group.Key.AreaCode, group.Key.OutsideWales, group.Key.Kind, group.Key.Theme, group.Count()));

    /// <summary>How many postings each word has, counted no further than one beyond <see cref="CountedUpTo"/>.</summary>
    internal IQueryable<CountedWord> Counted(string[] words) =>
        words.Select(word => db.ListingTerms.Where(t => t.Term == word).OrderBy(t => t.ListingId).Take(CountedUpTo + 1).Select(t => t.Term))
            .Aggregate((all, next) => all.Concat(next))
            .GroupBy(term => term)
            .Select(group => new CountedWord(group.Key, group.Count()));

    private IQueryable<ListingTerm> Intersection(IReadOnlyList<string> terms)
    {
        var first = terms[0];
        var hits = db.ListingTerms.AsNoTracking().Where(t => t.Term == first);
        foreach (var other in terms.Skip(1)) hits = hits.Where(t => db.ListingTerms.Any(o => o.Term == other && o.ListingId == t.ListingId));
        return hits;
    }

    private async Task<Dictionary<string, int>> WordCountsAsync(IReadOnlyList<string> words, CancellationToken cancellation) =>
        words.Count == 0 ? [] : (await Counted([.. words]).ToListAsync(cancellation)).ToDictionary(word => word.Term, word => word.Count, StringComparer.Ordinal);

    private Task<Dictionary<string, int>> KeptCountsAsync(CancellationToken cancellation) =>
        db.ListingCounts.AsNoTracking().Where(count => count.Count > 0).Select(count => new { count.Term, count.Count }).ToDictionaryAsync(count => count.Term, count => count.Count, StringComparer.Ordinal, cancellation);

    private async Task<Dictionary<string, int>> CountHitsAsync(IReadOnlyList<string> terms, CancellationToken cancellation)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var hits in await Counted(terms).ToListAsync(cancellation))
            foreach (var term in hits.Filters()) counts[term] = counts.GetValueOrDefault(term) + hits.Count;
        return counts;
    }
}

/// <summary>A listing and where it stands in an order.</summary>
internal sealed class Ranked
{
    public required string Rank { get; init; }

    public required long Id { get; init; }

    public required Listing Listing { get; init; }
}

/// <summary>A card with its place in the order it was read in.</summary>
internal sealed record RankedCard(string Rank, ListingCard Card);

internal sealed record CountedWord(string Term, int Count);

/// <summary>So many hits have these values.</summary>
internal sealed record CountedHits(string? AreaCode, bool OutsideWales, MemberKind Kind, PromiseTheme? Theme, int Count)
{
    public IEnumerable<string> Filters() => FilterTerms.Of(OutsideWales, AreaCode, Kind, Theme).Append(FilterTerms.All);
}
