using CoproNetwork.Domain.Language;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>The hits of one block, by how far the words stand from a name.</summary>
/// <param name="Levels">Disjoint; only those with a hit.</param>
internal sealed record BlockHits(int Block, IReadOnlyDictionary<int, ulong[]> Levels);

/// <summary>
/// Lays the words' bits over each other, block by block. A word stands at a level: in a name, a tag or a text (0, 2, 4), and one further if it is another form or another name of
/// what was typed. The levels of all words are added up, and that sum is a hit's place among the others. Memory goes with one block, but for the hits themselves.
/// </summary>
internal sealed class HitFinder(SearchPlan plan, DirectoryQuery query, ILookup<int, TermBlock> words)
{
    private const int LevelsOfAWord = 6;

    private static readonly string[][] NoRings = [];

    private readonly string[] _filters = [.. query.Filters()];
    private readonly string[][] _rings = query.Near is { } near ? [.. NearTerms.Rings(near)] : NoRings;

    /// <summary>How many hits each concept has by itself.</summary>
    public int[] Alone { get; } = new int[plan.Concepts.Count];

    /// <summary>Null where the block has none.</summary>
    public BlockHits? Find(int block, BlockFilters filters)
    {
        if (Within(filters) is not { } within) return null;
        var sums = new Dictionary<int, ulong[]> { [0] = within };
        if (_rings.Length > 0) sums = Add(sums, [.. _rings.Select(ring => Ring(ring, filters))]);
        var rows = words[block].ToLookup(row => row.Term, StringComparer.Ordinal);
        for (var at = 0; at < plan.Concepts.Count; at++)
        {
            var levels = Levels(plan.Concepts[at], rows);
            foreach (var level in levels) Alone[at] += CountBoth(level, within);
            sums = Add(sums, levels);
        }

        return sums.Count == 0 ? null : new(block, sums);
    }

    private ulong[]? Within(BlockFilters filters)
    {
        var within = Bits(filters, FilterTerms.All);
        foreach (var filter in _filters)
        {
            if (within is null || Bits(filters, filter) is not { } those) return null;
            BlockBits.And(those, within);
        }

        return within is null || BlockBits.IsEmpty(within) ? null : within;
    }

    private static ulong[]? Bits(BlockFilters filters, string term)
    {
        if (!filters.Bits.TryGetValue(term, out var stored)) return null;
        var bits = new ulong[BlockBits.Words];
        BlockBits.Load(stored, bits);
        return bits;
    }

    private static ulong[] Ring(string[] terms, BlockFilters filters)
    {
        var bits = new ulong[BlockBits.Words];
        foreach (var term in terms)
            if (filters.Bits.TryGetValue(term, out var stored)) BlockBits.Load(stored, bits);
        return bits;
    }

    /// <summary>Sums of levels one concept on.</summary>
    private static Dictionary<int, ulong[]> Add(Dictionary<int, ulong[]> sums, ulong[][] levels)
    {
        var next = new Dictionary<int, ulong[]>();
        for (var level = 0; level < levels.Length; level++)
        {
            if (BlockBits.IsEmpty(levels[level])) continue;
            foreach (var (sum, bits) in sums)
            {
                var into = next.GetValueOrDefault(sum + level) ?? new ulong[BlockBits.Words];
                if (BlockBits.OrBoth(bits, levels[level], into)) next[sum + level] = into;
            }
        }

        return next;
    }

    /// <summary>Where a concept stands at each level; no listing at two.</summary>
    private static ulong[][] Levels(SoughtConcept concept, ILookup<string, TermBlock> rows)
    {
        var best = New();
        foreach (var alternative in concept.Alternatives)
        {
            ulong[][]? all = null;
            foreach (var word in alternative.Words)
            {
                var upto = Upto(word, alternative.IsTyped, rows);
                if (all is null) all = upto;
                else
                    for (var level = 0; level < LevelsOfAWord; level++) BlockBits.And(upto[level], all[level]);
            }

            for (var level = 0; level < LevelsOfAWord; level++) BlockBits.Or(all![level], best[level]);
        }

        for (var level = LevelsOfAWord - 1; level > 0; level--) BlockBits.AndNot(best[level - 1], best[level]);
        return best;
    }

    /// <summary>Where a word stands at a level or better.</summary>
    private static ulong[][] Upto(SoughtWord word, bool isTyped, ILookup<string, TermBlock> rows)
    {
        var levels = New();
        foreach (var term in word.Terms)
            foreach (var row in rows[term.Term])
                BlockBits.Load(row.Bits, levels[((int)row.Tier * 2) + (isTyped && term.IsExact ? 0 : 1)]);
        for (var level = 1; level < LevelsOfAWord; level++) BlockBits.Or(levels[level - 1], levels[level]);
        return levels;
    }

    private static ulong[][] New()
    {
        var levels = new ulong[LevelsOfAWord][];
        for (var level = 0; level < LevelsOfAWord; level++) levels[level] = new ulong[BlockBits.Words];
        return levels;
    }

    private static int CountBoth(ulong[] one, ulong[] other)
    {
        var count = 0;
        for (var at = 0; at < one.Length; at++) count += System.Numerics.BitOperations.PopCount(one[at] & other[at]);
        return count;
    }
}

/// <summary>Which places lie near a point.</summary>
internal static class NearTerms
{
    /// <summary>The filters of the places of each ring of <see cref="DirectoryQuery.NearRings"/>, each in one ring.</summary>
    public static IEnumerable<string[]> Rings(GeoPoint point)
    {
        var far = Places.Gazetteer.Places.Select(place => (place.Id, Kilometres: point.KilometresTo(new(place.Latitude, place.Longitude)))).ToList();
        var from = -1.0;
        foreach (var upto in DirectoryQuery.NearRings)
        {
            var within = from;
            yield return [.. far.Where(place => place.Kilometres > within && place.Kilometres <= upto).Select(place => FilterTerms.Place(place.Id))];
            from = upto;
        }
    }
}
