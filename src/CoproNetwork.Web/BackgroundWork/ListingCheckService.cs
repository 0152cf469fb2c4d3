using CoproNetwork.Domain.MemberDirectory;

namespace CoproNetwork.Web.BackgroundWork;

/// <summary>Asks after listings, and greys those of which nobody answered, every hour.</summary>
public sealed partial class ListingCheckService(ListingCheckRun run, TimeProvider clock, ILogger<ListingCheckService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await BackgroundStart.WaitAsync(clock, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
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
        [LoggerMessage(3302, LogLevel.Error, "The pass over the listings failed; it is tried again")]
        public static partial void PassFailed(ILogger logger, Exception failure);
    }
}
