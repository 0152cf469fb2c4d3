using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Brings hits into the order of a page: by level, then in the alphabet of the language.</summary>
internal sealed class HitOrder(CoproDbContext db, SiteLanguage language, IReadOnlyList<BlockHits> hits)
{
    /// <summary>So few hits of a level are looked up and sorted; more lie so close together in the alphabet that its slices soon fill a page.</summary>
    public const int Few = 300;

    private const int FirstSlices = 2;
    private const int MostSlices = 32;

    private readonly Dictionary<int, ulong[]>[] _levels = [.. hits.Select(block => block.Levels.ToDictionary())];

    /// <summary>The hits that follow the cursor, or the first.</summary>
    /// <param name="count">How many are wanted; fewer where there are no more.</param>
    public async Task<List<RankedId>> TakeAsync(DirectoryCursor? after, int count, CancellationToken cancellation)
    {
        var found = new List<RankedId>();
        var few = new List<(int Level, long Id)>();
        foreach (var (level, ones) in _levels.SelectMany(block => block).GroupBy(level => level.Key).Select(level => (level.Key, level.Sum(bits => BlockBits.Count(bits.Value)))).OrderBy(level => level.Key))
        {
            if (after?.Level > level) continue;
            if (few.Count + ones <= Few)
            {
                few.AddRange(IdsOf(level).Select(id => (level, id)));
                continue;
            }

            found.AddRange(await SortAsync(few, after, cancellation));
            few.Clear();
            if (found.Count >= count) break;
            if (ones <= Few) few.AddRange(IdsOf(level).Select(id => (level, id)));
            else found.AddRange(await WalkAsync(level, after?.Level == level ? after : null, count - found.Count, cancellation));
            if (found.Count >= count) break;
        }

        if (found.Count < count) found.AddRange(await SortAsync(few, after, cancellation));
        return found.Count > count ? found[..count] : found;
    }

    private IEnumerable<long> IdsOf(int level)
    {
        for (var at = 0; at < hits.Count; at++)
            if (_levels[at].TryGetValue(level, out var bits))
                foreach (var offset in BlockBits.Offsets(bits)) yield return ((long)hits[at].Block * BlockBits.Span) + offset;
    }

    private async Task<IEnumerable<RankedId>> SortAsync(List<(int Level, long Id)> few, DirectoryCursor? after, CancellationToken cancellation)
    {
        if (few.Count == 0) return [];
        var keys = await KeysAsync([.. few.Select(hit => hit.Id)], cancellation);
        return few.Where(hit => keys.ContainsKey(hit.Id)).Select(hit => new RankedId(hit.Level, keys[hit.Id], hit.Id))
            .Where(hit => after is null || hit.IsAfter(after))
            .OrderBy(hit => hit.Level).ThenBy(hit => hit.Key, StringComparer.Ordinal).ThenBy(hit => hit.Id);
    }

    private async Task<Dictionary<long, string>> KeysAsync(long[] ids, CancellationToken cancellation)
    {
        var some = db.Listings.AsNoTracking().Where(l => EF.Parameter(ids).Contains(l.Id));
        var keys = language == SiteLanguage.Welsh ? some.Select(l => new KeyedId(l.KeyWelsh, l.Id)) : some.Select(l => new KeyedId(l.KeyEnglish, l.Id));
        return await keys.ToDictionaryAsync(one => one.Id, one => one.Key, cancellation);
    }

