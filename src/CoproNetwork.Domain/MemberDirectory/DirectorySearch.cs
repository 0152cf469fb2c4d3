using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Language;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// Finds listings. What is known of the languages is in the plan; here its terms' bits are laid over each other (<see cref="HitFinder"/>), counted against the filters'
/// (<see cref="FilterCache"/>) and brought into the order of a page (<see cref="AlphabetCache"/>).
/// </summary>
public sealed class DirectorySearch(CoproDbContext db, FilterCache filters, AlphabetCache alphabets)
{
    /// <summary>So many words are looked for in one query; SQL Server takes 2100 parameters.</summary>
    private const int MostAtOnce = 2000;

    public const int PageSize = 20;

    private static readonly Func<CoproDbContext, string[], IAsyncEnumerable<TermBlock>> BlocksOf =
        EF.CompileAsyncQuery((CoproDbContext db, string[] terms) => db.TermBlocks.AsNoTracking().Where(block => terms.Contains(block.Term)));

    private static readonly Func<CoproDbContext, long[], IAsyncEnumerable<KeyedCard>> WelshCards =
        EF.CompileAsyncQuery((CoproDbContext db, long[] ids) => db.Listings.AsNoTracking().Where(l => ids.Contains(l.Id)).Select(KeyedCard.InWelsh));

    private static readonly Func<CoproDbContext, long[], IAsyncEnumerable<KeyedCard>> EnglishCards =
        EF.CompileAsyncQuery((CoproDbContext db, long[] ids) => db.Listings.AsNoTracking().Where(l => ids.Contains(l.Id)).Select(KeyedCard.InEnglish));

    /// <summary>A page of what the query asks for.</summary>
    public Task<DirectoryPage> FindAsync(DirectoryQuery query, CancellationToken cancellation) => FindAsync(query, PageSize, cancellation);

    /// <param name="size">Listings on the page, 1 to 1000.</param>
    public async Task<DirectoryPage> FindAsync(DirectoryQuery query, int size, CancellationToken cancellation)
    {
        var hits = await HitsAsync(query, cancellation);
        var after = query.After?.Language == query.Language ? query.After : null;
        if (hits.IsEveryone) return await EveryoneAsync(query.Language, after, size, hits, cancellation);
        if (hits.Found.Total == 0) return new([], hits.Found, null, hits.Words);
        var alphabet = await alphabets.ReadAsync(db, query.Language, cancellation);
        var rank = after is null ? -1 : await alphabet.UptoAsync(db, after, cancellation);
        var ranked = new HitOrder(alphabet, hits.Blocks).Take(after?.Level ?? 0, rank, size + 1);
        var shown = ranked.Take(size).ToList();
        var cards = await CardsAsync(query.Language, [.. shown.Select(hit => hit.Id)], cancellation);
        var next = ranked.Count > size && cards.Count > 0 ? new DirectoryCursor(query.Language, shown.Last(hit => hit.Id == cards[^1].Card.ListingId).Level, cards[^1].Key, cards[^1].Card.ListingId) : null;
        return new([.. cards.Select(card => card.Card)], hits.Found, next, hits.Words);
    }

    /// <summary>Only how many, for the same query.</summary>
    public async Task<DirectoryCounts> CountAsync(DirectoryQuery query, CancellationToken cancellation)
    {
        var hits = await HitsAsync(query, cancellation);
        return hits.Found;
    }

    /// <summary>What of the hits says exactly where it is; none where there are too many to show each.</summary>
    public async Task<IReadOnlyList<ExactListing>> ExactAsync(DirectoryQuery query, int most, CancellationToken cancellation)
    {
        var hits = await HitsAsync(query with { Exact = true }, cancellation);
        if (hits.Found.Total == 0 || hits.Found.Total > most) return [];
        long[] ids = [.. hits.Blocks.SelectMany(block => block.Levels.Values.SelectMany(BlockBits.Offsets).Select(offset => ((long)block.Block * BlockBits.Span) + offset))];
        return await db.Listings.AsNoTracking().Where(l => EF.Parameter(ids).Contains(l.Id) && l.Latitude != null && l.Longitude != null).OrderBy(l => l.Id)
            .Select(l => new ExactListing(l.Slug, l.Name, l.NameWelsh, l.PlaceId, l.AreaCode, l.Latitude!.Value, l.Longitude!.Value)).ToListAsync(cancellation);
    }

