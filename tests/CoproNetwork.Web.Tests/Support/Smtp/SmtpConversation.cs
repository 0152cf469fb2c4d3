using System.Net.Security;
using System.Text;
using MimeKit;

namespace CoproNetwork.Tests;

/// <summary>A mail as it came over the wire.</summary>
internal sealed record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, string Raw)
{
    public MimeMessage Message { get; } = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(Raw)));

    public string MessageId => Message.MessageId!;
}

/// <summary>One client's conversation with the <see cref="SmtpServer"/>.</summary>
internal sealed class SmtpConversation(SmtpServer server, Stream stream) : IAsyncDisposable
{
    private Stream _stream = stream;
    private StreamReader _reader = null!;
    private string _sender = "";
    private List<string> _recipients = [];
    private bool _encrypted;

    private string? Reader => _recipients.LastOrDefault();

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (server.TlsAtOnce) await EncryptAsync(cancellation);
        else Read(_stream);
        if (await AnswerAsync(SmtpServer.Greeting, "220 demo.example.org ESMTP", cancellation) is null) return;
        while (await _reader.ReadLineAsync(cancellation) is { } line)
        {
            server.Note(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (!await HandleAsync(verb, line, cancellation) || verb == "QUIT") return;
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<bool> HandleAsync(string verb, string line, CancellationToken cancellation)
    {
        if (verb == "MAIL") (_sender, _recipients) = (line, []);
        if (verb == "RCPT") _recipients.Add(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.LastIndexOf('>')]);
        if (await AnswerAsync(verb, Usual(verb), cancellation) is not { } answer) return false;
        if (verb == "STARTTLS" && answer.StartsWith("220", StringComparison.Ordinal)) await EncryptAsync(cancellation);
        return verb != "DATA" || !answer.StartsWith("354", StringComparison.Ordinal) || await TakeAsync(cancellation);
    }

    private string Usual(string verb) => verb switch
    {
        "EHLO" => string.Join("\r\n", Offered().Select(offer => $"250-{offer}").Prepend("250-demo.example.org")) + "\r\n250 HELP",
        "STARTTLS" => "220 Go ahead",
        "AUTH" => "235 Welcome",
        "DATA" => "354 Go on",
        "QUIT" => "221 Bye",
        _ => "250 Ok",
    };

    private IEnumerable<string> Offered() => server.Certificate is not null && !_encrypted ? server.Offers.Append("STARTTLS") : server.Offers;

    /// <summary>The mail itself, up to the lone dot.</summary>
    private async Task<bool> TakeAsync(CancellationToken cancellation)
    {
        var raw = new StringBuilder();
        if (await server.AtAsync(SmtpServer.Body, "", Reader) is null) return false;
        while (await _reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line == ".")
            {
                server.Note(new ReceivedMail(_sender, _recipients, raw.ToString()));
                return await AnswerAsync(SmtpServer.FinalDot, "250 Taken", cancellation) is not null;
            }

            raw.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        return false;
    }

    /// <summary>What was answered; null when the connection is to be closed, as after every 421.</summary>
    private async Task<string?> AnswerAsync(string step, string usual, CancellationToken cancellation)
    {
        if (await server.AtAsync(step, usual, Reader) is not { } told) return null;
        var answer = told.Replace(SmtpServer.ThenDrop, "", StringComparison.Ordinal);
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), cancellation);
        await _stream.FlushAsync(cancellation);
        return answer != told || answer.StartsWith("421", StringComparison.Ordinal) ? null : answer;
    }

    private async Task EncryptAsync(CancellationToken cancellation)
    {
        var encrypted = new SslStream(_stream);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, cancellation);
        (_stream, _encrypted) = (encrypted, true);
        Read(encrypted);
    }

    private void Read(Stream from) => _reader = new StreamReader(from, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
}
