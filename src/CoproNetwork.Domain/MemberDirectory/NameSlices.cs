using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Keeps the slices of the alphabets in step. The caller holds the directory's lock, and what it changed before is saved.</summary>
internal sealed class NameSlices(CoproDbContext db)
{
    public async Task PutAsync(long id, SiteLanguage language, string key, CancellationToken cancellation)
    {
        var slice = await FindAsync(language, key, id, cancellation);
        if (slice is null)
        {
            db.NameSlices.Add(NameSlice.Of(language, "", 0, [id]));
            return;
        }

        List<long> ids = [.. slice.Read()];
        ids.Insert(ids.IndexOf(await BeforeAsync(language, key, id, cancellation)) + 1, id);
        if (ids.Count <= NameSlice.MaxIds) slice.Write([.. ids]);
        else await SplitAsync(slice, ids, cancellation);
    }

    public async Task TakeAsync(long id, SiteLanguage language, string key, CancellationToken cancellation)
    {
        if (await FindAsync(language, key, id, cancellation) is not { } slice) return;
        var left = slice.Read().ToArray().Where(other => other != id).ToArray();
        if (left.Length == 0 && slice.FromKey.Length > 0) db.NameSlices.Remove(slice);
        else slice.Write(left);
    }

    /// <summary>The slice in which a key stands or would stand; null where there is none at all.</summary>
    private Task<NameSlice?> FindAsync(SiteLanguage language, string key, long id, CancellationToken cancellation) =>
        Upto(db.NameSlices, language, key, id).FirstOrDefaultAsync(cancellation);

    /// <summary>Slices that begin no later than the key, the last first.</summary>
    public static IQueryable<NameSlice> Upto(IQueryable<NameSlice> slices, SiteLanguage language, string key, long id) => slices
        .Where(slice => slice.Language == language && slice.FromKey.CompareTo(key) <= 0 && (slice.FromKey.CompareTo(key) < 0 || slice.FromId <= id))
        .OrderByDescending(slice => slice.FromKey).ThenByDescending(slice => slice.FromId);

    private async Task<long> BeforeAsync(SiteLanguage language, string key, long id, CancellationToken cancellation)
    {
        var ordered = language == SiteLanguage.Welsh
            ? db.Listings.Where(l => l.KeyWelsh.CompareTo(key) <= 0 && (l.KeyWelsh.CompareTo(key) < 0 || l.Id < id)).OrderByDescending(l => l.KeyWelsh).ThenByDescending(l => l.Id)
            : db.Listings.Where(l => l.KeyEnglish.CompareTo(key) <= 0 && (l.KeyEnglish.CompareTo(key) < 0 || l.Id < id)).OrderByDescending(l => l.KeyEnglish).ThenByDescending(l => l.Id);
        return await ordered.Select(l => (long?)l.Id).FirstOrDefaultAsync(cancellation) ?? -1;
    }

    private async Task SplitAsync(NameSlice slice, List<long> ids, CancellationToken cancellation)
    {
        var half = ids.Count / 2;
        var first = ids[half];
        var key = await db.Listings.Where(l => l.Id == first).Select(l => slice.Language == SiteLanguage.Welsh ? l.KeyWelsh : l.KeyEnglish).SingleAsync(cancellation);
        slice.Write([.. ids.Take(half)]);
        db.NameSlices.Add(NameSlice.Of(slice.Language, key, first, [.. ids.Skip(half)]));
    }

    /// <summary>All slices anew, from the listings' own order.</summary>
    public async Task RebuildAsync(CancellationToken cancellation)
    {
        await db.NameSlices.ExecuteDeleteAsync(cancellation);
        foreach (var language in Enum.GetValues<SiteLanguage>()) await FillAsync(language, cancellation);
    }

    private async Task FillAsync(SiteLanguage language, CancellationToken cancellation)
    {
        // Room is left in each, so that the next newcomers do not split them all.
        const int size = NameSlice.MaxIds * 3 / 4;
        var keyed = language == SiteLanguage.Welsh
            ? db.Listings.OrderBy(l => l.KeyWelsh).ThenBy(l => l.Id).Select(l => new KeyedId(l.KeyWelsh, l.Id))
            : db.Listings.OrderBy(l => l.KeyEnglish).ThenBy(l => l.Id).Select(l => new KeyedId(l.KeyEnglish, l.Id));
        var (run, fromKey, fromId) = (new List<long>(size), "", 0L);
        var slices = new List<NameSlice>();
        await foreach (var one in keyed.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (run.Count == size)
            {
                slices.Add(NameSlice.Of(language, fromKey, fromId, [.. run]));
                run.Clear();
                (fromKey, fromId) = (one.Key, one.Id);
            }

            run.Add(one.Id);
        }

        if (run.Count > 0) slices.Add(NameSlice.Of(language, fromKey, fromId, [.. run]));
        db.NameSlices.AddRange(slices);
        await db.SaveChangesAsync(cancellation);
        foreach (var slice in slices) db.Entry(slice).State = EntityState.Detached;
    }
}

internal sealed record KeyedId(string Key, long Id);
