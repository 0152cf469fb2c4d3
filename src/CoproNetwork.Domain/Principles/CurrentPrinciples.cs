using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Principles;

/// <summary>The version that whoever joins agrees to.</summary>
public static class CurrentPrinciples
{
    /// <summary>The highest version with its principles in reading order, untracked.</summary>
    public static Task<PrinciplesVersion> CurrentPrinciplesAsync(this CoproDbContext db, CancellationToken cancellation) =>
        db.PrinciplesVersions.AsNoTracking().Include(version => version.Principles.OrderBy(principle => principle.Position)).OrderByDescending(version => version.Number).FirstAsync(cancellation);
}
