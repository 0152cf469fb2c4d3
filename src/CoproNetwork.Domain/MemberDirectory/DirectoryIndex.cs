using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>What the index holds of a listing at one moment.</summary>
internal sealed record Indexed(long Id, string KeyWelsh, string KeyEnglish, Dictionary<string, TermTier> Words, HashSet<string> Filters)
{
    public static Indexed Of(Listing listing) =>
        new(listing.Id, listing.KeyWelsh, listing.KeyEnglish, ListingTerms.Of(listing), FilterTerms.Of(listing).ToHashSet(StringComparer.Ordinal));
}

/// <summary>Writes the search index inside the transaction that writes the listings. The caller holds <see cref="LockAsync"/>, for two listings share a block.</summary>
internal sealed class DirectoryIndex(CoproDbContext db)
{
    private readonly NameSlices _slices = new(db);

    /// <summary>From here to the end of the transaction nobody else writes the index.</summary>
    public Task LockAsync(CancellationToken cancellation) => db.DirectoryStates
        .ExecuteUpdateAsync(set => set.SetProperty(state => state.IndexedBy, state => state.IndexedBy), cancellation);

    /// <summary>From what a listing was to what it is; null where it was or is not. Its row is saved already, or still there to be removed.</summary>
    public async Task ChangeAsync(Indexed? before, Indexed? after, CancellationToken cancellation)
    {
        var id = (after ?? before)!.Id;
        await MarkWordsAsync(id, before?.Words ?? [], after?.Words ?? [], cancellation);
        await MarkFiltersAsync(id, before?.Filters ?? [], after?.Filters ?? [], cancellation);
        await MoveAsync(id, Common.SiteLanguage.Welsh, before?.KeyWelsh, after?.KeyWelsh, cancellation);
        await MoveAsync(id, Common.SiteLanguage.English, before?.KeyEnglish, after?.KeyEnglish, cancellation);
        if (before?.KeyWelsh == after?.KeyWelsh && before?.KeyEnglish == after?.KeyEnglish) return;
        var stamp = Guid.NewGuid();
        await db.DirectoryStates.ExecuteUpdateAsync(set => set.SetProperty(state => state.AlphabetStamp, stamp), cancellation);
    }

    private async Task MoveAsync(long id, Common.SiteLanguage language, string? from, string? to, CancellationToken cancellation)
    {
        if (from == to) return;
        if (from is not null) await _slices.TakeAsync(id, language, from, cancellation);
        await db.SaveChangesAsync(cancellation);
        if (to is not null) await _slices.PutAsync(id, language, to, cancellation);
    }

    private async Task MarkWordsAsync(long id, Dictionary<string, TermTier> before, Dictionary<string, TermTier> after, CancellationToken cancellation)
    {
        var gone = before.Where(word => !after.TryGetValue(word.Key, out var tier) || tier != word.Value).ToList();
        var come = after.Where(word => !before.TryGetValue(word.Key, out var tier) || tier != word.Value).ToList();
        if (gone.Count + come.Count == 0) return;
        var (block, offset) = (BlockBits.BlockOf(id), BlockBits.OffsetOf(id));
        var terms = gone.Concat(come).Select(word => word.Key).Distinct(StringComparer.Ordinal).ToArray();
        var rows = (await db.TermBlocks.Where(row => terms.Contains(row.Term) && row.Block == block).ToListAsync(cancellation)).ToDictionary(row => (row.Term, row.Tier));
        foreach (var (term, tier) in gone)
            if (rows.GetValueOrDefault((term, tier)) is { } row && Put(row.Bits, offset, has: false, row.Set)) db.TermBlocks.Remove(row);
        foreach (var (term, tier) in come)
        {
            if (rows.GetValueOrDefault((term, tier)) is { } row) Put(row.Bits, offset, has: true, row.Set);
            else db.TermBlocks.Add(TermBlock.Of(term, block, tier, Only(offset)));
        }
    }

    private async Task MarkFiltersAsync(long id, HashSet<string> before, HashSet<string> after, CancellationToken cancellation)
    {
        if (before.SetEquals(after)) return;
        var (block, offset) = (BlockBits.BlockOf(id), BlockBits.OffsetOf(id));
        var changed = before.Union(after).Where(term => before.Contains(term) != after.Contains(term)).ToArray();
        var rows = (await db.FilterBlocks.Where(row => row.Block == block && changed.Contains(row.Term)).ToListAsync(cancellation)).ToDictionary(row => row.Term, StringComparer.Ordinal);
        foreach (var term in changed)
        {
            var has = after.Contains(term);
            if (rows.GetValueOrDefault(term) is not { } row) db.FilterBlocks.Add(FilterBlock.Of(term, block, Only(offset)));
            else if (Put(row.Bits, offset, has, row.Set)) db.FilterBlocks.Remove(row);
        }

        await StampAsync(block, cancellation);
    }

    private async Task StampAsync(int block, CancellationToken cancellation)
    {
        if (await db.ListingBlocks.SingleOrDefaultAsync(row => row.Block == block, cancellation) is { } row) row.Change();
        else db.ListingBlocks.Add(ListingBlock.Of(block));
    }

    /// <returns>Whether nothing is left: a word that nobody has any more leaves no trace.</returns>
    private static bool Put(byte[] stored, int offset, bool has, BitsSetter set)
    {
        var bits = new ulong[BlockBits.Words];
        BlockBits.Load(stored, bits);
        if (has) bits[offset / 64] |= 1UL << (offset % 64);
        else bits[offset / 64] &= ~(1UL << (offset % 64));
        set(bits);
        return BlockBits.IsEmpty(bits);
    }

    private static ulong[] Only(int offset)
    {
        var bits = new ulong[BlockBits.Words];
        bits[offset / 64] = 1UL << (offset % 64);
        return bits;
    }

    private delegate void BitsSetter(ReadOnlySpan<ulong> bits);
}
