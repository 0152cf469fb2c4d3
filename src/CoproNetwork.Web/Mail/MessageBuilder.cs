using System.Text;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using MimeKit;

namespace CoproNetwork.Web.Mail;

/// <summary>Turns a composed mail into a MIME message.</summary>
public sealed class MessageBuilder(MailSettings settings, SiteSettings site, MailSigning signing)
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
        if (mail.Exit is { } way) AddWayOut(message, way, mail.Recipient.Language);
        message.Body = new BodyBuilder { TextBody = mail.Content.Text, HtmlBody = mail.Content.Html }.ToMessageBody();
        signing.Sign(message);
        return message;
    }

    /// <summary>RFC 2369 and RFC 8058. In one line each: some mail programs read no further than its end.</summary>
    private void AddWayOut(MimeMessage message, MailExit way, MailLanguage language)
    {
        var links = language == MailLanguage.English ? SiteLinks.English : SiteLinks.Welsh;
        var address = site.Absolute(links.To("/Newsletters/Unsubscribe", ("t", way.Token), ("list", way.List.Slug())));
        AddInOneLine(message, "List-Unsubscribe", $"<{address}>");
        AddInOneLine(message, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    private static void AddInOneLine(MimeMessage message, string name, string value)
    {
        var header = new Header(name, value);
        header.SetRawValue(Encoding.ASCII.GetBytes($" {value}\r\n"));
        message.Headers.Add(header);
    }

    /// <summary>A domain with letters beyond ASCII has an ASCII form that every server knows.</summary>
    private static MailboxAddress Reader(MailRecipient recipient)
    {
        // The parser takes what it can read and leaves out the rest: what it then has may be someone else's address.
        if (!EmailAddress.IsValid(recipient.Address)) throw new MailNotSentException(MailReason.AddressInvalid, final: true);
        try
        {
            var encoded = MailboxAddress.EncodeAddrspec(recipient.Address);
            if (!Ascii.IsValid(encoded.AsSpan(encoded.LastIndexOf('@') + 1))) throw new MailNotSentException(MailReason.AddressInvalid, final: true);
            return new(OneLine(recipient.Name), encoded);
        }
        catch (ParseException failure)
        {
            throw new MailNotSentException(MailReason.AddressInvalid, final: true, failure);
        }
    }

    /// <summary>What people typed goes into headers as one line, so that it can never begin another header.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
