using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using IMailTransport = CoproNetwork.Domain.Mail.IMailTransport;

namespace CoproNetwork.Web.Mail;

/// <summary>Hands mails to a server by SMTP. One connection a mail: a network of thousands sends no faster than its server likes.</summary>
public sealed class SmtpTransport(MailSettings settings, MessageBuilder builder, TimeProvider clock) : IMailTransport
{
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var message = builder.Build(mail);
        using var client = new SmtpClient { Timeout = (int)settings.Timeout.TotalMilliseconds };

        // Chain, name and dates of the certificate are checked. Lists of revoked ones are not fetched: a mail server behind a
        // firewall, or with a certificate of the house, would otherwise stop all mail.
        client.CheckCertificateRevocation = false;
        await OpenAsync(client, cancellation);
        await DeliverAsync(client, message, settings.ReturnPath?.Of(mail.MessageId), cancellation);
        await GoodbyeAsync(client);
    }

    /// <summary>Greeting, encryption, sign-in: whatever fails here is the server's or the settings' matter, not this mail's.</summary>
    private async Task OpenAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.ConnectAsync(settings.Host!, settings.Port, Security(), cancellation);
        }
        catch (Exception failure)
        {
            throw new MailNotSentException(WhyNotConnected(failure), final: false, failure) { ConcernsAll = true };
        }

        if (settings.User is not { } user) return;
        try
        {
            await client.AuthenticateAsync(user, settings.Password ?? "", cancellation);
        }
        catch (Exception failure)
        {
            throw new MailNotSentException(WhyNotSignedIn(failure), final: false, failure) { ConcernsAll = true };
        }
    }

    private static async Task DeliverAsync(SmtpClient client, MimeMessage message, MailboxAddress? returnPath, CancellationToken cancellation)
    {
        if (message.To.Mailboxes.Any(reader => !Ascii.IsValid(reader.LocalPart)) && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            throw new MailNotSentException(MailReason.AddressUnsupported, final: true);
        try
        {
            await client.SendAsync(message, returnPath ?? message.From.Mailboxes.First(), message.To.Mailboxes, cancellation);
        }
        catch (SmtpCommandException refusal)
        {
            throw new MailNotSentException(WhyRefused(refusal), IsFinal(refusal), refusal);
        }
        catch (ServiceNotAuthenticatedException failure)
        {
            throw new MailNotSentException(MailReason.SignInRefused, final: false, failure) { ConcernsAll = true };
        }
        catch (Exception failure) when (WhyBroken(failure) is { } reason)
        {
            // Before or after the final dot, nobody knows: it is sent again, and is seen to be the same by its Message-Id.
            throw new MailNotSentException(reason, final: false, failure);
        }
    }

    /// <summary>The server has taken the mail already; that it hangs up on our QUIT changes nothing.</summary>
    private async Task GoodbyeAsync(SmtpClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
        try
        {
            await client.DisconnectAsync(true, limit.Token);
        }
        catch (Exception failure) when (WhyBroken(failure) is not null)
        {
            client.Dispose();
        }
    }

    private SecureSocketOptions Security() => settings.Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private static string WhyNotConnected(Exception failure) => failure switch
    {
        SmtpCommandException refusal => WithCode(MailReason.ServerRefused, refusal),
        SslHandshakeException { ServerCertificate: not null } => MailReason.CertificateRefused,
        SslHandshakeException or NotSupportedException => MailReason.NoTls,
        SocketException => MailReason.NoConnection,
        _ => WhyBroken(failure) ?? MailReason.NoConnection,
    };

    private static string WhyNotSignedIn(Exception failure) => failure switch
    {
        SmtpCommandException refusal => WithCode(MailReason.SignInRefused, refusal),
        _ => WhyBroken(failure) ?? MailReason.SignInRefused,
    };

    /// <summary>Null for what is no trouble of the connection.</summary>
    private static string? WhyBroken(Exception failure) => failure switch
    {
        OperationCanceledException or TimeoutException or IOException { InnerException: SocketException { SocketErrorCode: SocketError.TimedOut } } => MailReason.TimedOut,
        IOException or SocketException or ProtocolException or ServiceNotConnectedException => MailReason.ConnectionLost,
        _ => null,
    };

    /// <summary>A 5xx about this address or this mail is final; about the sender, or about who may send at all, it may be the settings' fault.</summary>
    private static bool IsFinal(SmtpCommandException refusal) => (int)refusal.StatusCode >= 500 && refusal.ErrorCode switch
    {
        SmtpErrorCode.SenderNotAccepted => false,
        SmtpErrorCode.RecipientNotAccepted => IsOfAddress(refusal),
        _ => true,
    };

    /// <summary>A relay that does not relay for us, or not so much, refuses each reader and knows nothing of them. What it is about says the enhanced code, else the code and the words.</summary>
    private static bool IsOfAddress(SmtpCommandException refusal) => EnhancedStatus.In(refusal.Message) is { IsVague: false } status
        ? status.IsOfAddress
        : (int)refusal.StatusCode is 550 or 551 or 553 && !refusal.Message.Contains("relay", StringComparison.OrdinalIgnoreCase);

    private static string WhyRefused(SmtpCommandException refusal) => WithCode(refusal.ErrorCode switch
    {
        SmtpErrorCode.RecipientNotAccepted when (int)refusal.StatusCode < 500 || IsOfAddress(refusal) => MailReason.RecipientRefused,
        SmtpErrorCode.RecipientNotAccepted => MailReason.ServerRefused,
        SmtpErrorCode.SenderNotAccepted => MailReason.SenderRefused,

        // At DATA or at the final dot.
        _ => MailReason.MailRefused,
    }, refusal);

    /// <summary>The server's code, without its words: they often repeat the address.</summary>
    private static string WithCode(string reason, SmtpCommandException refusal) =>
        string.Create(CultureInfo.InvariantCulture, $"{reason} {(int)refusal.StatusCode}");
}
