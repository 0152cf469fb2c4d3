using System.Numerics;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Brings hits into the order of a page: by level, then in the alphabet of the language.</summary>
internal sealed class HitOrder(Alphabet alphabet, IReadOnlyList<BlockHits> hits)
{
    /// <summary>The hits that follow, or the first.</summary>
    /// <param name="level">Of the cursor; 0 on the first page.</param>
    /// <param name="rank">Hits of that level follow behind it; -1 for all.</param>
    /// <param name="count">How many are wanted; fewer where there are no more.</param>
    public List<RankedId> Take(int level, int rank, int count)
    {
        var found = new List<RankedId>(count);
        foreach (var at in hits.SelectMany(block => block.Levels.Keys).Distinct().Where(one => one >= level).Order())
        {
            found.AddRange(First(at, at == level ? rank : -1, count - found.Count).Select(next => new RankedId(at, alphabet.IdAt(next))));
            if (found.Count == count) break;
        }

        return found;
    }

    /// <summary>Many hits soon fill a page when the alphabet is gone through; few, or those that lie close together far on in it, are sooner gone through themselves. Which they are shows by then.</summary>
    private List<int> First(int level, int rank, int count)
    {
        var blocks = hits.Where(block => block.Levels.ContainsKey(level)).Select(block => (block.Block, Bits: block.Levels[level])).ToList();
        return Walk(new LevelBits(blocks), rank, count, blocks.Sum(block => BlockBits.Count(block.Bits))) ?? Scan(blocks, rank, count);
    }

    /// <returns>Null where it is not done within so many steps.</returns>
    private List<int>? Walk(LevelBits bits, int rank, int count, int steps)
    {
        var found = new List<int>(count);
        foreach (var (at, id) in alphabet.After(rank))
        {
            if (steps-- == 0) return null;
            if (!bits.Has(id)) continue;
            found.Add(at);
            if (found.Count == count) break;
        }

        return found;
    }

    private List<int> Scan(List<(int Block, ulong[] Bits)> blocks, int rank, int count)
    {
        // The last of those found so far is in front, to make room for an earlier one.
        var first = new PriorityQueue<int, int>(count + 1);
        foreach (var (block, bits) in blocks)
        {
            if (alphabet.RanksOf(block) is not { } ranks) continue;
            for (var word = 0; word < bits.Length; word++)
            {
                for (var left = bits[word]; left != 0; left &= left - 1)
                {
                    var at = ranks[(word * 64) + BitOperations.TrailingZeroCount(left)] - 1;
                    if (at <= rank) continue;
                    if (first.Count < count) first.Enqueue(at, -at);
                    else if (at < first.Peek()) first.EnqueueDequeue(at, -at);
                }
            }
        }

        return [.. first.UnorderedItems.Select(item => item.Element).Order()];
    }
}

/// <summary>The hits of one level, to look ids up: each by its block's place. The blocks of entries begin far from the members'.</summary>
internal sealed class LevelBits
{
    private static readonly int FirstOfEntries = BlockBits.BlockOf(Listing.FirstOfEntries);

    private readonly ulong[]?[] _members;
    private readonly ulong[]?[] _entries;

    public LevelBits(IReadOnlyList<(int Block, ulong[] Bits)> blocks)
    {
        _members = Placed(blocks.Where(block => block.Block < FirstOfEntries).ToList(), 0);
        _entries = Placed(blocks.Where(block => block.Block >= FirstOfEntries).ToList(), FirstOfEntries);
    }

    public bool Has(long id)
    {
        var block = (int)(id / BlockBits.Span);
        var (placed, at) = block < FirstOfEntries ? (_members, block) : (_entries, block - FirstOfEntries);
        return at < placed.Length && placed[at] is { } bits && BlockBits.Has(bits, BlockBits.OffsetOf(id));
    }

    private static ulong[]?[] Placed(List<(int Block, ulong[] Bits)> blocks, int first)
    {
        var placed = new ulong[]?[blocks.Count == 0 ? 0 : blocks.Max(block => block.Block) - first + 1];
        foreach (var (block, bits) in blocks) placed[block - first] = bits;
        return placed;
    }
}

/// <summary>A hit in its place.</summary>
internal sealed record RankedId(int Level, long Id);
