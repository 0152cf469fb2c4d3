using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Numerics;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// The filters of one block as they were under a stamp. A listing has one place, one area and one kind at most, so these are kept as a number for each listing too:
/// they are counted by going through the hits, not through everyone.
/// </summary>
internal sealed class BlockFilters
{
    private static readonly FrozenDictionary<string, int> Numbers = FilterTerms.Every.Select((term, number) => (term, number)).ToFrozenDictionary(pair => pair.term, pair => pair.number, StringComparer.Ordinal);

    private static readonly int AllNumber = Numbers[FilterTerms.All];

    /// <summary>Families of which a listing has one at most, by what their terms begin with.</summary>
    private static readonly string[] Families = [FilterTerms.PlacePrefix, "=area:", "=kind:"];

    private readonly FrozenDictionary<string, byte[]> _bits;

    /// <summary>For each family, one more than the number of each listing's term; 0 for none.</summary>
    private readonly ushort[][] _codes = [.. Families.Select(_ => new ushort[BlockBits.Span])];

    private readonly List<(int Number, byte[] Bits)> _sets = [];

    public BlockFilters(Guid stamp, IEnumerable<(string Term, byte[] Bits)> rows)
    {
        Stamp = stamp;
        _bits = rows.Where(row => Numbers.ContainsKey(row.Term)).ToFrozenDictionary(row => row.Term, row => row.Bits, StringComparer.Ordinal);
        foreach (var (term, stored) in _bits) Place(term, Numbers[term], stored);
    }

    public Guid Stamp { get; }

    /// <summary>How many of the block's listings answer to each filter, by its number.</summary>
    public int[] Ones { get; } = new int[FilterTerms.Every.Count];

    /// <summary>As stored; false where none of the block's listings answers to it.</summary>
    public bool TryGet(string term, out byte[] stored) => _bits.TryGetValue(term, out stored!);

    /// <summary>Adds how many of the hits answer to each filter. Where most of the block are hits, those that are not are gone through instead.</summary>
    public void Count(ulong[] hits, int[] counts)
    {
        if (BlockBits.Count(hits) * 2 <= Ones[AllNumber]) CountThese(hits, counts);
        else CountAllBut(hits, counts);
    }

    private void CountAllBut(ulong[] hits, int[] counts)
    {
        var (others, less) = (new ulong[BlockBits.Words], new int[counts.Length]);
        BlockBits.Load(_bits[FilterTerms.All], others);
        BlockBits.AndNot(hits, others);
        CountThese(others, less);
        for (var number = 0; number < counts.Length; number++) counts[number] += Ones[number] - less[number];
    }

    private void CountThese(ulong[] those, int[] counts)
    {
        foreach (var (number, stored) in _sets) counts[number] += BlockBits.CountStored(stored, those);
        for (var at = 0; at < those.Length; at++)
        {
            for (var left = those[at]; left != 0; left &= left - 1)
            {
                var offset = (at * 64) + BitOperations.TrailingZeroCount(left);
                foreach (var codes in _codes)
                    if (codes[offset] is var code and > 0) counts[code - 1]++;
            }
        }
    }

    private void Place(string term, int number, byte[] stored)
    {
        Ones[number] = BlockBits.CountStored(stored);
        var family = Array.FindIndex(Families, prefix => term.StartsWith(prefix, StringComparison.Ordinal));
        if (family < 0)
        {
            _sets.Add((number, stored));
            return;
        }

        var bits = new ulong[BlockBits.Words];
        BlockBits.Load(stored, bits);
        foreach (var offset in BlockBits.Offsets(bits)) _codes[family][offset] = (ushort)(number + 1);
    }
}

/// <summary>
/// The filters' bits, kept in memory under their blocks' stamps: a search asks for the stamps, and reads again only what has changed. They take some
/// fifteen bytes a listing.
/// </summary>
public sealed class FilterCache
{
    private readonly ConcurrentDictionary<int, BlockFilters> _blocks = new();

    private static readonly Func<CoproDbContext, IAsyncEnumerable<ListingBlock>> Stamps = EF.CompileAsyncQuery((CoproDbContext db) => db.ListingBlocks.AsNoTracking());

    /// <summary>Every block that has listings, in their order.</summary>
    internal async Task<IReadOnlyList<(int Block, BlockFilters Filters)>> ReadAsync(CoproDbContext db, CancellationToken cancellation)
    {
        var stamps = new List<(int Block, Guid Stamp)>();
        await foreach (var row in Stamps(db).WithCancellation(cancellation)) stamps.Add((row.Block, row.Stamp));
        var read = new List<(int Block, BlockFilters Filters)>(stamps.Count);
        foreach (var (block, stamp) in stamps.OrderBy(row => row.Block))
        {
            var known = _blocks.GetValueOrDefault(block);
            read.Add((block, known?.Stamp == stamp ? known : _blocks[block] = await LoadAsync(db, block, stamp, cancellation)));
        }

        return read;
    }

    private static async Task<BlockFilters> LoadAsync(CoproDbContext db, int block, Guid stamp, CancellationToken cancellation)
    {
        var rows = await db.FilterBlocks.AsNoTracking().Where(row => row.Block == block).Select(row => new { row.Term, row.Bits }).ToListAsync(cancellation);
        return new(stamp, rows.Select(row => (row.Term, row.Bits)));
    }
}
