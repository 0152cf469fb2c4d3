using System.Linq.Expressions;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// Finds listings. A search is an intersection of terms: their blocks say how many hits there are, and the postings of the
/// rarest word, read from the index in the order in which they are shown, give the page. So a page costs alike in a small
/// and in a large directory, and a hit stands where its rarest word stands: in a name, a tag or a text.
/// </summary>
public sealed class DirectorySearch(CoproDbContext db)
{
    public const int PageSize = 20;

    /// <summary>Beyond so many, hits are no longer counted one by one.</summary>
    public const int CountedUpTo = 1000;

    /// <summary>So few hits are read whole; more lie so close together among the postings that a page is soon full.</summary>
    private const int FewHits = 50;

    private static readonly Func<CoproDbContext, string[], IAsyncEnumerable<TermBlock>> BlocksOf =
        EF.CompileAsyncQuery((CoproDbContext db, string[] terms) => db.TermBlocks.AsNoTracking().Where(block => terms.Contains(block.Term)));

    private static readonly Func<CoproDbContext, IAsyncEnumerable<ListingCount>> KeptCounts =
        EF.CompileAsyncQuery((CoproDbContext db) => db.ListingCounts.AsNoTracking().Where(count => count.Count > 0));

    public async Task<DirectoryPage> FindAsync(DirectoryQuery query, CancellationToken cancellation)
    {
        var (words, filters) = (query.WordTerms, query.Filters().ToList());
        if (words.Count + filters.Count == 0) return await EveryoneAsync(query, cancellation);
        var sets = await SetsAsync([.. words, .. filters], cancellation);
        var hits = sets.Values.OrderBy(set => set.Count).Aggregate((all, next) => all.And(next));
        if (hits.Count == 0) return new([], 0, new Dictionary<string, int>(), null);
        long[]? ids = hits.Count <= CountedUpTo ? [.. hits.Ids] : null;
        var order = InOrder(query, words.OrderBy(word => sets[word].Count).Concat(filters.OrderBy(filter => sets[filter].Count)));
        if (ids?.Length <= FewHits)
        {
            var all = await Few(query.Language, order[0], ids).ToListAsync(cancellation);
            var (shown, more) = Cut([.. After(all, query, order[0])], query.Language, order[0]);
            return new(shown, ids.Length, Counts(all.Select(row => row.Card).GroupBy(card => (card.AreaCode, card.OutsideWales, card.Kind, card.Theme)).Select(group => new CountedHits(group.Key.AreaCode, group.Key.OutsideWales, group.Key.Kind, group.Key.Theme, group.Count()))), more);
        }

        var (cards, next) = Cut(await HitsAsync(query, order, cancellation), query.Language, order[0]);
        if (ids is null) return new(cards, words.Count == 0 && filters.Count == 1 ? hits.Count : null, null, next);
        return new(cards, hits.Count, Counts(await Counted(ids).ToListAsync(cancellation)), next);
    }

    /// <summary>The rarest word first, since hits stand in its order; on a later page the one that the earlier ones began with.</summary>
    private static List<string> InOrder(DirectoryQuery query, IEnumerable<string> rarest)
    {
        var ordered = rarest.ToList();
        if (query.After is { } after && after.Language == query.Language && ordered.Remove(after.Driver)) ordered.Insert(0, after.Driver);
        return ordered;
    }

    private async Task<DirectoryPage> EveryoneAsync(DirectoryQuery query, CancellationToken cancellation)
    {
        var (cards, next) = Cut(await Everyone(query).ToListAsync(cancellation), query.Language, "");
        var counts = await KeptCountsAsync(cancellation);
        return new(cards, counts.GetValueOrDefault(FilterTerms.All), counts, next);
    }

    private async Task<List<RankedCard>> HitsAsync(DirectoryQuery query, List<string> terms, CancellationToken cancellation)
    {
        if (query.After is not null || terms.Count > CompiledHits.MostTerms) return await Hits(query, terms).ToListAsync(cancellation);
        var rows = new List<RankedCard>(PageSize + 1);
        await foreach (var row in CompiledHits.First(db, query.Language, terms).WithCancellation(cancellation)) rows.Add(row);
        return rows;
    }

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
    internal IQueryable<RankedCard> Hits(DirectoryQuery query, IReadOnlyList<string> terms) => Page(Ranked(Intersection(terms), query.Language), query, terms[0]);

