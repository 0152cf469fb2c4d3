using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Mail;

namespace CoproNetwork.Web.BackgroundWork;

/// <summary>Sends what is in the outbox: woken by a commit, and every 15 seconds.</summary>
public sealed partial class MailService(MailDispatch dispatch, MailWakeUp wakeUp, TimeProvider clock, ILogger<MailService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dispatch.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) { Log.PassFailed(logger, failure); }

            await wakeUp.WaitAsync(Interval, clock, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3003, LogLevel.Error, "The mail pass failed; it is tried again")]
        public static partial void PassFailed(ILogger logger, Exception failure);
    }
}
