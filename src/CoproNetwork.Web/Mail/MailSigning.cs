using CoproNetwork.Web.Infrastructure;
using MimeKit;
using MimeKit.Cryptography;

namespace CoproNetwork.Web.Mail;

/// <summary>Signs mails (DKIM, RFC 6376) where a key is set; else the relay must. The headers by which a reader leaves a list are covered, as RFC 8058 asks.</summary>
public sealed class MailSigning
{
    private static readonly string[] Headers =
    [
        "From", "Reply-To", "To", "Subject", "Date", "Message-Id", "Auto-Submitted", "MIME-Version", "Content-Type", "List-Unsubscribe", "List-Unsubscribe-Post",
    ];

    private readonly DkimSigner? _signer;

    /// <exception cref="SettingsException">The key cannot be read.</exception>
    public MailSigning(MailSettings settings)
    {
        if (settings.Dkim is not { } dkim) return;
        try
        {
            _signer = new(dkim.KeyFile, dkim.Domain, dkim.Selector)
            {
                HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
                BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new SettingsException("Mail__Dkim__KeyFile must name a file with a private key in PEM form that the portal may read.");
        }
    }

    /// <summary>The last thing that is done to a mail. It is written in lines that no server needs to write anew.</summary>
    public void Sign(MimeMessage message)
    {
        if (_signer is null) return;
        message.Prepare(EncodingConstraint.SevenBit);

        // A header that is not there is named too, so that nobody can add one.
        _signer.Sign(message, Headers);
    }
}
