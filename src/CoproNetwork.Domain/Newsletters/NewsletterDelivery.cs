using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;

namespace CoproNetwork.Domain.Newsletters;

public enum DeliveryStatus
{
    Waiting = 0,
    Sent = 1,

    /// <summary>Not taken, after all tries or for good.</summary>
    Failed = 2,

    /// <summary>Taken, and came back.</summary>
    Bounced = 3,

    /// <summary>When their turn came they had left the list.</summary>
    Unsubscribed = 4,
}

/// <summary>One issue for one reader: whether it went, and when.</summary>
public sealed class NewsletterDelivery
{
    private static readonly TimeSpan UntriedPause = TimeSpan.FromMinutes(1);

    private NewsletterDelivery() { }

    public long Id { get; private set; }

    public long IssueId { get; private set; }

    public RecipientKind Kind { get; private set; }

    /// <summary>An id of its own kind; the row's own where the reader is forgotten.</summary>
    public long RecipientId { get; private set; }

    public DeliveryStatus Status { get; private set; }

    /// <summary>The same at every try, so that a mail sent twice is seen to be one.</summary>
    public string MessageId { get; private set; } = null!;

    /// <summary>Of the address that it went to; see <see cref="MailBounce.HashOf"/>.</summary>
    public string? AddressHash { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Tries count from there: the first one, or the first after a rest of the issue. Until then when the row was made.</summary>
    public DateTime FirstDueAtUtc { get; private set; }

    /// <summary>Due from then on; a process that sends it moves this ahead, and has it to itself for so long.</summary>
    public DateTime NextAttemptAtUtc { get; private set; }

    public DateTime? SentAtUtc { get; private set; }

    /// <summary>Why it failed: a <see cref="MailReason"/>, or a status code of what came back.</summary>
    public string? Reason { get; private set; }

    internal static NewsletterDelivery Queue(long issueId, RecipientKind kind, long recipientId, DateTime nowUtc) => new()
    {
        IssueId = issueId,
        Kind = kind,
        RecipientId = recipientId,
        MessageId = OutboxMail.NewMessageId(),
        FirstDueAtUtc = nowUtc,
        NextAttemptAtUtc = nowUtc,
    };

    internal void NoteSent(string address, DateTime nowUtc) =>
        (Status, SentAtUtc, Reason, AddressHash) = (DeliveryStatus.Sent, nowUtc, null, MailBounce.HashOf(address));

    internal void Skip() => (Status, Reason) = (DeliveryStatus.Unsubscribed, null);

    /// <summary>As with any mail, tries go on for <see cref="OutboxMail.GiveUpAfter"/>.</summary>
    internal void NoteFailure(string reason, bool final, DateTime nowUtc)
    {
        Reason = Rules.Cut(reason, OutboxMail.ErrorMaxLength);
        if (!final && MailTries.Next(Attempts, FirstDueAtUtc, nowUtc) is { } next) NextAttemptAtUtc = next;
        else Status = DeliveryStatus.Failed;
    }

    /// <summary>The server took nothing at all: that was no try, however long it lasts.</summary>
    internal void NoteUntried(string reason, DateTime nowUtc)
    {
        Reason = Rules.Cut(reason, OutboxMail.ErrorMaxLength);
        Attempts--;
        NextAttemptAtUtc = nowUtc + UntriedPause;
    }

    /// <summary>Only what went can come back.</summary>
    internal void NoteBounced(string status)
    {
        if (Status == DeliveryStatus.Sent) (Status, Reason) = (DeliveryStatus.Bounced, Rules.Cut(status, OutboxMail.ErrorMaxLength));
    }
}
