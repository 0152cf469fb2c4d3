using CoproNetwork.Domain.Common;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Mail;

/// <summary>A kind of mail that a reader may leave by itself.</summary>
public enum MailList
{
    Newsletter = 1,

    /// <summary>The six-monthly request and its reminders.</summary>
    Feedback = 2,

    /// <summary>The yearly question whether a listing is still right.</summary>
    ListingCheck = 3,
}

/// <summary>By which a reader leaves a list, or chooses among all, without signing in.</summary>
/// <param name="Token">In the clear; of the reader, not of the list, and never dead while the reader is here.</param>
public sealed record MailExit(string Token, MailList List);

/// <summary>The unguessable token of one reader, the same in every mail, for mails are kept for years. Its hash finds the reader; encrypted it is there for the next mail.</summary>
public sealed class ReaderKey
{
    public const int ProtectedMaxLength = 500;

    private ReaderKey() { }

    public long Id { get; private set; }

    public RecipientKind Kind { get; private set; }

    public long RecipientId { get; private set; }

    public string TokenHash { get; private set; } = null!;

    public string ProtectedToken { get; private set; } = null!;

    internal static ReaderKey Of(RecipientKind kind, long recipientId, string token, string protectedToken) =>
        new() { Kind = kind, RecipientId = recipientId, TokenHash = RandomToken.Hash(token), ProtectedToken = protectedToken };
}

/// <summary>A reader has left a list. Who reads the newsletter stands with the reader's own consent instead.</summary>
public sealed class ListExit
{
    private ListExit() { }

    public RecipientKind Kind { get; private set; }

    public long RecipientId { get; private set; }

    public MailList List { get; private set; }

    public DateTime AtUtc { get; private set; }

    internal static ListExit Of(RecipientKind kind, long recipientId, MailList list, DateTime nowUtc) => new() { Kind = kind, RecipientId = recipientId, List = list, AtUtc = nowUtc };
}

/// <summary>The reader behind a token.</summary>
public sealed record ListReader(RecipientKind Kind, long Id);

/// <summary>Readers' tokens, and the lists that they have left.</summary>
public sealed class MailLists(CoproDbContext db, IDataProtectionProvider provider)
{
    private readonly IDataProtector _tokens = provider.CreateProtector("CoproNetwork.Mail.ReaderKey.v1");

    /// <summary>The list that a mail belongs to; null for what nobody can leave.</summary>
    public static MailList? Of(string template) => template switch
    {
        MailTemplates.Feedback or MailTemplates.FeedbackNudge => MailList.Feedback,
        MailTemplates.ListingCheck => MailList.ListingCheck,
        _ => null,
    };

    /// <summary>The reader's token in the clear, made at the first mail. Two that make it at once end with the same one.</summary>
    public async Task<string> TokenAsync(RecipientKind kind, long recipientId, CancellationToken cancellation)
    {
        if (await StoredAsync(kind, recipientId, cancellation) is { } stored) return _tokens.Unprotect(stored);
        var token = RandomToken.Make();
        var row = db.ReaderKeys.Add(ReaderKey.Of(kind, recipientId, token, _tokens.Protect(token)));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return token;
        }
        catch (DbUpdateException) when (db.Database.CurrentTransaction is null)
        {
            row.State = EntityState.Detached;
            return _tokens.Unprotect((await StoredAsync(kind, recipientId, cancellation))!);
        }
    }

    /// <summary>Null where the token is nobody's.</summary>
    public async Task<ListReader?> FindAsync(string? token, CancellationToken cancellation)
    {
        if (token is not { Length: RandomToken.Length }) return null;
        var hash = RandomToken.Hash(token);
        return await db.ReaderKeys.AsNoTracking().Where(key => key.TokenHash == hash).Select(key => new ListReader(key.Kind, key.RecipientId)).SingleOrDefaultAsync(cancellation);
    }

    public Task<bool> HasLeftAsync(RecipientKind kind, long recipientId, MailList list, CancellationToken cancellation) =>
        db.ListExits.AnyAsync(exit => exit.Kind == kind && exit.RecipientId == recipientId && exit.List == list, cancellation);

    /// <summary>Leaves it, or comes back to it; saved by the caller. Doing what is done already changes nothing.</summary>
    public async Task ChooseAsync(ListReader reader, MailList list, bool wanted, DateTime nowUtc, CancellationToken cancellation)
    {
        var exit = await db.ListExits.SingleOrDefaultAsync(one => one.Kind == reader.Kind && one.RecipientId == reader.Id && one.List == list, cancellation);
        if (wanted && exit is not null) db.ListExits.Remove(exit);
        if (!wanted && exit is null) db.ListExits.Add(ListExit.Of(reader.Kind, reader.Id, list, nowUtc));
    }

    /// <summary>Nothing is kept of a reader who is gone.</summary>
    public static async Task ForgetAsync(CoproDbContext db, RecipientKind kind, long recipientId, CancellationToken cancellation)
    {
        await db.ReaderKeys.Where(key => key.Kind == kind && key.RecipientId == recipientId).ExecuteDeleteAsync(cancellation);
        await db.ListExits.Where(exit => exit.Kind == kind && exit.RecipientId == recipientId).ExecuteDeleteAsync(cancellation);
        await ForgetTraceAsync(db, kind, [recipientId], cancellation);
    }

    /// <summary>What could be matched with the address of a reader who is gone, or whose address is another person's by now: hashes, and what came back.</summary>
    internal static async Task ForgetTraceAsync(CoproDbContext db, RecipientKind kind, IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        await db.MailBounces.Where(bounce => bounce.Kind == kind && ids.Contains(bounce.RecipientId)).ExecuteDeleteAsync(cancellation);
        await db.OutboxMails.Where(mail => mail.RecipientKind == kind && ids.Contains(mail.RecipientId) && mail.AddressHash != null)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.AddressHash, (string?)null), cancellation);
    }

    private Task<string?> StoredAsync(RecipientKind kind, long recipientId, CancellationToken cancellation) =>
        db.ReaderKeys.AsNoTracking().Where(key => key.Kind == kind && key.RecipientId == recipientId).Select(key => (string?)key.ProtectedToken).SingleOrDefaultAsync(cancellation);
}
