using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using MimeKit;

namespace CoproNetwork.Web.Mail;

/// <summary>Writes each mail as a file, named for its Message-Id, so that a second try writes the same file again.</summary>
public sealed class PickupTransport(MailSettings settings, MessageBuilder builder) : IMailTransport
{
    /// <summary>RFC 5322, 2.1.1.</summary>
    private const int LongestLine = 998;

    /// <summary>Mails hold addresses, and links that sign in: only the owner of the files may read them, where the system knows of such.</summary>
    private static FileStreamOptions Owned()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var message = builder.Build(mail);
        message.Prepare(EncodingConstraint.EightBit, LongestLine);
        var file = Path.Combine(settings.Folder, $"{mail.CreatedAtUtc:yyyyMMdd-HHmmssfff}-{mail.MessageId}.eml");
        var half = file + ".part";
        try
        {
            CreateFolder();
            await using (var stream = new FileStream(half, Owned())) await message.WriteToAsync(stream, cancellation);
            File.Move(half, file, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MailNotSentException(MailReason.FolderRefused, final: false, failure) { ConcernsAll = true };
        }
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(settings.Folder);
        else Directory.CreateDirectory(settings.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
