using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Audit;

/// <summary>Tells a doubled press from a second deed: the same person did the same to the same subject a moment ago.</summary>
public static class RepeatedDeeds
{
    /// <summary>Longer than a double click on a slow line, shorter than a change of mind.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMinutes(2);

    public static async Task<bool> HasJustDoneAsync(this CoproDbContext db, long? actorAccountId, string action, long subjectId, DateTime nowUtc, CancellationToken cancellation)
    {
        var since = nowUtc - Moment;
        return actorAccountId is not null && await db.AuditEntries.AnyAsync(entry => entry.SubjectId == subjectId && entry.AtUtc > since && entry.Action == action && entry.ActorAccountId == actorAccountId, cancellation);
    }
}