    private async Task<List<RankedId>> WalkAsync(int level, DirectoryCursor? after, int count, CancellationToken cancellation)
    {
        var bits = new LevelBits(hits.Select((block, at) => (block.Block, Bits: _levels[at].GetValueOrDefault(level))));
        var ids = new List<long>();
        var slices = FirstSlices;
        for (var from = after is null ? null : await StartAsync(after, cancellation); ; slices = Math.Min(slices * 2, MostSlices))
        {
            var read = await SlicesAsync(from, slices, cancellation);
            foreach (var slice in read) bits.AddHits(slice, ids);

            // The first slice may hold some that come before the cursor.
            if (after is not null && ids.IndexOf(after.ListingId) is var at and >= 0)
            {
                ids.RemoveRange(0, at + 1);
                after = null;
            }

            if (read.Count < slices || ids.Count >= count + (after is null ? 0 : NameSlice.MaxIds)) break;
            from = (read[^1].FromKey, read[^1].FromId);
        }

        var keys = await KeysAsync([.. ids.Take(count + (after is null ? 0 : NameSlice.MaxIds))], cancellation);
        return [.. ids.Where(keys.ContainsKey).Select(id => new RankedId(level, keys[id], id)).Where(hit => after is null || hit.IsAfter(after)).Take(count)];
    }

    /// <summary>The beginning of the slice before the one in which the cursor stands, for the slices are read from there on.</summary>
    private async Task<(string Key, long Id)?> StartAsync(DirectoryCursor after, CancellationToken cancellation)
    {
        var before = await NameSlices.Upto(db.NameSlices.AsNoTracking(), language, after.Key, after.ListingId).Skip(1).Select(slice => new { slice.FromKey, slice.FromId }).FirstOrDefaultAsync(cancellation);
        return before is null ? null : (before.FromKey, before.FromId);
    }

    private Task<List<NameSlice>> SlicesAsync((string Key, long Id)? after, int count, CancellationToken cancellation)
    {
        var slices = db.NameSlices.AsNoTracking().Where(slice => slice.Language == language);
        if (after is { Key: var key, Id: var id }) slices = slices.Where(slice => slice.FromKey.CompareTo(key) >= 0 && (slice.FromKey.CompareTo(key) > 0 || slice.FromId > id));
        return slices.OrderBy(slice => slice.FromKey).ThenBy(slice => slice.FromId).Take(count).ToListAsync(cancellation);
    }
}

/// <summary>The hits of one level, to look ids up: each by its block's place, for a walk through the alphabet may look up many. The blocks of entries begin far from the members'.</summary>
internal sealed class LevelBits
{
    private static readonly int FirstOfEntries = BlockBits.BlockOf(Listing.FirstOfEntries);

    private readonly ulong[]?[] _members;
    private readonly ulong[]?[] _entries;

    public LevelBits(IEnumerable<(int Block, ulong[]? Bits)> blocks)
    {
        var known = blocks.ToList();
        _members = Placed(known.Where(block => block.Block < FirstOfEntries).ToList(), 0);
        _entries = Placed(known.Where(block => block.Block >= FirstOfEntries).ToList(), FirstOfEntries);
    }

    /// <summary>Adds the ids of a slice that are hits, in its order.</summary>
    public void AddHits(NameSlice slice, List<long> hits)
    {
        foreach (var id in slice.Read())
            if (Has(id)) hits.Add(id);
    }

    private bool Has(long id)
    {
        var block = (int)(id / BlockBits.Span);
        var (placed, at) = block < FirstOfEntries ? (_members, block) : (_entries, block - FirstOfEntries);
        return at < placed.Length && placed[at] is { } bits && BlockBits.Has(bits, BlockBits.OffsetOf(id));
    }

    private static ulong[]?[] Placed(List<(int Block, ulong[]? Bits)> blocks, int first)
    {
        var placed = new ulong[]?[blocks.Count == 0 ? 0 : blocks.Max(block => block.Block) - first + 1];
        foreach (var (block, bits) in blocks) placed[block - first] = bits;
        return placed;
    }
}

/// <summary>A hit in its place.</summary>
internal sealed record RankedId(int Level, string Key, long Id)
{
    public bool IsAfter(DirectoryCursor cursor) => Level != cursor.Level ? Level > cursor.Level
        : string.CompareOrdinal(Key, cursor.Key) is var order && (order > 0 || order == 0 && Id > cursor.ListingId);
}
