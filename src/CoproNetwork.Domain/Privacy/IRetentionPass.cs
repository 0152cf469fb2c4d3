using CoproNetwork.Domain.Common;
using Microsoft.Extensions.Logging;

namespace CoproNetwork.Domain.Privacy;

/// <summary>A concept's own share of retention: it reminds, erases and forgets what is due. Idempotent, batch by batch.</summary>
public interface IRetentionPass
{
    /// <summary>How many records were reminded or erased.</summary>
    Task<int> RunAsync(DateTime nowUtc, CancellationToken cancellation);
}

/// <summary>Runs every concept's retention once, in one process at a time.</summary>
public sealed partial class RetentionRun(IEnumerable<IRetentionPass> passes, Leases leases, ILogger<RetentionRun> logger)
{
    private const string LeaseName = "retention";
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(10);
    private static readonly Guid Holder = Guid.NewGuid();

    /// <summary>How many records were handled; null when another process is at it.</summary>
    public async Task<int?> RunAsync(DateTime nowUtc, DateTime clockUtc, CancellationToken cancellation)
    {
        if (!await leases.TryTakeAsync(LeaseName, Holder, clockUtc, clockUtc + LeaseTime, cancellation)) return null;
        var handled = 0;
        try
        {
            foreach (var pass in passes) handled += await RunOneAsync(pass, nowUtc, cancellation);
        }
        finally
        {
            await leases.ReturnAsync(LeaseName, Holder, clockUtc, CancellationToken.None);
        }

        if (handled > 0) Log.Passed(logger, handled);
        return handled;
    }

    /// <summary>What one concept cannot erase must not keep the others from it; it is tried again at the next run.</summary>
    private async Task<int> RunOneAsync(IRetentionPass pass, DateTime nowUtc, CancellationToken cancellation)
    {
        try
        {
            return await pass.RunAsync(nowUtc, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            Log.OneFailed(logger, failure, pass.GetType().Name);
            return 0;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3103, LogLevel.Error, "{Pass} failed; the other passes go on")]
        public static partial void OneFailed(ILogger logger, Exception failure, string pass);

        [LoggerMessage(3101, LogLevel.Information, "Retention pass: {Handled} records reminded or erased")]
        public static partial void Passed(ILogger logger, int handled);
    }
}
