using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Principles;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain;

/// <summary>What every network has from its first start: its aims, Edition 1, the first principles, and the directory's state.</summary>
public sealed class FirstData(CoproDbContext db)
{
    /// <summary>Adds what is missing; safe to call at every start and from two processes at once.</summary>
    /// <param name="principles">Version 1 of the principles, used only when there is none.</param>
    public async Task EnsureAsync(IReadOnlyList<PrincipleText> principles, DateTime nowUtc, CancellationToken cancellation)
    {
        if (await IsCompleteAsync(cancellation)) return;
        try
        {
            await db.InTransactionAsync(token => AddMissingAsync(principles, nowUtc, token), cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Another process was first; unless it was something else, all is there now.
            db.ChangeTracker.Clear();
            if (!await IsCompleteAsync(cancellation)) throw;
        }
    }

    private async Task<bool> IsCompleteAsync(CancellationToken cancellation) =>
        await db.MembershipSettings.AnyAsync(cancellation)
        && await db.DirectoryStates.AnyAsync(cancellation);

    private async Task AddMissingAsync(IReadOnlyList<PrincipleText> principles, DateTime nowUtc, CancellationToken cancellation)
    {
        if (!await db.MembershipSettings.AnyAsync(cancellation)) db.MembershipSettings.Add(MembershipSettings.Starting(LondonTime.DateOf(nowUtc)));
        if (!await db.MemberNumberCounters.AnyAsync(cancellation)) db.MemberNumberCounters.Add(MemberNumberCounter.Starting());
        if (!await db.PrinciplesVersions.AnyAsync(cancellation)) db.PrinciplesVersions.Add(PrinciplesVersion.Publish(1, principles, nowUtc));
        if (!await db.BadgeEditions.AnyAsync(cancellation)) db.BadgeEditions.AddRange(BadgeEdition.Open(1, BadgeEdition.FirstCapacity, nowUtc), BadgeEdition.Upcoming(2));
        if (!await db.DirectoryStates.AnyAsync(cancellation)) db.DirectoryStates.Add(DirectoryState.Starting(!await db.Listings.AnyAsync(cancellation)));
    }
}
