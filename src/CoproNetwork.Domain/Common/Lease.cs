using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Common;

/// <summary>A row that one process at a time holds for a while, so that a background pass does not run twice at once.</summary>
public sealed class Lease
{
    public const int NameMaxLength = 60;

    private Lease() { }

    public string Name { get; private set; } = null!;

    public Guid Holder { get; private set; }

    public DateTime UntilUtc { get; private set; }

    public static Lease Named(string name) => new() { Name = name, UntilUtc = DateTime.UnixEpoch };
}

/// <summary>Takes and returns leases by single conditional updates, alike on both engines.</summary>
public sealed class Leases(CoproDbContext db)
{
    /// <summary>True when <paramref name="holder"/> now holds the lease, fresh or renewed, until <paramref name="untilUtc"/>. A process that dies simply stops renewing.</summary>
    public async Task<bool> TryTakeAsync(string name, Guid holder, DateTime nowUtc, DateTime untilUtc, CancellationToken cancellation)
    {
        if (await TakeAsync(name, holder, nowUtc, untilUtc, cancellation)) return true;
        if (await db.Leases.AnyAsync(lease => lease.Name == name, cancellation)) return false;
        try
        {
            var row = db.Leases.Add(Lease.Named(name));
            await db.SaveChangesAsync(cancellation);
            row.State = EntityState.Detached;
        }
        catch (DbUpdateException)
        {
            // Another process made the row first; whoever's update comes first has it.
            db.ChangeTracker.Clear();
        }

        return await TakeAsync(name, holder, nowUtc, untilUtc, cancellation);
    }

    public Task ReturnAsync(string name, Guid holder, DateTime nowUtc, CancellationToken cancellation) =>
        db.Leases.Where(lease => lease.Name == name && lease.Holder == holder)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.UntilUtc, nowUtc), cancellation);

    private async Task<bool> TakeAsync(string name, Guid holder, DateTime nowUtc, DateTime untilUtc, CancellationToken cancellation) =>
        await db.Leases
            .Where(lease => lease.Name == name && (lease.Holder == holder || lease.UntilUtc <= nowUtc))
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.Holder, holder).SetProperty(lease => lease.UntilUtc, untilUtc), cancellation) == 1;
}
