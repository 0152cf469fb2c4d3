using System.Collections.Concurrent;
using CoproNetwork.Domain.Mail;

namespace CoproNetwork.Tests;

/// <summary>A transport that keeps what it is given.</summary>
internal sealed class MailBox : IMailTransport
{
    private readonly ConcurrentQueue<OutgoingMail> _mails = [];

    /// <summary>When set, every try fails with it.</summary>
    public Exception? Trouble { get; set; }

    public IReadOnlyList<OutgoingMail> Mails => [.. _mails];

    public OutgoingMail LastTo(string address) => _mails.Last(mail => string.Equals(mail.Recipient.Address, address, StringComparison.OrdinalIgnoreCase));

    public Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (Trouble is { } trouble) throw trouble;
        _mails.Enqueue(mail);
        return Task.CompletedTask;
    }
}
