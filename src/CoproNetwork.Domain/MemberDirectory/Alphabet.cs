using System.Runtime.InteropServices;
using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// Which listing stands where in the alphabet of a language, as it was under a stamp: the ids in their order, and for each id its rank. So hits are brought in order without
/// asking what they are called.
/// </summary>
internal sealed class Alphabet
{
    /// <summary>By block: for each offset one more than the listing's rank; 0 for none.</summary>
    private readonly Dictionary<int, int[]> _ranks = [];

    /// <param name="slices">In their order.</param>
    public Alphabet(Guid stamp, IReadOnlyList<AlphabetSlice> slices)
    {
        (Stamp, Slices) = (stamp, slices);
        for (var at = 0; at < slices.Count; at++)
        {
            var ids = slices[at].Ids;
            for (var place = 0; place < ids.Length; place++) Put(ids[place], Rank(at, place));
        }
    }

    public Guid Stamp { get; }

    public IReadOnlyList<AlphabetSlice> Slices { get; }

    /// <summary>The ranks of one block's listings, one more than each, by offset; null where none of them stands in the alphabet.</summary>
    public int[]? RanksOf(int block) => _ranks.GetValueOrDefault(block);

    public long IdAt(int rank) => Slices[rank / NameSlice.MaxIds].Ids[rank % NameSlice.MaxIds];

    /// <summary>The ids that follow a rank, with theirs, in order.</summary>
    /// <param name="rank">-1 for all.</param>
    public IEnumerable<(int Rank, long Id)> After(int rank)
    {
        var place = (rank + 1) % NameSlice.MaxIds;
        for (var at = (rank + 1) / NameSlice.MaxIds; at < Slices.Count; at++, place = 0)
            for (; place < Slices[at].Ids.Length; place++) yield return (Rank(at, place), Slices[at].Ids[place]);
    }

    /// <summary>The rank up to which listings stand no later than the cursor, also where its own is gone from there or has another name; -1 where none does.</summary>
    public async Task<int> UptoAsync(CoproDbContext db, DirectoryCursor cursor, CancellationToken cancellation)
    {
        var at = SliceOf(cursor);
        if (at < 0) return -1;
        var known = RanksOf(BlockBits.BlockOf(cursor.ListingId)) is { } ranks ? ranks[BlockBits.OffsetOf(cursor.ListingId)] - 1 : -1;
        if (known >= 0 && known / NameSlice.MaxIds == at && (await Keys(db, cursor.Language, [cursor.ListingId]).SingleOrDefaultAsync(cancellation))?.Key == cursor.Key) return known;
        var upto = 0;
        await foreach (var one in Keys(db, cursor.Language, Slices[at].Ids.ToArray()).AsAsyncEnumerable().WithCancellation(cancellation))
            if (Compare(one.Key, one.Id, cursor) <= 0) upto++;
        return Rank(at, upto) - 1;
    }

    private static IQueryable<KeyedId> Keys(CoproDbContext db, SiteLanguage language, long[] ids)
    {
        var some = db.Listings.AsNoTracking().Where(l => EF.Parameter(ids).Contains(l.Id));
        return language == SiteLanguage.Welsh ? some.Select(l => new KeyedId(l.KeyWelsh, l.Id)) : some.Select(l => new KeyedId(l.KeyEnglish, l.Id));
    }

    /// <summary>The last slice that begins no later than the cursor.</summary>
    private int SliceOf(DirectoryCursor cursor)
    {
        var (from, to) = (0, Slices.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (Compare(Slices[middle].FromKey, Slices[middle].FromId, cursor) <= 0) from = middle + 1;
            else to = middle;
        }

        return from - 1;
    }

    private static int Compare(string key, long id, DirectoryCursor cursor) =>
        string.CompareOrdinal(key, cursor.Key) is var order && order != 0 ? order : id.CompareTo(cursor.ListingId);

    private static int Rank(int slice, int place) => (slice * NameSlice.MaxIds) + place;

    private void Put(long id, int rank)
    {
        var block = BlockBits.BlockOf(id);
        if (!_ranks.TryGetValue(block, out var ranks)) _ranks[block] = ranks = new int[BlockBits.Span];
        ranks[BlockBits.OffsetOf(id)] = rank + 1;
    }
}

/// <summary>As a <see cref="NameSlice"/>; the bytes as stored.</summary>
internal sealed record AlphabetSlice(long Id, Guid Stamp, string FromKey, long FromId, byte[] Stored)
{
    public ReadOnlySpan<long> Ids => MemoryMarshal.Cast<byte, long>(Stored);
}

/// <summary>
/// The alphabets, kept in memory under their stamp: a search asks for the stamp, and reads again only the slices that have changed. They take some twelve bytes a listing
/// and language.
/// </summary>
public sealed class AlphabetCache : IDisposable
{
    private readonly Dictionary<SiteLanguage, Alphabet> _alphabets = [];
    private readonly SemaphoreSlim _reading = new(1);

    private static readonly Func<CoproDbContext, Task<Guid>> Stamp = EF.CompileAsyncQuery((CoproDbContext db) => db.DirectoryStates.AsNoTracking().Select(state => state.AlphabetStamp).Single());

    public void Dispose() => _reading.Dispose();

    /// <summary>The alphabet as it is now.</summary>
    internal async Task<Alphabet> ReadAsync(CoproDbContext db, SiteLanguage language, CancellationToken cancellation)
    {
        var stamp = await Stamp(db);
        await _reading.WaitAsync(cancellation);
        try
        {
            var known = _alphabets.GetValueOrDefault(language);
            return known?.Stamp == stamp ? known : _alphabets[language] = new(stamp, await SlicesAsync(db, language, known, cancellation));
        }
        finally
        {
            _reading.Release();
        }
    }

    private static async Task<IReadOnlyList<AlphabetSlice>> SlicesAsync(CoproDbContext db, SiteLanguage language, Alphabet? known, CancellationToken cancellation)
    {
        var before = (known?.Slices ?? []).ToDictionary(slice => slice.Id);
        var stamps = await db.NameSlices.AsNoTracking().Where(slice => slice.Language == language).Select(slice => new { slice.Id, slice.Stamp }).ToListAsync(cancellation);
        long[] changed = [.. stamps.Where(slice => before.GetValueOrDefault(slice.Id)?.Stamp != slice.Stamp).Select(slice => slice.Id)];
        var some = db.NameSlices.AsNoTracking().Where(slice => slice.Language == language);
        if (changed.Length < stamps.Count) some = some.Where(slice => EF.Parameter(changed).Contains(slice.Id));
        var read = await some.Select(slice => new AlphabetSlice(slice.Id, slice.Stamp, slice.FromKey, slice.FromId, slice.Ids)).ToDictionaryAsync(slice => slice.Id, cancellation);
        return [.. stamps.Select(slice => read.GetValueOrDefault(slice.Id) ?? before.GetValueOrDefault(slice.Id)).OfType<AlphabetSlice>().OrderBy(slice => slice.FromKey, StringComparer.Ordinal).ThenBy(slice => slice.FromId)];
    }
}
