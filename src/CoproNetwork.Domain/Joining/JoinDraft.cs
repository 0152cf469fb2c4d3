using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Joining;

/// <summary>A Membership Form begun and not yet sent: kept 7 days, encrypted, under a random cookie.</summary>
public sealed class JoinDraft : IVersioned
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private JoinDraft() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>Hash of the cookie.</summary>
    public string TokenHash { get; private set; } = null!;

    /// <summary>See <see cref="JoinDrafts"/>. Once sent nothing of the answers is left: only which application they became, or null where they became none.</summary>
    public string? ProtectedAnswers { get; private set; }

    public DateTime StartedAtUtc { get; private set; }

    public DateTime ExpiresAtUtc { get; private set; }

    /// <summary>Set when the form was sent; the emptied row stays until it expires, so that a doubled press shows the first one's result.</summary>
    public DateTime? SentAtUtc { get; private set; }

    public static JoinDraft Start(string token, string protectedAnswers, DateTime nowUtc) => new()
    {
        TokenHash = RandomToken.Hash(token),
        ProtectedAnswers = protectedAnswers,
        StartedAtUtc = nowUtc,
        ExpiresAtUtc = nowUtc + Kept,
    };

    public void Keep(string protectedAnswers, DateTime nowUtc)
    {
        Rules.Must(SentAtUtc is null, "Joining.AlreadySent");
        ProtectedAnswers = protectedAnswers;
        ExpiresAtUtc = nowUtc + Kept;
    }

    internal void NoteSent(string? protectedReceipt, DateTime nowUtc)
    {
        SentAtUtc = nowUtc;
        ProtectedAnswers = protectedReceipt;
    }
}