    private async Task<DirectoryPage> EveryoneAsync(SiteLanguage language, DirectoryCursor? after, int size, Hits hits, CancellationToken cancellation)
    {
        var rows = await Everyone(language, after, size + 1).ToListAsync(cancellation);
        var shown = rows.Take(size).ToList();
        return new([.. shown.Select(row => row.Card)], hits.Found, rows.Count > size ? new(language, 0, shown[^1].Key, shown[^1].Card.ListingId) : null, hits.Words);
    }

    /// <summary>The whole directory in the alphabet of the language.</summary>
    internal IQueryable<KeyedCard> Everyone(SiteLanguage language, DirectoryCursor? after, int count)
    {
        var listings = db.Listings.AsNoTracking();
        if (language == SiteLanguage.Welsh)
        {
            if (after is { Key: var key, ListingId: var id }) listings = listings.Where(l => l.KeyWelsh.CompareTo(key) >= 0 && (l.KeyWelsh.CompareTo(key) > 0 || l.Id > id));
            return listings.OrderBy(l => l.KeyWelsh).ThenBy(l => l.Id).Take(count).Select(KeyedCard.InWelsh);
        }

        if (after is { Key: var from, ListingId: var fromId }) listings = listings.Where(l => l.KeyEnglish.CompareTo(from) >= 0 && (l.KeyEnglish.CompareTo(from) > 0 || l.Id > fromId));
        return listings.OrderBy(l => l.KeyEnglish).ThenBy(l => l.Id).Take(count).Select(KeyedCard.InEnglish);
    }

    private async Task<Hits> HitsAsync(DirectoryQuery query, CancellationToken cancellation)
    {
        var blocks = await filters.ReadAsync(db, cancellation);
        var plan = SearchPlan.Of(query.Words);
        var words = new List<TermBlock>();
        var corrected = new List<(string, string)>();
        if (plan.Concepts.Count > 0)
        {
            words = await TermBlocksAsync([.. plan.Terms], cancellation);
            (plan, words) = await ForgiveAsync(plan, words, corrected, cancellation);
        }

        return Gather(query, plan, blocks, words, corrected);
    }

    private static Hits Gather(DirectoryQuery query, SearchPlan plan, IReadOnlyList<(int Block, BlockFilters Filters)> blocks, List<TermBlock> words, List<(string, string)> corrected)
    {
        var counts = new int[FilterTerms.Every.Count];
        if (plan.Concepts.Count == 0 && !query.HasFilter)
        {
            foreach (var (_, those) in blocks)
                for (var number = 0; number < counts.Length; number++) counts[number] += those.Ones[number];
            return new([], Named(counts), SoughtWords.None, IsEveryone: true);
        }

        var finder = new HitFinder(plan, query, words.ToLookup(row => row.Block));
        var found = new List<BlockHits>();
        foreach (var (block, those) in blocks)
            if (finder.Find(block, those, counts) is { } hits) found.Add(hits);
        var named = Named(counts);
        var alone = named.Total == 0 && plan.Concepts.Count > 0 ? plan.Concepts.Select((concept, at) => (concept.Typed, finder.Alone[at])).ToList() : [];
        return new(found, named, new(plan.MarkedTerms, alone, corrected), IsEveryone: false);
    }

