using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace CoproNetwork.Web.Mail.Bounces;

/// <summary>What one look into the mailbox found.</summary>
public sealed record BouncePass(int Noted, int Held, int Junk)
{
    public int Total => Noted + Held + Junk;
}

/// <summary>
/// One look into the mailbox that the return path leads to, by IMAP. What was read is marked so after it is written down: a killed pass reads it again, and knows it. Two processes
/// do each other no harm.
/// </summary>
public sealed partial class BounceMailbox(MailSettings settings, DeliveryReports reports, IServiceScopeFactory scopes, TimeProvider clock, ILogger<BounceMailbox> logger)
{
    private const int MostAtOnce = 500;

    /// <returns>Null where no mailbox is set.</returns>
    public async Task<BouncePass?> RunAsync(CancellationToken cancellation)
    {
        if (settings.Bounces is not { } box) return null;
        using var client = new ImapClient { Timeout = (int)settings.Timeout.TotalMilliseconds };
        client.CheckCertificateRevocation = false;
        await client.ConnectAsync(box.Host, box.Port, Security(box.Security), cancellation);
        await client.AuthenticateAsync(box.User, box.Password, cancellation);
        var folder = await client.GetFolderAsync(box.Folder, cancellation);
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellation);
        var pass = new BouncePass(0, 0, 0);
        var unread = await folder.SearchAsync(SearchQuery.NotSeen, cancellation);
        foreach (var one in await folder.FetchAsync([.. unread.Take(MostAtOnce)], MessageSummaryItems.UniqueId | MessageSummaryItems.Size, cancellation))
        {
            var outcome = one.Size > DeliveryReports.MaxBytes ? null : await TakeAsync(folder, one.UniqueId, cancellation);
            await folder.AddFlagsAsync(one.UniqueId, MessageFlags.Seen, true, cancellation);
            pass = outcome switch
            {
                BounceOutcome.Held => pass with { Held = pass.Held + 1 },
                BounceOutcome.Noted or BounceOutcome.Known => pass with { Noted = pass.Noted + 1 },
                _ => pass with { Junk = pass.Junk + 1 },
            };
        }

        await client.DisconnectAsync(true, cancellation);
        if (pass.Total > 0) Log.Looked(logger, pass.Noted, pass.Held, pass.Junk);
        return pass;
    }

    private async Task<BounceOutcome?> TakeAsync(IMailFolder folder, UniqueId id, CancellationToken cancellation)
    {
        BounceReport? report;
        try
        {
            await using var stream = await folder.GetStreamAsync(id, cancellation);
            report = await reports.ReadAsync(stream, cancellation);
        }
        catch (FormatException)
        {
            return null;
        }

        if (report is null) return null;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BounceIntake>().TakeAsync(report, clock.GetUtcNow().UtcDateTime, cancellation);
    }

    private static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private static partial class Log
    {
        [LoggerMessage(3501, LogLevel.Information, "Mail that came back: {Noted} noted, {Held} addresses held, {Junk} others")]
        public static partial void Looked(ILogger logger, int noted, int held, int junk);
    }
}
