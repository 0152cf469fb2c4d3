using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Writes the directory's index anew, after what a word is has changed, while the site runs: a few members at a time, so that nobody waits for long.</summary>
public sealed class DirectoryRebuild(CoproDbContext db, DirectoryWriter directory)
{
    private const int BatchSize = 50;

    /// <summary>How many members were gone through. May be stopped and begun again at any point.</summary>
    public async Task<int> RunAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var (handled, last) = (0, 0L);
        while (true)
        {
            var ids = await db.Members.Where(m => m.Id > last && (m.Status == MemberStatus.Approved || db.Listings.Any(l => l.MemberId == m.Id))).OrderBy(m => m.Id).Select(m => m.Id).Take(BatchSize).ToListAsync(cancellation);
            if (ids.Count == 0) break;
            await db.InTransactionAsync(token => RefreshAsync(ids, nowUtc, token), cancellation);
            (handled, last) = (handled + ids.Count, ids[^1]);
        }

        await db.InTransactionAsync(RecountAsync, cancellation);
        return handled;
    }

    private async Task RefreshAsync(List<long> ids, DateTime nowUtc, CancellationToken cancellation)
    {
        await directory.LockAsync(cancellation);
        foreach (var id in ids)
        {
            var member = await db.Members.SingleAsync(m => m.Id == id, cancellation);
            var promise = await db.Promises.OrderByDescending(p => p.Id).FirstOrDefaultAsync(p => p.MemberId == id, cancellation);
            await directory.RefreshAsync(member, promise, nowUtc, cancellation);
        }
    }

    private async Task RecountAsync(CancellationToken cancellation)
    {
        await directory.LockAsync(cancellation);
        var groups = await db.Listings.GroupBy(l => new { l.OutsideWales, l.AreaCode, l.Kind, l.Theme }).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        var counts = groups.SelectMany(group => FilterTerms.Of(group.Key.OutsideWales, group.Key.AreaCode, group.Key.Kind, group.Key.Theme).Append(FilterTerms.All).Select(term => (term, group.Count)))
            .GroupBy(pair => pair.term, StringComparer.Ordinal).ToDictionary(pairs => pairs.Key, pairs => pairs.Sum(pair => pair.Count), StringComparer.Ordinal);
        foreach (var count in await db.ListingCounts.ToListAsync(cancellation)) count.Set(counts.GetValueOrDefault(count.Term));
    }
}
