using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Principles;

/// <summary>Publishes a new version of the principles. Whoever joins from then on agrees to it; earlier agreements stay as they were.</summary>
public sealed class PrinciplesPublication(CoproDbContext db)
{
    /// <param name="basedOn">Number of the version that was current when the writing began.</param>
    /// <returns>The new version's number.</returns>
    /// <exception cref="DomainRuleException">Another version came in between, nothing differs, or a text is missing or too long.</exception>
    public Task<int> PublishAsync(IReadOnlyList<PrincipleText> texts, int basedOn, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var current = await db.CurrentPrinciplesAsync(token);
        var next = PrinciplesVersion.Publish(basedOn + 1, texts, nowUtc);
        var isSame = next.Principles.Select(Words).SequenceEqual(current.Principles.Select(Words));

        // The same press twice: its version is there.
        if (isSame && current.Number == next.Number) return current.Number;
        Rules.Must(current.Number == basedOn, "Principles.Desk.TooLate", current.Number);
        Rules.Must(!isSame, "Principles.Desk.NothingChanged");
        db.PrinciplesVersions.Add(next);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.PrinciplesPublished, null, nowUtc));
        return next.Number;
    }, cancellation);

    private static PrincipleText Words(Principle principle) => new(principle.TitleWelsh, principle.TitleEnglish, principle.TextWelsh, principle.TextEnglish);
}
