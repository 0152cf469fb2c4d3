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

    private readonly string[] _filters = [.. query.Filters()];
    private readonly string[][] _rings = query.Near is { } near ? [.. NearTerms.Rings(near)] : [];
    private readonly Stack<ulong[]> _spare = new();

    /// <summary>How many hits each concept has by itself, under the same filters and as near.</summary>
    public int[] Alone { get; } = new int[plan.Concepts.Count];

    /// <summary>Null where the block has none.</summary>
    /// <param name="counts">To which the hits of each filter are added.</param>
    public BlockHits? Find(int block, BlockFilters filters, int[] counts)
    {
        if (Within(filters) is not { } within) return null;
        var sums = new Dictionary<int, ulong[]> { [0] = Copy(within) };
        if (_rings.Length > 0)
        {
            sums = Add(sums, [.. _rings.Select(ring => Ring(ring, filters))]);
            Gather(sums, within);
        }

        var rows = words[block].ToLookup(row => row.Term, StringComparer.Ordinal);
        for (var at = 0; at < plan.Concepts.Count; at++)
        {
            var levels = Levels(plan.Concepts[at], rows);
            foreach (var level in levels) Alone[at] += BlockBits.CountBoth(level, within);
            sums = Add(sums, levels);
        }

        if (sums.Count > 0)
        {
            Gather(sums, within);
            filters.Count(within, counts);
        }

        _spare.Push(within);
        return sums.Count == 0 ? null : new(block, sums);
    }

    private ulong[]? Within(BlockFilters filters)
    {
        var within = Bits(filters, FilterTerms.All);
        foreach (var filter in _filters)
        {
            if (within is null || Bits(filters, filter) is not { } those) return null;
            BlockBits.And(those, within);
            _spare.Push(those);
        }

        return within is null || BlockBits.IsEmpty(within) ? null : within;
    }

    private ulong[]? Bits(BlockFilters filters, string term)
    {
        if (!filters.TryGet(term, out var stored)) return null;
        var bits = New();
        BlockBits.Load(stored, bits);
        return bits;
    }

    private ulong[] Ring(string[] terms, BlockFilters filters)
    {
        var bits = New();
        foreach (var term in terms)
            if (filters.TryGet(term, out var stored)) BlockBits.Load(stored, bits);
        return bits;
    }

    /// <summary>Sums of levels one concept on. What was summed up to here, and the levels, are used up.</summary>
    private Dictionary<int, ulong[]> Add(Dictionary<int, ulong[]> sums, ulong[][] levels)
    {
        var next = new Dictionary<int, ulong[]>();
        for (var level = 0; level < levels.Length; level++)
        {
            if (BlockBits.IsEmpty(levels[level])) continue;
            foreach (var (sum, bits) in sums)
            {
                var into = next.GetValueOrDefault(sum + level) ?? New();
                if (BlockBits.OrBoth(bits, levels[level], into)) next[sum + level] = into;
                else if (!next.ContainsKey(sum + level)) _spare.Push(into);
            }
        }

        foreach (var used in sums.Values.Concat(levels)) _spare.Push(used);
        return next;
    }

    /// <summary>Where a concept stands at each level; no listing at two.</summary>
    private ulong[][] Levels(SoughtConcept concept, ILookup<string, TermBlock> rows)
    {
        var best = NewLevels();
        foreach (var alternative in concept.Alternatives)
        {
            // What has not all of its words in this block, as most other names have not, is left aside at once.
            if (!alternative.Words.All(word => word.Terms.Any(term => rows.Contains(term.Term)))) continue;
            ulong[][]? all = null;
            foreach (var word in alternative.Words) all = Meet(all, Upto(word, alternative.IsTyped, rows));
            for (var level = 0; level < LevelsOfAWord; level++) BlockBits.Or(all![level], best[level]);
            foreach (var used in all!) _spare.Push(used);
        }

        for (var level = LevelsOfAWord - 1; level > 0; level--) BlockBits.AndNot(best[level - 1], best[level]);
        return best;
    }

    private ulong[][] Meet(ulong[][]? all, ulong[][] upto)
    {
        if (all is null) return upto;
        for (var level = 0; level < LevelsOfAWord; level++)
        {
            BlockBits.And(upto[level], all[level]);
            _spare.Push(upto[level]);
        }

        return all;
    }

    /// <summary>Where a word stands at a level or better.</summary>
    private ulong[][] Upto(SoughtWord word, bool isTyped, ILookup<string, TermBlock> rows)
    {
        var levels = NewLevels();
        foreach (var term in word.Terms)
            foreach (var row in rows[term.Term])
                BlockBits.Load(row.Bits, levels[((int)row.Tier * 2) + (isTyped && term.IsExact ? 0 : 1)]);
        for (var level = 1; level < LevelsOfAWord; level++) BlockBits.Or(levels[level - 1], levels[level]);
        return levels;
    }

    private ulong[][] NewLevels() => [.. Enumerable.Range(0, LevelsOfAWord).Select(_ => New())];

    /// <summary>Empty bits; those of a block before that nobody holds any more, where there are any.</summary>
    private ulong[] New()
    {
        if (!_spare.TryPop(out var bits)) return new ulong[BlockBits.Words];
        Clear(bits);
        return bits;
    }

    private ulong[] Copy(ulong[] bits)
    {
        var copy = New();
        BlockBits.Or(bits, copy);
        return copy;
    }

    private static void Gather(Dictionary<int, ulong[]> sums, ulong[] into)
    {
        Clear(into);
        foreach (var bits in sums.Values) BlockBits.Or(bits, into);
    }

    private static void Clear(ulong[] bits) => Array.Clear(bits);
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
