using CoproNetwork.Domain.Feedback;

namespace CoproNetwork.Web.BackgroundWork;

/// <summary>Asks and nudges who is due, every five minutes.</summary>
public sealed partial class FeedbackService(FeedbackRun run, TimeProvider clock, ILogger<FeedbackService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await BackgroundStart.WaitAsync(clock, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5), clock);
        do
        {
            try
            {
                await run.RunAsync(clock.GetUtcNow().UtcDateTime, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) { Log.PassFailed(logger, failure); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(3202, LogLevel.Error, "The feedback pass failed; it is tried again")]
        public static partial void PassFailed(ILogger logger, Exception failure);
    }
}
