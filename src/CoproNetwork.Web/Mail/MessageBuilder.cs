using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using MimeKit;

namespace CoproNetwork.Web.Mail;

/// <summary>Turns a composed mail into a MIME message.</summary>
public sealed class MessageBuilder(MailSettings settings, SiteSettings site)
{
    /// <exception cref="MailNotSentException">The reader's address is no address.</exception>
    public MimeMessage Build(OutgoingMail mail)
    {
        var message = new MimeMessage { MessageId = $"{mail.MessageId}@{site.BaseUrl.IdnHost}", Date = new DateTimeOffset(mail.CreatedAtUtc, TimeSpan.Zero), Subject = OneLine(mail.Content.Subject) };
        message.From.Add(MailboxAddress.Parse(settings.From));
        if (settings.ReplyTo is { } replyTo) message.ReplyTo.Add(MailboxAddress.Parse(replyTo));
        message.To.Add(Reader(mail.Recipient));

        // Out-of-office replies to these help nobody.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new BodyBuilder { TextBody = mail.Content.Text, HtmlBody = mail.Content.Html }.ToMessageBody();
        return message;
    }

    /// <summary>A domain with letters beyond ASCII has an ASCII form that every server knows.</summary>
    private static MailboxAddress Reader(MailRecipient recipient)
    {
        try
        {
            return new(OneLine(recipient.Name), MailboxAddress.EncodeAddrspec(recipient.Address));
        }
        catch (ParseException failure)
        {
            throw new MailNotSentException(MailReason.AddressInvalid, final: true, failure);
        }
    }

    /// <summary>What people typed goes into headers as one line, so that it can never begin another header.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
