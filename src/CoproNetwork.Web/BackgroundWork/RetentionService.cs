using CoproNetwork.Domain.Privacy;

namespace CoproNetwork.Web.BackgroundWork;

/// <summary>Reminds and erases what is due, once an hour.</summary>
public sealed partial class RetentionService(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RetentionService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await BackgroundStart.WaitAsync(clock, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var nowUtc = clock.GetUtcNow().UtcDateTime;
                await scope.ServiceProvider.GetRequiredService<RetentionRun>().RunAsync(nowUtc, nowUtc, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) { Log.PassFailed(logger, failure); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(3102, LogLevel.Error, "The retention pass failed; it is tried again")]
        public static partial void PassFailed(ILogger logger, Exception failure);
    }
}
