using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Mail;

public enum MailStatus
{
    Waiting = 0,
    Sent = 1,

    /// <summary>Not sent after all tries, or refused for good; the desk shows it and may try again.</summary>
    GivenUp = 2,

    /// <summary>No longer to be sent: its reader has left, or its link is past its time.</summary>
    Dropped = 3,
}

/// <summary>What someone waits for is sent before what is bulk.</summary>
public enum MailUrgency
{
    Awaited = 0,
    Ordinary = 1,
    Bulk = 2,
}

public enum RecipientKind
{
    Member = 1,
    Account = 2,

    /// <summary>Only for someone whose record is erased in the same transaction; the address is kept encrypted until it is sent.</summary>
    Address = 3,

    /// <summary>Reads the newsletter without being a member.</summary>
    Subscriber = 4,
}

/// <summary>To whom a mail goes: an id that is looked up at the moment of sending.</summary>
public sealed record MailTo(RecipientKind Kind, long Id, string? ProtectedAddress)
{
    /// <summary>Whose name or words it carries to someone else; see <see cref="OutboxMail.AboutMemberId"/>.</summary>
    public long? AboutMemberId { get; init; }

    public static MailTo Member(long id) => new(RecipientKind.Member, id, null);

    public static MailTo Subscriber(long id) => new(RecipientKind.Subscriber, id, null);

    public static MailTo Account(long id) => new(RecipientKind.Account, id, null);

    /// <param name="memberId">Whose address it is or was, so that the mail is found when they leave.</param>
    public static MailTo Address(string protectedAddress, long memberId) => new(RecipientKind.Address, memberId, protectedAddress);
}

/// <summary>A mail to be sent, in the same transaction as its cause. Model, token and address are blanked once it is sent.</summary>
public sealed class OutboxMail
{
    public const int TemplateMaxLength = 60;
    public const int MessageIdMaxLength = 200;
    public const int ErrorMaxLength = 500;

    /// <summary>A process that sends has a mail to itself for so long; longer than any SMTP conversation is let last.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    /// <summary>Tries go on for so long.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    /// <summary>However often it failed, it is tried again after so long: a server may be back.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    private OutboxMail() { }

    public long Id { get; private set; }

    /// <summary>Name of the mail, see <see cref="MailTemplates"/>.</summary>
    public string Template { get; private set; } = null!;

    public string ModelJson { get; private set; } = "{}";

    public MailLanguage Language { get; private set; }

    public RecipientKind RecipientKind { get; private set; }

    public long RecipientId { get; private set; }

    public string? ProtectedAddress { get; private set; }

    /// <summary>A member whose name or words it carries to another: when they leave, it is sent no more. Null for most.</summary>
    public long? AboutMemberId { get; private set; }

    public string? ProtectedToken { get; private set; }

    /// <summary>Of the address that it went to; see <see cref="MailBounce.HashOf"/>.</summary>
    public string? AddressHash { get; private set; }

    public MailUrgency Urgency { get; private set; }

    /// <summary>The same at every try, so that a mail sent twice is seen to be one.</summary>
    public string MessageId { get; private set; } = null!;

    public MailStatus Status { get; private set; }

    public int Attempts { get; private set; }

    public DateTime CreatedAtUtc { get; private set; }

    /// <summary>Tries count from here; moved when the desk tries again.</summary>
    public DateTime FirstDueAtUtc { get; private set; }

    public DateTime NextAttemptAtUtc { get; private set; }

    /// <summary>After this it is pointless (a sign-in link that has died); null for most.</summary>
    public DateTime? ExpiresAtUtc { get; private set; }

    public DateTime? SentAtUtc { get; private set; }

    /// <summary>Why the last try failed: a <see cref="MailReason"/>, with the server's code where it gave one.</summary>
    public string? LastError { get; private set; }

    public static OutboxMail Queue(string template, string modelJson, MailTo to, MailLanguage language, MailUrgency urgency, string? protectedToken, DateTime nowUtc, DateTime? expiresAtUtc = null) => new()
    {
        Template = template,
        ModelJson = modelJson,
        RecipientKind = to.Kind,
        RecipientId = to.Id,
        ProtectedAddress = to.ProtectedAddress,
        AboutMemberId = to.AboutMemberId,
        Language = language,
        Urgency = urgency,
        ProtectedToken = protectedToken,
        MessageId = NewMessageId(),
        CreatedAtUtc = nowUtc,
        FirstDueAtUtc = nowUtc,
        NextAttemptAtUtc = nowUtc,
        ExpiresAtUtc = expiresAtUtc,
    };

    /// <summary>The part before the @, 44 lower-case characters: it also stands in the return path, where servers may change case.</summary>
    internal static string NewMessageId() => RandomToken.Make().ToLowerInvariant() + RandomToken.Make().ToLowerInvariant();

    public void NoteSent(string address, DateTime nowUtc)
    {
        // An address that the mail carries itself is erased with this, and nothing of it stays.
        AddressHash = ProtectedAddress is null ? MailBounce.HashOf(address) : null;
        Status = MailStatus.Sent;
        SentAtUtc = nowUtc;
        LastError = null;
        Blank();
    }

    public void Drop(string reason)
    {
        Status = MailStatus.Dropped;
        LastError = Short(reason);
        Blank();
    }

    /// <summary>
    /// Again 1, 2, 4 … minutes later, at most <see cref="LongestPause"/>, for the last time <see cref="GiveUpAfter"/> after the first;
    /// then, or at once when the refusal is final, it is given up.
    /// </summary>
    public void NoteFailure(string reason, bool final, DateTime nowUtc)
    {
        LastError = Short(reason);
        if (!final && MailTries.Next(Attempts, FirstDueAtUtc, nowUtc) is { } next) NextAttemptAtUtc = next;
        else Status = MailStatus.GivenUp;
    }

    /// <exception cref="DomainRuleException">It was not given up.</exception>
    public void TryAgain(DateTime nowUtc)
    {
        Rules.Must(Status == MailStatus.GivenUp, "Mail.NotGivenUp");
        Status = MailStatus.Waiting;
        Attempts = 0;
        FirstDueAtUtc = NextAttemptAtUtc = nowUtc;
    }

    private void Blank()
    {
        ModelJson = "{}";
        ProtectedToken = ProtectedAddress = null;
    }

    private static string Short(string reason) => reason.Length <= ErrorMaxLength ? reason : reason[..ErrorMaxLength];
}

/// <summary>When a mail that failed is tried again.</summary>
internal static class MailTries
{
    /// <param name="attempts">So many have failed.</param>
    /// <param name="firstDueUtc">Tries count from there.</param>
    /// <returns>Null once it is to be given up.</returns>
    public static DateTime? Next(int attempts, DateTime firstDueUtc, DateTime nowUtc)
    {
        var last = firstDueUtc + OutboxMail.GiveUpAfter;
        if (nowUtc >= last) return null;
        var next = nowUtc + TimeSpan.FromMinutes(Math.Min(Math.Pow(2, attempts - 1), OutboxMail.LongestPause.TotalMinutes));
        return next < last ? next : last;
    }
}
