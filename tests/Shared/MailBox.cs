using System.Collections.Concurrent;
using CoproNetwork.Domain.Mail;

namespace CoproNetwork.Tests;

/// <summary>A transport that keeps what it is given.</summary>
internal sealed class MailBox : IMailTransport
{
    private readonly ConcurrentQueue<OutgoingMail> _mails = [];

    /// <summary>When set, every try fails with it.</summary>
    public Exception? Trouble { get; set; }

    /// <summary>Of the next mails, one each.</summary>
    public Queue<Exception> Troubles { get; } = [];

    public IReadOnlyList<OutgoingMail> Mails => [.. _mails];

    public OutgoingMail LastTo(string address) => _mails.Last(mail => string.Equals(mail.Recipient.Address, address, StringComparison.OrdinalIgnoreCase));

    public Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (Trouble is { } trouble) throw trouble;
        if (Troubles.TryDequeue(out var next)) throw next;
        _mails.Enqueue(mail);
        return Task.CompletedTask;
    }
}
