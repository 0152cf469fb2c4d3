using System.Diagnostics;
using System.Globalization;
using CoproNetwork.Domain.Common;
using CoproNetwork.Migrations.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Benchmarks;

/// <summary>One feedback pass as a process of its own, on a copy of a database, so long after its last approval that every member is due.</summary>
/// <param name="Said">What the command said at its end.</param>
/// <param name="Resident">Megabytes, every <see cref="Between"/>, from its start to its end.</param>
/// <param name="Peak">The most megabytes that it ever had, between two looks too.</param>
internal sealed record FeedbackPass(string Said, double Seconds, IReadOnlyList<double> Resident, double Peak)
{
    private const int MonthsLater = 7;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <summary>The last quarter's mean to the second's: well above 1 where memory grows with the members. The first quarter is the start.</summary>
    public double Growth => Mean(3) / Mean(1);

    public static async Task<FeedbackPass> RunAsync(string database)
    {
        var copy = Path.Combine(Path.GetDirectoryName(database)!, "feedback.db");
        File.Delete(copy);
        await Server.RunAsync(database, "backup", copy);
        try
        {
            await EndLeasesAsync(copy);
            return await MeasureAsync(copy, (await LastApprovalAsync(copy)).AddMonths(MonthsLater));
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static async Task<FeedbackPass> MeasureAsync(string copy, DateTime atUtc)
    {
        var resident = new List<double>();
        var peak = 0.0;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(Server.Command(copy, "feedback", "run", "--at", atUtc.ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture)))!;
        var (ended, output) = (process.WaitForExitAsync(), process.StandardOutput.ReadToEndAsync());
        using var ticks = new PeriodicTimer(Between);
        while (await Task.WhenAny(ended, ticks.WaitForNextTickAsync().AsTask()) != ended)
        {
            process.Refresh();
            if (process.HasExited) break;
            resident.Add(process.WorkingSet64 / 1024.0 / 1024.0);
            peak = Math.Max(peak, process.PeakWorkingSet64 / 1024.0 / 1024.0);
        }

        await ended;
        if (process.ExitCode != 0) throw new InvalidOperationException($"The pass ended with {process.ExitCode}: {await output}");
        return new((await output).TrimEnd().Split('\n')[^1], clock.Elapsed.TotalSeconds, resident, peak);
    }

    /// <summary>A portal that was ended in the middle of a pass holds its lease for two minutes more.</summary>
    private static async Task EndLeasesAsync(string database)
    {
        await using var db = DesignTime.Context(new SqliteEngine($"Data Source={database};Pooling=False"));
        await db.Leases.ExecuteDeleteAsync();
    }

    private static async Task<DateTime> LastApprovalAsync(string database)
    {
        await using var db = DesignTime.Context(new SqliteEngine($"Data Source={database};Pooling=False"));
        return await db.Members.MaxAsync(member => member.ApprovedAtUtc) ?? throw new InvalidOperationException("Nobody is a member there.");
    }

    private double Mean(int quarter) => Resident.Skip(Resident.Count * quarter / 4).Take(Resident.Count / 4).Average();
}
