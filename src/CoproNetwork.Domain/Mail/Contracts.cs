using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Mail;

/// <summary>Who a mail goes to, read at the moment of sending.</summary>
/// <param name="IsHeld">A server refused this address for good earlier on.</param>
public sealed record MailRecipient(string Address, string Name, MailLanguage Language, bool IsHeld = false);

/// <summary>Looks up recipients. Answered by the concepts that own the people.</summary>
public interface IMailRecipients
{
    /// <summary>Null when there is nobody to send to any more.</summary>
    Task<MailRecipient?> FindAsync(RecipientKind kind, long id, CancellationToken cancellation);

    /// <summary>A server refused the address for good: nothing that nobody waits for goes there any more, until it is another or takes mail again.</summary>
    Task HoldAsync(RecipientKind kind, long id, string address, DateTime nowUtc, CancellationToken cancellation);

    /// <summary>The address took a mail after all.</summary>
    Task ReleaseAsync(RecipientKind kind, long id, string address, CancellationToken cancellation);
}

/// <summary>A mail ready to be written: everything but its words.</summary>
/// <param name="Token">The link's token in the clear; null for a mail without one.</param>
/// <param name="Exit">By which its reader leaves the list; null for what nobody can leave.</param>
public sealed record MailToCompose(string Template, MailModel Model, MailLanguage Language, string RecipientName, string? Token, MailExit? Exit = null);

/// <summary>The words of a mail, in HTML and plain.</summary>
public sealed record ComposedMail(string Subject, string Html, string Text);

/// <summary>Writes mails. The Web's components answer.</summary>
public interface IMailComposer
{
    Task<ComposedMail> ComposeAsync(MailToCompose mail, CancellationToken cancellation);
}

/// <summary>A composed mail with its envelope.</summary>
/// <param name="Exit">As <see cref="MailToCompose.Exit"/>.</param>
public sealed record OutgoingMail(string MessageId, MailRecipient Recipient, ComposedMail Content, DateTime CreatedAtUtc, bool Bulk, MailExit? Exit = null);

/// <summary>Hands a mail to the outside: a server or a folder.</summary>
public interface IMailTransport
{
    /// <exception cref="MailNotSentException">It was not taken. Any other exception counts as a try that failed for now.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken cancellation);
}

/// <summary>Why a mail was not sent: short codes, kept with the mail and put into words where they are shown. A server's answer follows some of them: <c>recipient-refused 550</c>.</summary>
public static class MailReason
{
    public const string Expired = "expired";
    public const string NoRecipient = "no-recipient";

    /// <summary>Its reader has left the list.</summary>
    public const string ListLeft = "list-left";

    /// <summary>A newer mail takes its place.</summary>
    public const string Replaced = "replaced";

    /// <summary>Its words could not be made: a fault of the portal.</summary>
    public const string NotWritten = "not-written";
    public const string AddressInvalid = "address-invalid";

    /// <summary>The server cannot take an address with letters beyond ASCII before the @.</summary>
    public const string AddressUnsupported = "address-unsupported";
    /// <summary>A server refused the address for good before.</summary>
    public const string AddressHeld = "address-held";
    public const string RecipientRefused = "recipient-refused";
    public const string SenderRefused = "sender-refused";
    public const string MailRefused = "mail-refused";
    public const string SignInRefused = "sign-in-refused";
    public const string NoTls = "no-tls";
    public const string CertificateRefused = "certificate-refused";
    public const string NoConnection = "no-connection";
    public const string ConnectionLost = "connection-lost";
    public const string TimedOut = "timed-out";

    /// <summary>The server answered with an error at a step that the codes above do not name.</summary>
    public const string ServerRefused = "server-refused";
    public const string FolderRefused = "folder-refused";
    public const string Stopped = "stopped";
    public const string Failed = "failed";

    /// <summary>Whether the server answered that it will never take it: a code that begins with 5.</summary>
    public static bool IsRefusal(string reason) => reason.Split(' ') is [_, ['5', ..], ..];

    /// <summary>Whether the fault lies with the reader's address, so that another mail to it would fail alike.</summary>
    public static bool ConcernsAddress(string reason) => reason.Split(' ')[0] is AddressInvalid or AddressUnsupported or RecipientRefused;
}

/// <summary>A try to send failed. The message is a <see cref="MailReason"/>, with the server's code where it gave one, and holds no address.</summary>
public sealed class MailNotSentException(string reason, bool final, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>Trying again would not help: the server refused this mail or reader for good.</summary>
    public bool Final { get; } = final;

    /// <summary>Nothing to do with this mail: any other would fail alike just now, so the pass ends and leaves the others untried.</summary>
    public bool ConcernsAll { get; init; }
}
