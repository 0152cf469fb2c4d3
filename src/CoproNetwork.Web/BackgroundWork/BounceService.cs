using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Mail.Bounces;

namespace CoproNetwork.Web.BackgroundWork;

/// <summary>Looks every five minutes for mail that came back, where a mailbox for it is set.</summary>
public sealed partial class BounceService(BounceMailbox mailbox, MailSettings settings, TimeProvider clock, ILogger<BounceService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Bounces is null) return;
        await BackgroundStart.WaitAsync(clock, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5), clock);
        do
        {
            try
            {
                await mailbox.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) { Log.PassFailed(logger, failure.GetType().Name); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(3502, LogLevel.Error, "The mailbox for what came back could not be read ({Type}); it is tried again")]
        public static partial void PassFailed(ILogger logger, string type);
    }
}
