namespace CoproNetwork.Domain.Audit;

/// <summary>Writes down that a list was read: one entry a page, for nobody in particular. Whoever opens one person's sheet or address is written down with that person.</summary>
public static class Readings
{
    /// <param name="subjectId">Whose, or of what; null for a list.</param>
    public static Task NoteReadingAsync(this CoproDbContext db, long actorAccountId, string action, DateTime nowUtc, CancellationToken cancellation, long? subjectId = null)
    {
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, action, subjectId, nowUtc));
        return db.SaveChangesAsync(cancellation);
    }
}
