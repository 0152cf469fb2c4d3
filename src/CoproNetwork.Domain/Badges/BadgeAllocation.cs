using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Badges;

/// <summary>A badge number that was taken and belongs to nobody else.</summary>
public sealed record BadgeNumber(int Edition, int Number);

/// <summary>
/// Gives badge numbers in the order of approval. Runs inside the caller's transaction, and is its first statement:
/// the conditional update is a row lock on SQL Server and the write lock on SQLite, so everyone else waits.
/// </summary>
public sealed class BadgeAllocation(CoproDbContext db)
{
    public async Task<BadgeNumber> TakeNextAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        while (await RaiseOpenEditionAsync(cancellation) == 0) await OpenNextEditionAsync(nowUtc, cancellation);
        return await db.BadgeEditions.AsNoTracking()
            .Where(edition => edition.OpenedAtUtc != null)
            .OrderByDescending(edition => edition.Number)
            .Select(edition => new BadgeNumber(edition.Number, edition.Allocated))
            .FirstAsync(cancellation);
    }

    /// <summary>Several at once, for what is filled in bulk; as <see cref="TakeNextAsync"/>, whose lock holds the rest of the edition too.</summary>
    public async Task<IReadOnlyList<BadgeNumber>> TakeAsync(int count, DateTime nowUtc, CancellationToken cancellation)
    {
        var taken = new List<BadgeNumber>(count);
        while (taken.Count < count)
        {
            var first = await TakeNextAsync(nowUtc, cancellation);
            var free = await db.BadgeEditions.Where(edition => edition.Number == first.Edition).Select(edition => edition.Capacity - edition.Allocated).SingleAsync(cancellation);
            var more = Math.Min(count - taken.Count - 1, free);
            await db.BadgeEditions.Where(edition => edition.Number == first.Edition).ExecuteUpdateAsync(set => set.SetProperty(edition => edition.Allocated, edition => edition.Allocated + more), cancellation);
            taken.AddRange(Enumerable.Range(first.Number, more + 1).Select(number => first with { Number = number }));
        }

        return taken;
    }

    private Task<int> RaiseOpenEditionAsync(CancellationToken cancellation) =>
        db.BadgeEditions
            .Where(edition => edition.OpenedAtUtc != null && edition.Allocated < edition.Capacity)
            .ExecuteUpdateAsync(set => set.SetProperty(edition => edition.Allocated, edition => edition.Allocated + 1), cancellation);

    private async Task OpenNextEditionAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var next = await db.BadgeEditions.Where(edition => edition.OpenedAtUtc != null).MaxAsync(edition => (int?)edition.Number, cancellation) + 1 ?? 1;
        if (!await db.BadgeEditions.AnyAsync(edition => edition.Number == next, cancellation)) await AddUpcomingAsync(next, cancellation);

        // The condition is asked again inside the one statement: another process may have opened it in between.
        var opened = await db.BadgeEditions
            .Where(edition => edition.Number == next && edition.OpenedAtUtc == null && !db.BadgeEditions.Any(open => open.OpenedAtUtc != null && open.Allocated < open.Capacity))
            .ExecuteUpdateAsync(set => set.SetProperty(edition => edition.OpenedAtUtc, nowUtc).SetProperty(edition => edition.Version, Guid.NewGuid()), cancellation);
        if (opened == 1 && !await db.BadgeEditions.AnyAsync(edition => edition.Number == next + 1, cancellation)) await AddUpcomingAsync(next + 1, cancellation);
    }

    private async Task AddUpcomingAsync(int number, CancellationToken cancellation)
    {
        db.BadgeEditions.Add(BadgeEdition.Upcoming(number));
        await db.SaveChangesAsync(cancellation);
    }
}
