using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// Makes the directory's index anew from the listings, after what a word is or where a letter stands has changed, while the site runs: a block of ids at a time, each in one
/// transaction, so that a search finds what stood there before or what stands there now. May be stopped and begun again at any point.
/// </summary>
public sealed class DirectoryRebuild(CoproDbContext db)
{
    private const int ReadAtOnce = 2000;

    private readonly DirectoryIndex _index = new(db);

    /// <summary>Whether another version of the portal made the index, or nobody has.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancellation) =>
        await db.DirectoryStates.AnyAsync(state => state.IndexedBy != ListingTerms.Number, cancellation);

    /// <returns>How many listings there are.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var detect = db.ChangeTracker.AutoDetectChangesEnabled;
        try
        {
            var handled = 0;
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            await NameAsync(cancellation);
            for (int? block = await NextAsync(-1, cancellation); block is { } at; block = await NextAsync(at, cancellation))
            {
                db.ChangeTracker.AutoDetectChangesEnabled = false;
                handled += await db.InTransactionAsync(token => BlockAsync(at, token), cancellation);
                db.ChangeTracker.Clear();
            }

            db.ChangeTracker.AutoDetectChangesEnabled = true;
            await db.InTransactionAsync(FinishAsync, cancellation);
            return handled;
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = detect;
        }
    }

    /// <summary>Listings of before names were compared get the key by which they are.</summary>
    private async Task NameAsync(CancellationToken cancellation)
    {
        for (var last = 0L; ;)
        {
            var ids = await db.InTransactionAsync(async token =>
            {
                var unnamed = await db.Listings.Where(l => l.LikenessKey == "" && l.Id > last).OrderBy(l => l.Id).Take(ReadAtOnce).ToListAsync(token);
                foreach (var listing in unnamed) listing.TakeLikeness();
                return unnamed.Select(listing => listing.Id).ToList();
            }, cancellation);
            if (ids.Count < ReadAtOnce) return;
            last = ids[^1];
        }
    }

    /// <summary>The next block that has listings, or that the index thinks has.</summary>
    private async Task<int?> NextAsync(int after, CancellationToken cancellation)
    {
        var from = ((long)after + 1) * BlockBits.Span;
        var listed = await db.Listings.Where(l => l.Id >= from).OrderBy(l => l.Id).Select(l => (long?)l.Id).FirstOrDefaultAsync(cancellation);
        var indexed = await db.ListingBlocks.Where(row => row.Block > after).OrderBy(row => row.Block).Select(row => (int?)row.Block).FirstOrDefaultAsync(cancellation);
        var block = listed is { } id ? BlockBits.BlockOf(id) : (int?)null;
        return block is null || indexed < block ? indexed : block;
    }

    private async Task<int> BlockAsync(int block, CancellationToken cancellation)
    {
        await _index.LockAsync(cancellation);
        var gathered = new BlockGathering();
        var (from, upto, listings) = ((long)block * BlockBits.Span, ((long)block + 1) * BlockBits.Span, 0);
        for (var last = from - 1; ;)
        {
            var rows = await db.Listings.AsNoTracking().Where(l => l.Id > last && l.Id < upto).OrderBy(l => l.Id).Take(ReadAtOnce).ToListAsync(cancellation);
            foreach (var row in rows) gathered.Add(row);
            listings += rows.Count;
            if (rows.Count < ReadAtOnce) break;
            last = rows[^1].Id;
        }

        await db.TermBlocks.Where(row => row.Block == block).ExecuteDeleteAsync(cancellation);
        await db.FilterBlocks.Where(row => row.Block == block).ExecuteDeleteAsync(cancellation);
        await db.ListingBlocks.Where(row => row.Block == block).ExecuteDeleteAsync(cancellation);
        await new SearchTermRows(db).InsertAsync(gathered.Words(block), cancellation);
        await WriteAsync(gathered.Filters(block), cancellation);
        if (listings > 0) await WriteAsync([ListingBlock.Of(block)], cancellation);
        return listings;
    }

    private async Task WriteAsync<T>(IEnumerable<T> rows, CancellationToken cancellation) where T : class
    {
        db.Set<T>().AddRange(rows);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private async Task FinishAsync(CancellationToken cancellation)
    {
        await _index.LockAsync(cancellation);
        await OrderAsync(cancellation);
        await new NameSlices(db).RebuildAsync(cancellation);
        (await db.DirectoryStates.SingleAsync(cancellation)).NoteRebuilt();
        db.TouchPublic();
    }

    /// <summary>Keys as the alphabets are now, in one transaction with the slices that follow them.</summary>
    private async Task OrderAsync(CancellationToken cancellation)
    {
        for (long? last = 0; last is { } from;)
        {
            var names = await db.Listings.Where(l => l.Id > from).OrderBy(l => l.Id).Take(ReadAtOnce).Select(l => new { l.Id, l.Name, l.NameWelsh, l.KeyWelsh, l.KeyEnglish }).ToListAsync(cancellation);
            long[] other = [.. names.Where(one => one.KeyWelsh != NameOrder.Welsh(one.NameWelsh ?? one.Name) || one.KeyEnglish != NameOrder.English(one.Name)).Select(one => one.Id)];
            if (other.Length > 0)
            {
                foreach (var listing in await db.Listings.Where(l => EF.Parameter(other).Contains(l.Id)).ToListAsync(cancellation)) listing.TakeOrder();
                await db.SaveChangesAsync(cancellation);
                db.ChangeTracker.Clear();
            }

            last = names.Count < ReadAtOnce ? null : names[^1].Id;
        }
    }
}

/// <summary>The bits of one block as they come together.</summary>
internal sealed class BlockGathering
{
    private readonly Dictionary<(string Term, TermTier Tier), List<ushort>> _words = [];
    private readonly Dictionary<string, List<ushort>> _filters = new(StringComparer.Ordinal);

    public void Add(Listing listing)
    {
        var offset = (ushort)BlockBits.OffsetOf(listing.Id);
        foreach (var (term, tier) in ListingTerms.Of(listing)) Put(_words, (term, tier), offset);
        foreach (var term in FilterTerms.Of(listing)) Put(_filters, term, offset);
    }

    /// <summary>In the order of the table's key, so that it grows at its end.</summary>
    public IEnumerable<TermBlock> Words(int block) => _words.OrderBy(word => word.Key.Term, StringComparer.Ordinal).ThenBy(word => word.Key.Tier)
        .Select(word => TermBlock.Of(word.Key.Term, block, word.Key.Tier, Bits(word.Value)));

    public IEnumerable<FilterBlock> Filters(int block) => _filters.Select(filter => FilterBlock.Of(filter.Key, block, Bits(filter.Value)));

    private static void Put<TKey>(Dictionary<TKey, List<ushort>> gathered, TKey key, ushort offset) where TKey : notnull
    {
        if (!gathered.TryGetValue(key, out var offsets)) gathered[key] = offsets = [];
        offsets.Add(offset);
    }

    private static ulong[] Bits(List<ushort> offsets)
    {
        var bits = new ulong[BlockBits.Words];
        foreach (var offset in offsets) bits[offset / 64] |= 1UL << (offset % 64);
        return bits;
    }
}
