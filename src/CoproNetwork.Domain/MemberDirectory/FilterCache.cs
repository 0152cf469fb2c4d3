using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>The filters of one block as they were under a stamp.</summary>
internal sealed record BlockFilters(Guid Stamp, IReadOnlyDictionary<string, byte[]> Bits);

/// <summary>
/// The filters' bits, kept in memory under their blocks' stamps: a search asks for the stamps, and reads again only what has changed. They take some
/// eight bytes a listing.
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
        var changed = stamps.Where(row => _blocks.GetValueOrDefault(row.Block)?.Stamp != row.Stamp).ToDictionary(row => row.Block, row => row.Stamp);
        if (changed.Count > 0) await LoadAsync(db, changed, cancellation);
        return [.. stamps.OrderBy(row => row.Block).Select(row => (row.Block, _blocks[row.Block]))];
    }

    private async Task LoadAsync(CoproDbContext db, Dictionary<int, Guid> changed, CancellationToken cancellation)
    {
        foreach (var some in changed.Keys.Chunk(16))
        {
            var rows = await db.FilterBlocks.AsNoTracking().Where(row => some.Contains(row.Block)).Select(row => new { row.Block, row.Term, row.Bits }).ToListAsync(cancellation);
            var read = rows.ToLookup(row => row.Block);
            foreach (var block in some) _blocks[block] = new(changed[block], read[block].ToDictionary(row => row.Term, row => row.Bits, StringComparer.Ordinal));
        }
    }
}
