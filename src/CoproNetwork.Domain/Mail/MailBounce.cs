using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Mail;

/// <summary>What a delivery status notification says of one mail (RFC 3464).</summary>
/// <param name="MailId">The random part of the mail's Message-Id, by which it is found.</param>
/// <param name="ReportKey">The same for the same notification, however often it is read.</param>
/// <param name="IsHard">The address will not take mail at all; else it did not take this one, or not for now.</param>
/// <param name="Status">The enhanced status code, such as <c>5.1.1</c>.</param>
/// <param name="AddressHashes">Of the addresses that it says so of; see <see cref="MailBounce.HashOf"/>. None where it names none.</param>
public sealed record BounceReport(string MailId, string ReportKey, bool IsHard, string Status, IReadOnlyList<string> AddressHashes)
{
    /// <summary>Where one of several that a mail is passed on to has failed, the address that it went to may be in order.</summary>
    public bool IsHardFor(string addressHash) => IsHard && (AddressHashes.Count == 0 || AddressHashes.Contains(addressHash));
}

/// <summary>Where a mail went.</summary>
/// <param name="AddressHash">Of the address that it went to; see <see cref="MailBounce.HashOf"/>.</param>
public sealed record BouncedTo(RecipientKind Kind, long Id, string? AddressHash);

/// <summary>A kind of mail that may come back: each is asked for the ids that the others do not know.</summary>
public interface IBouncedMail
{
    /// <summary>Notes that it came back, where the mail is one of this kind; null where it is none. Saved by the caller.</summary>
    Task<BouncedTo?> NoteAsync(BounceReport report, DateTime nowUtc, CancellationToken cancellation);
}

/// <summary>A mail that came back.</summary>
public sealed class MailBounce
{
    public const int StatusMaxLength = 20;

    private MailBounce() { }

    public long Id { get; private set; }

    public string ReportKey { get; private set; } = null!;

    public DateTime AtUtc { get; private set; }

    public bool IsHard { get; private set; }

    public string Status { get; private set; } = null!;

    public RecipientKind Kind { get; private set; }

    public long RecipientId { get; private set; }

    /// <summary>Another address begins anew.</summary>
    public string AddressHash { get; private set; } = null!;

    internal static MailBounce Of(BounceReport report, ListReader reader, string addressHash, DateTime nowUtc) => new()
    {
        ReportKey = report.ReportKey,
        AtUtc = nowUtc,
        IsHard = report.IsHardFor(addressHash),
        Status = Rules.Cut(report.Status, StatusMaxLength),
        Kind = reader.Kind,
        RecipientId = reader.Id,
        AddressHash = addressHash,
    };

    /// <summary>One hash an address, whatever its case.</summary>
    public static string HashOf(string address) => RandomToken.Hash(address.ToLowerInvariant());
}

public enum BounceOutcome
{
    /// <summary>No mail of ours, or one that is forgotten.</summary>
    Unknown = 0,

    /// <summary>Read before.</summary>
    Known = 1,
    Noted = 2,

    /// <summary>Noted, and nothing goes to that address any more but what someone waits for.</summary>
    Held = 3,
}

/// <summary>Takes what came back: an address that fails for good is held at once, one that fails for now after three mails. One that was corrected meanwhile is left alone.</summary>
public sealed class BounceIntake(CoproDbContext db, IEnumerable<IBouncedMail> kinds, IMailRecipients recipients)
{
    /// <summary>So many mails to one address fail for now before it is held.</summary>
    public const int MostSoft = 3;

    public Task<BounceOutcome> TakeAsync(BounceReport report, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        if (await db.MailBounces.AnyAsync(bounce => bounce.ReportKey == report.ReportKey, token)) return BounceOutcome.Known;
        BouncedTo? to = null;
        foreach (var kind in kinds)
            if ((to = await kind.NoteAsync(report, nowUtc, token)) is not null) break;
        if (to?.AddressHash is not { } hash) return BounceOutcome.Unknown;
        db.MailBounces.Add(MailBounce.Of(report, new(to.Kind, to.Id), hash, nowUtc));
        await db.SaveChangesAsync(token);
        var isOver = report.IsHardFor(hash) || await db.MailBounces.CountAsync(bounce => bounce.Kind == to.Kind && bounce.RecipientId == to.Id && bounce.AddressHash == hash && !bounce.IsHard, token) >= MostSoft;
        if (!isOver || await recipients.FindAsync(to.Kind, to.Id, token) is not { IsHeld: false } reader || MailBounce.HashOf(reader.Address) != hash) return BounceOutcome.Noted;
        await recipients.HoldAsync(to.Kind, to.Id, reader.Address, nowUtc, token);
        return BounceOutcome.Held;
    }, cancellation, onWhatIsThere: true);
}

/// <summary>Mails of the outbox that came back.</summary>
public sealed class BouncedOutboxMail(CoproDbContext db) : IBouncedMail
{
    public async Task<BouncedTo?> NoteAsync(BounceReport report, DateTime nowUtc, CancellationToken cancellation) => await db.OutboxMails.AsNoTracking()
        .Where(mail => mail.MessageId == report.MailId && mail.Status == MailStatus.Sent && mail.RecipientKind != RecipientKind.Address)
        .Select(mail => new BouncedTo(mail.RecipientKind, mail.RecipientId, mail.AddressHash)).SingleOrDefaultAsync(cancellation);
}