    /// <summary>As <see cref="Hits"/>, all of them, where it is known which they are.</summary>
    internal IQueryable<RankedCard> Few(SiteLanguage language, string driver, long[] ids) =>
        InOrder(Ranked(db.ListingTerms.AsNoTracking().Where(t => t.Term == driver && EF.MultipleParameters(ids).Contains(t.ListingId)), language));

    private IQueryable<Ranked> Ranked(IQueryable<ListingTerm> postings, SiteLanguage language)
    {
        var rank = language == SiteLanguage.Welsh ? nameof(ListingTerm.RankWelsh) : nameof(ListingTerm.RankEnglish);
        return postings.Join(db.Listings, t => t.ListingId, l => l.Id, (t, l) => new Ranked { Rank = EF.Property<string>(t, rank), Id = t.ListingId, Listing = l });
    }

    private static IEnumerable<RankedCard> After(List<RankedCard> rows, DirectoryQuery query, string driver) =>
        query.After is { } after && after.Language == query.Language && after.Driver == driver
            ? rows.Where(row => string.CompareOrdinal(row.Rank, after.Rank) is var order && (order > 0 || order == 0 && row.Card.MemberNumber > after.ListingId))
            : rows;

    private static IQueryable<RankedCard> Page(IQueryable<Ranked> rows, DirectoryQuery query, string driver)
    {
        if (query.After is { } after && after.Language == query.Language && after.Driver == driver)
        {
            // Said so that an index can begin at the rank.
            var (rank, id) = (after.Rank, after.ListingId);
            rows = rows.Where(row => row.Rank.CompareTo(rank) >= 0 && (row.Rank.CompareTo(rank) > 0 || row.Id > id));
        }

        return FirstPage(rows);
    }

    /// <summary>One more than is shown, so that it is known whether more follow.</summary>
    internal static IQueryable<RankedCard> FirstPage(IQueryable<Ranked> rows) => InOrder(rows).Take(PageSize + 1);

    private static IQueryable<RankedCard> InOrder(IQueryable<Ranked> rows) => rows.OrderBy(row => row.Rank).ThenBy(row => row.Id).Select(Card);

    /// <summary>Made once: a tree of this size costs more to build than the query to run.</summary>
    private static readonly Expression<Func<Ranked, RankedCard>> Card = row => new(row.Rank, new ListingCard(
        row.Listing.Id, row.Listing.Slug, row.Listing.Name, row.Listing.Kind, row.Listing.OrganisationName, row.Listing.Role,
        row.Listing.PlaceId, row.Listing.AreaCode, row.Listing.OutsideWales,
        row.Listing.PromiseText, row.Listing.PromiseLanguage, row.Listing.Theme, row.Listing.PromiseStatus));

    /// <summary>Listings by what the filters ask.</summary>
    internal IQueryable<CountedHits> Counted(long[] ids) =>
        db.Listings.Where(l => EF.Parameter(ids).Contains(l.Id))
            .GroupBy(l => new { l.AreaCode, l.OutsideWales, l.Kind, l.Theme })
            .Select(group => new CountedHits(group.Key.AreaCode, group.Key.OutsideWales, group.Key.Kind, group.Key.Theme, group.Count()));

    private IQueryable<ListingTerm> Intersection(IReadOnlyList<string> terms)
    {
        var first = terms[0];
        var hits = db.ListingTerms.AsNoTracking().Where(t => t.Term == first);
        foreach (var other in terms.Skip(1)) hits = hits.Where(t => db.ListingTerms.Any(o => o.Term == other && o.ListingId == t.ListingId));
        return hits;
    }

    private async Task<Dictionary<string, ListingSet>> SetsAsync(string[] terms, CancellationToken cancellation)
    {
        var sets = terms.ToDictionary(term => term, _ => new Dictionary<int, BitRun>(), StringComparer.Ordinal);
        await foreach (var block in BlocksOf(db, terms).WithCancellation(cancellation)) sets[block.Term][block.Block] = block.Run;
        return sets.ToDictionary(set => set.Key, set => new ListingSet(set.Value), StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, int>> KeptCountsAsync(CancellationToken cancellation)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var count in KeptCounts(db).WithCancellation(cancellation)) counts[count.Term] = count.Count;
        return counts;
    }

    private static Dictionary<string, int> Counts(IEnumerable<CountedHits> counted)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var hits in counted)
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

/// <summary>So many hits have these values.</summary>
internal sealed record CountedHits(string? AreaCode, bool OutsideWales, MemberKind Kind, PromiseTheme? Theme, int Count)
{
    public IEnumerable<string> Filters() => FilterTerms.Of(OutsideWales, AreaCode, Kind, Theme);
}
