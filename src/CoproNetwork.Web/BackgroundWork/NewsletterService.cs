using CoproNetwork.Domain.Newsletters;

namespace CoproNetwork.Web.BackgroundWork;

/// <summary>Sends the issues that are due, looked for every fifteen seconds.</summary>
public sealed partial class NewsletterService(NewsletterRun run, TimeProvider clock, ILogger<NewsletterService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await BackgroundStart.WaitAsync(clock, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15), clock);
        do
        {
            try
            {
                await run.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) { Log.PassFailed(logger, failure); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(3404, LogLevel.Error, "The newsletter pass failed; it is tried again")]
        public static partial void PassFailed(ILogger logger, Exception failure);
    }
}
