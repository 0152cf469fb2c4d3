using System.Globalization;
using CoproNetwork.Domain.Common;
using CoproNetwork.Migrations.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Benchmarks;

/// <summary>
/// Measures the portal over HTTP against a bare Razor page on the same file, at 1 000 and at 100 000 made-up members.
/// <c>dotnet run -c Release --project tests/CoproNetwork.Benchmarks [FOLDER]</c>; databases in FOLDER are used again.
/// </summary>
internal static class Program
{
    private const int Small = 1_000;
    private const int Large = 100_000;
    private const int Rounds = 9;
    private const int RequestsARound = 200;
    private const int WarmUp = 300;
    private const int MemoryRequests = 10_000;
    private const int Starts = 5;

    public static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["bare", var database, var url])
        {
            await BareApp.RunAsync(database, url);
            return 0;
        }

        if (args.Length > 1)
        {
            await Console.Error.WriteLineAsync("Usage: CoproNetwork.Benchmarks [FOLDER]");
            return 2;
        }

        var folder = args.Length == 1 ? Directory.CreateDirectory(args[0]).FullName : Directory.CreateTempSubdirectory("copro-benchmarks-").FullName;
        var (small, large) = (await DatabaseAsync(folder, Small), await DatabaseAsync(folder, Large));
        await MeasureSpeedAsync(small, large);
        await MeasureStartAsync(large);
        await MeasureMemoryAsync(large);
        return 0;
    }

    private static async Task<string> DatabaseAsync(string folder, int members)
    {
        var file = Path.Combine(folder, $"members-{members}.db");
        if (!File.Exists(file))
        {
            Console.WriteLine($"Making {members} members in {file}");
            await Server.FillAsync(file, members);
        }

        return file;
    }

    private static async Task MeasureSpeedAsync(string small, string large)
    {
        await using var bareSmall = await Server.BareAsync(small);
        await using var bareLarge = await Server.BareAsync(large);
        await using var cachedSmall = await Server.PortalAsync(small, caches: true);
        await using var cachedLarge = await Server.PortalAsync(large, caches: true);
        await using var afreshSmall = await Server.PortalAsync(small, caches: false);
        await using var afreshLarge = await Server.PortalAsync(large, caches: false);
        var yardsticks = (Small: new Target("bare page", bareSmall, "/"), Large: new Target("bare page", bareLarge, "/"));
        var rows = new List<(Target Small, Target Large, bool Cached)>();
        foreach (var (name, path) in await PagesAsync(small, large))
        {
            rows.Add((new(name, cachedSmall, path), new(name, cachedLarge, path), true));
            rows.Add((new(name, afreshSmall, path), new(name, afreshLarge, path), false));
        }

        Target[] all = [yardsticks.Small, yardsticks.Large, .. rows.SelectMany(row => new[] { row.Small, row.Large })];
        foreach (var target in all) await target.WarmUpAsync(WarmUp);

        // Round about, so that whatever else the machine does falls on everyone.
        for (var round = 0; round < Rounds; round++)
            foreach (var target in all) await target.RoundAsync(RequestsARound);
        Console.WriteLine($"""

            | page | caches | requests/s at {Small} | p50 ms | p95 ms | × bare | requests/s at {Large} | p50 ms | p95 ms | × bare | {Small} : {Large} |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
        Print(yardsticks.Small, yardsticks.Large, "", yardsticks);
        foreach (var row in rows) Print(row.Small, row.Large, row.Cached ? "on" : "off", yardsticks);
        foreach (var target in all) target.Dispose();
    }

    private static void Print(Target small, Target large, string caches, (Target Small, Target Large) bare) => Console.WriteLine(
        $"| {small.Name} | {caches} | {small.Rate:0} | {small.P50:0.0} | {small.P95:0.0} | {small.Rate / bare.Small.Rate:0.00} | {large.Rate:0} | {large.P50:0.0} | {large.P95:0.0} | {large.Rate / bare.Large.Rate:0.00} | {small.Rate / large.Rate:0.00} |");

    /// <summary>A rare word is one that a single listing has, in both databases.</summary>
    private static async Task<List<(string Name, string Path)>> PagesAsync(string small, string large)
    {
        var rare = (await NumbersInNamesAsync(small)).Intersect(await NumbersInNamesAsync(large)).First();
        return
        [
            ("home", "/en"),
            ("directory", "/en/directory"),
            ("search: one rare word", $"/en/directory?q={rare}"),
            ("search: two common words", "/en/directory?q=every+month"),
            ("search: two common words that never meet", "/en/directory?q=gwynedd+pembrokeshire"),
        ];
    }

    private static async Task<List<string>> NumbersInNamesAsync(string file)
    {
        await using var db = DesignTime.Context(new SqliteEngine($"Data Source={file}"));
        var numbers = Enumerable.Range(100, 400).Select(number => $"{number}").ToList();
        return await db.ListingTerms.Where(term => numbers.Contains(term.Term)).GroupBy(term => term.Term).Where(group => group.Count() == 1).Select(group => group.Key).OrderBy(term => term).ToListAsync();
    }

    private static async Task MeasureStartAsync(string database)
    {
        var seconds = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            await using var portal = await Server.PortalAsync(database, caches: true);
            seconds.Add(portal.StartedIn.TotalSeconds);
        }

        seconds.Sort();
        Console.WriteLine($"\nFrom start to the first 200, on the database of {Large}: {seconds[Starts / 2]:0.00} s (of {Starts}: {string.Join(", ", seconds.Select(s => $"{s:0.00}"))})");
    }

    private static async Task MeasureMemoryAsync(string database)
    {
        await using var portal = await Server.PortalAsync(database, caches: true);
        using var visitor = new Target("any", portal, "/en");

        // Half of them for pages that nobody has asked for yet.
        string[] usual = ["/en", "/cy", "/en/directory", "/cy/cyfeiriadur", "/en/principles", "/cy/preifatrwydd"];
        for (var request = 0; request < MemoryRequests; request++) await visitor.AskAsync(request % 2 == 0 ? $"/cy/cyfeiriadur?q=demo+{request}" : usual[request / 2 % usual.Length]);
        Console.WriteLine($"Resident memory after {MemoryRequests} requests: {portal.ResidentMegabytes:0} MB");
    }
}
