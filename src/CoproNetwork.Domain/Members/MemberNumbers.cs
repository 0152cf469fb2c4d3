using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Members;

/// <summary>Gives member numbers, from 1, each once; inside the caller's transaction.</summary>
public sealed class MemberNumbers(CoproDbContext db)
{
    public Task<long> TakeNextAsync(CancellationToken cancellation) => TakeAsync(1, cancellation);

    /// <summary>Several in a row, for what is filled in bulk; answers with the first.</summary>
    public async Task<long> TakeAsync(int count, CancellationToken cancellation)
    {
        await db.MemberNumberCounters.ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Last, counter => counter.Last + count), cancellation);
        return await db.MemberNumberCounters.AsNoTracking().Select(counter => counter.Last - count + 1).SingleAsync(cancellation);
    }
}
