using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Mail;

/// <summary>Says in words why a mail was not sent.</summary>
public static class MailReasons
{
    /// <param name="words">Of the reader's language.</param>
    /// <param name="lastError">What <see cref="OutboxMail.LastError"/> keeps: a code of <see cref="MailReason"/>, with the server's code where it gave one.</param>
    /// <returns>One sentence; empty for none.</returns>
    public static string Say(Words words, string? lastError)
    {
        if (string.IsNullOrEmpty(lastError)) return "";
        var parts = lastError.Split(' ', 2);
        var key = $"Mail.Reason.{parts[0]}";
        var sentence = words[words.Has(key) ? key : $"Mail.Reason.{MailReason.Failed}"];
        return parts.Length == 1 ? sentence : words["Mail.Reason.WithCode", sentence, parts[1]];
    }
}