    private static DirectoryCounts Named(int[] counts)
    {
        var named = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < counts.Length; number++)
            if (counts[number] > 0) named[FilterTerms.Every[number]] = counts[number];
        return new(named.GetValueOrDefault(FilterTerms.All), named);
    }

    /// <summary>A longer word that is nowhere, in no form, is taken for a slip of one that is somewhere.</summary>
    private async Task<(SearchPlan Plan, List<TermBlock> Words)> ForgiveAsync(SearchPlan plan, List<TermBlock> words, List<(string, string)> corrected, CancellationToken cancellation)
    {
        var asked = plan.Terms.ToHashSet(StringComparer.Ordinal);
        var known = words.Select(row => row.Term).ToHashSet(StringComparer.Ordinal);
        var unknown = plan.Concepts.Where(concept => !concept.Alternatives.Any(one => one.Words.All(word => word.Terms.Any(term => known.Contains(term.Term)))))
            .SelectMany(concept => concept.Alternatives.Where(one => one.IsTyped)).SelectMany(one => one.Words)
            .Where(word => !word.Terms.Any(term => known.Contains(term.Term))).Select(word => word.Typed).Distinct(StringComparer.Ordinal).ToList();
        var slips = unknown.ToDictionary(word => word, word => Slips.Of(word), StringComparer.Ordinal);
        var candidates = slips.Values.SelectMany(one => one).Distinct(StringComparer.Ordinal).ToArray();
        if (candidates.Length == 0) return (plan, words);
        var there = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in candidates.Chunk(MostAtOnce)) there.UnionWith(await ThereOf(db, some).ToListAsync(cancellation));
        var found = slips.Select(word => (word.Key, Terms: (IReadOnlyList<string>)[.. word.Value.Where(there.Contains)])).Where(word => word.Terms.Count > 0).ToDictionary(word => word.Key, word => word.Terms, StringComparer.Ordinal);
        if (found.Count == 0) return (plan, words);
        corrected.AddRange(found.Select(word => (word.Key, word.Value[0])));

        // What was meant is sought in all its forms, as if it had been typed.
        plan = plan.WithSlips(found.ToDictionary(word => word.Key, word => (IReadOnlyList<string>)[.. word.Value.SelectMany(WordForms.WithItself).Distinct(StringComparer.Ordinal)], StringComparer.Ordinal));
        words.AddRange(await TermBlocksAsync([.. plan.Terms.Where(term => !asked.Contains(term))], cancellation));
        return (plan, words);
    }

    /// <summary>Those of the words that are anywhere. As one parameter, for more than a thousand of them take longer than the search itself; but what SQL Server unpacks from one has the database's collation, not the terms'.</summary>
    internal static IQueryable<string> ThereOf(CoproDbContext db, string[] words) =>
        (db.HasCollations ? db.TermBlocks.Where(row => words.Contains(row.Term)) : db.TermBlocks.Where(row => EF.Parameter(words).Contains(row.Term))).Select(row => row.Term).Distinct();

    private async Task<List<TermBlock>> TermBlocksAsync(string[] terms, CancellationToken cancellation)
    {
        var rows = new List<TermBlock>();
        await foreach (var row in BlocksOf(db, terms).WithCancellation(cancellation)) rows.Add(row);
        return rows;
    }

    /// <summary>In the order of the ids; who was taken out meanwhile is not among them.</summary>
    private async Task<List<KeyedCard>> CardsAsync(SiteLanguage language, long[] ids, CancellationToken cancellation)
    {
        if (ids.Length == 0) return [];
        var cards = new Dictionary<long, KeyedCard>();
        await foreach (var card in (language == SiteLanguage.Welsh ? WelshCards : EnglishCards)(db, ids).WithCancellation(cancellation)) cards[card.Card.ListingId] = card;
        return [.. ids.Where(cards.ContainsKey).Select(id => cards[id])];
    }

    private sealed record Hits(IReadOnlyList<BlockHits> Blocks, DirectoryCounts Found, SoughtWords Words, bool IsEveryone);
}
