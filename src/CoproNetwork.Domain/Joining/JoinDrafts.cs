using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CoproNetwork.Domain.Common;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>A draft with its answers in the clear.</summary>
public sealed record OpenDraft(JoinAnswers Answers, DateTime StartedAtUtc, bool Sent);

/// <summary>Keeps Membership Forms that are being filled in.</summary>
public sealed class JoinDrafts(CoproDbContext db, IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("CoproNetwork.Joining.Draft.v1");

    /// <summary>Null when the cookie is unknown, or its draft has expired or can no longer be read.</summary>
    public async Task<OpenDraft?> FindAsync(string? token, DateTime nowUtc, CancellationToken cancellation)
    {
        if (await RowAsync(token, nowUtc, cancellation) is not { } row) return null;
        try
        {
            return Open(row);
        }
        catch (CryptographicException)
        {
            // Written with keys that were lost since: as good as erased.
            return null;
        }
    }

    /// <summary>Keeps the answers under the token; a first call begins the draft.</summary>
    /// <exception cref="DomainRuleException">The form was sent already.</exception>
    public async Task KeepAsync(string token, JoinAnswers answers, DateTime nowUtc, CancellationToken cancellation)
    {
        var stored = _protector.Protect(JsonSerializer.Serialize(answers));
        if (await RowAsync(token, nowUtc, cancellation) is { } row) row.Keep(stored, nowUtc);
        else db.JoinDrafts.Add(JoinDraft.Start(token, stored, nowUtc));
        await db.SaveChangesAsync(cancellation);
    }

    public Task EraseAsync(string token, CancellationToken cancellation)
    {
        var hash = RandomToken.Hash(token);
        return db.JoinDrafts.Where(draft => draft.TokenHash == hash).ExecuteDeleteAsync(cancellation);
    }

    internal async Task<JoinDraft?> RowAsync(string? token, DateTime nowUtc, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(token)) return null;
        var hash = RandomToken.Hash(token);
        return await db.JoinDrafts.SingleOrDefaultAsync(draft => draft.TokenHash == hash && draft.ExpiresAtUtc > nowUtc, cancellation);
    }

    internal OpenDraft Open(JoinDraft row) => new(
        row is { SentAtUtc: null, ProtectedAnswers: { } stored } ? JsonSerializer.Deserialize<JoinAnswers>(_protector.Unprotect(stored))! : new(),
        row.StartedAtUtc,
        row.SentAtUtc is not null);

    /// <summary>Empties the draft. What stays, encrypted, is which application it became.</summary>
    /// <param name="memberId">Null when the address was known already and no application was made.</param>
    internal void Close(JoinDraft row, long? memberId, DateTime nowUtc) =>
        row.NoteSent(memberId is { } id ? _protector.Protect(id.ToString(CultureInfo.InvariantCulture)) : null, nowUtc);

    /// <summary>The application that a sent draft became.</summary>
    internal long? MemberOf(JoinDraft row) =>
        row is { SentAtUtc: not null, ProtectedAnswers: { } stored } ? long.Parse(_protector.Unprotect(stored), CultureInfo.InvariantCulture) : null;
}
