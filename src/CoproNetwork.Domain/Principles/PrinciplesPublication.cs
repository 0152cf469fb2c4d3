using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Principles;

/// <summary>Publishes a new version of the principles. Whoever joins from then on agrees to it; earlier agreements stay as they were.</summary>
public sealed class PrinciplesPublication(CoproDbContext db)
{
    /// <param name="basedOn">Number of the version that was current when the writing began.</param>
    /// <returns>The new version's number.</returns>
    /// <exception cref="DomainRuleException">Another version came in between, nothing differs, or a text is missing or too long.</exception>
    public async Task<int> PublishAsync(IReadOnlyList<PrincipleText> texts, int basedOn, long actorAccountId, DateTime nowUtc, CancellationToken cancellation)
    {
        try
        {
            return await db.InTransactionAsync(token => PublishInTransactionAsync(texts, basedOn, actorAccountId, nowUtc, token), cancellation);
        }
        catch (DbUpdateException)
        {
            // Two published at once and the index on the number held; unless it was something else.
            db.ChangeTracker.Clear();
            await CurrentAsync(basedOn, cancellation);
            throw;
        }
    }

    private async Task<int> PublishInTransactionAsync(IReadOnlyList<PrincipleText> texts, int basedOn, long actorAccountId, DateTime nowUtc, CancellationToken cancellation)
    {
        var current = await CurrentAsync(basedOn, cancellation);
        var next = PrinciplesVersion.Publish(current.Number + 1, texts, nowUtc);
        Rules.Must(!next.Principles.Select(Words).SequenceEqual(current.Principles.Select(Words)), "Principles.Desk.NothingChanged");
        db.PrinciplesVersions.Add(next);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.PrinciplesPublished, null, nowUtc));
        return next.Number;
    }

    private async Task<PrinciplesVersion> CurrentAsync(int basedOn, CancellationToken cancellation)
    {
        var current = await db.CurrentPrinciplesAsync(cancellation);
        Rules.Must(current.Number == basedOn, "Principles.Desk.TooLate", current.Number);
        return current;
    }

    private static PrincipleText Words(Principle principle) => new(principle.TitleWelsh, principle.TitleEnglish, principle.TextWelsh, principle.TextEnglish);
}
