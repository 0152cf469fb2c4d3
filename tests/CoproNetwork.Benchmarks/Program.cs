using System.Globalization;
using CoproNetwork.Domain.Common;
using CoproNetwork.Migrations.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Benchmarks;

/// <summary>
/// Measures the portal over HTTP against a bare Razor page on the same file, at 1 000 and at 100 000 made-up members.
/// <c>dotnet run -c Release --project tests/CoproNetwork.Benchmarks [directory] [FOLDER]</c>; databases in FOLDER are used again; <c>directory</c> measures <see cref="DirectoryGrowth"/>. Exit code 1 where a limit is missed.
/// </summary>
internal static class Program
{
    private const int Small = 1_000;
    private const int Large = 100_000;
    private const int Rounds = 9;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);
    private const int WarmUps = 4;
    private const double CachedAtLeast = 1.5;
    private const double AfreshAtLeast = 0.3;
    private const double WallGrowthAtMost = 1.3;

    /// <summary>The wall of promises and the list of stories with and without filters, and their feeds.</summary>
    private static readonly (string Name, string Path)[] Walls =
    [
        ("promises", "/en/promises"),
        ("promises: theme", "/en/promises?theme=housing"),
        ("promises: area", "/en/promises?area=W06000002"),
        ("promises: status", "/en/promises?status=kept"),
        ("promises: theme, area and status", "/en/promises?theme=community&area=W06000002&status=made"),
        ("feed of promises", "/en/promises/feed"),
        ("stories", "/en/stories"),
        ("stories: language and theme", "/en/stories?lang=cy&theme=work"),
        ("feed of stories", "/en/stories/feed"),
    ];

    private const double StartAtMostSeconds = 2;
    private const double ResidentAtMostMegabytes = 250;
    private const int MemoryRequests = 10_000;
    private const int Starts = 5;
    private const double PassAtMostSeconds = 120;
    private const double PassAtMostMegabytes = 300;
    private const double PassGrowthAtMost = 1.15;

    public static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["bare", var database, var url])
        {
            await BareApp.RunAsync(database, url);
            return 0;
        }

        var isDirectory = args is ["directory", ..];
        string[] folders = isDirectory ? args[1..] : args;
        if (folders.Length > 1)
        {
            await Console.Error.WriteLineAsync("Usage: CoproNetwork.Benchmarks [directory] [FOLDER]");
            return 2;
        }

        var folder = folders.Length == 1 ? Directory.CreateDirectory(folders[0]).FullName : Directory.CreateTempSubdirectory("copro-benchmarks-").FullName;
        var verdicts = new Verdicts();
        if (isDirectory)
        {
            await DirectoryGrowth.RunAsync(folder, verdicts);
            return verdicts.Print();
        }

        var (small, large) = (await DatabaseAsync(folder, Small), await DatabaseAsync(folder, Large));
        await MeasureSpeedAsync(small, large, verdicts);
        await MeasureStartAsync(large, verdicts);
        await MeasureMemoryAsync(large, verdicts);
        await MeasureFeedbackAsync(large, verdicts);
        return verdicts.Print();
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

    private static async Task MeasureSpeedAsync(string small, string large, Verdicts verdicts)
    {
        await using var bareSmall = await Server.BareAsync(small);
        await using var bareLarge = await Server.BareAsync(large);
        await using var cachedSmall = await Server.PortalAsync(small, caches: true);
        await using var cachedLarge = await Server.PortalAsync(large, caches: true);
        await using var afreshSmall = await Server.PortalAsync(small, caches: false);
        await using var afreshLarge = await Server.PortalAsync(large, caches: false);
        var bare = new Row("bare page", "", new("bare page", bareSmall, "/"), new("bare page", bareLarge, "/"), 0, 1.3);
        var rows = new List<Row> { bare };
        foreach (var page in await PagesAsync(small, large))
        {
            rows.Add(new(page.Name, "on", new(page.Name, cachedSmall, page.Path), new(page.Name, cachedLarge, page.Path), CachedAtLeast, page.GrowthAtMost));
            rows.Add(new(page.Name, "off", new(page.Name, afreshSmall, page.Path), new(page.Name, afreshLarge, page.Path), AfreshAtLeast, page.GrowthAtMost));
        }

        // What grows with the promises is measured where nothing is kept; a cached page is the same bytes.
        foreach (var (name, path) in Walls)
        {
            rows.Add(new(name, "off", new(name, afreshSmall, path), new(name, afreshLarge, path), 0, WallGrowthAtMost));
        }

        Target[] all = [.. rows.SelectMany(row => new[] { row.Small, row.Large })];
        for (var time = 0; time < WarmUps; time++)
            foreach (var target in all) await target.WarmUpAsync(WarmUp);

        // Round about, so that whatever else the machine does falls on everyone.
        for (var round = 0; round < Rounds; round++)
            foreach (var target in all) await target.RoundAsync(Round);
        Console.WriteLine($"""

            | page | caches | requests/s at {Small} | p50 ms | p95 ms | × bare | requests/s at {Large} | p50 ms | p95 ms | × bare | {Small} : {Large} |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
        foreach (var row in rows) Judge(row, bare, verdicts);
        foreach (var target in all) target.Dispose();
    }

    private static void Judge(Row row, Row bare, Verdicts verdicts)
    {
        var (small, large) = (row.Small, row.Large);
        var (toSmall, toLarge, growth) = (small.Rate / bare.Small.Rate, large.Rate / bare.Large.Rate, small.Rate / large.Rate);
        Console.WriteLine($"| {row.Name} | {row.Caches} | {small.Rate:0} | {small.P50:0.0} | {small.P95:0.0} | {toSmall:0.00} | {large.Rate:0} | {large.P50:0.0} | {large.P95:0.0} | {toLarge:0.00} | {growth:0.00} |");
        if (row == bare) return;
        verdicts.AtLeast($"{row.Name}, caches {row.Caches}, to the bare page at {Small}", toSmall, row.BareAtLeast);
        verdicts.AtLeast($"{row.Name}, caches {row.Caches}, to the bare page at {Large}", toLarge, row.BareAtLeast);
        verdicts.AtMost($"{row.Name}, caches {row.Caches}, {Small} to {Large}", growth, row.GrowthAtMost);
    }

    /// <summary>A rare word is one that a single listing has, in both databases.</summary>
    private static async Task<List<(string Name, string Path, double GrowthAtMost)>> PagesAsync(string small, string large)
    {
        var rare = (await NumbersInNamesAsync(small)).Intersect(await NumbersInNamesAsync(large)).First();
        return
        [
            ("home", "/en", 1.3),
            ("directory", "/en/directory", 1.3),
            ("search: one rare word", $"/en/directory?q={rare}", 1.3),
            ("search: two common words", "/en/directory?q=every+month", 2),
            ("search: two common words that never meet", "/en/directory?q=gwynedd+pembrokeshire", 2),
        ];
    }

    private static async Task<List<string>> NumbersInNamesAsync(string file)
    {
        await using var db = DesignTime.Context(new SqliteEngine($"Data Source={file}"));
        var numbers = Enumerable.Range(100, 400).Select(number => $"{number}").ToList();

        // Two bytes are one listing, see how a block's bits are stored.
        return await db.TermBlocks.Where(row => numbers.Contains(row.Term)).GroupBy(row => row.Term).Where(group => group.Count() == 1 && group.Max(row => row.Bits.Length) == 2).Select(group => group.Key).OrderBy(term => term).ToListAsync();
    }

    private static async Task MeasureStartAsync(string database, Verdicts verdicts)
    {
        var seconds = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            await using var portal = await Server.PortalAsync(database, caches: true);
            seconds.Add(portal.StartedIn.TotalSeconds);
        }

        seconds.Sort();
        Console.WriteLine($"\nFrom start to the first 200, on the database of {Large}: {seconds[Starts / 2]:0.00} s (of {Starts}: {string.Join(", ", seconds.Select(s => $"{s:0.00}"))})");
        verdicts.AtMost("seconds from start to the first 200", seconds[Starts / 2], StartAtMostSeconds);
    }

    private static async Task MeasureMemoryAsync(string database, Verdicts verdicts)
    {
        await using var portal = await Server.PortalAsync(database, caches: true);
        using var visitor = new Target("any", portal, "/en");

        // Half of them for pages that nobody has asked for yet.
        string[] usual = ["/en", "/cy", "/en/directory", "/cy/cyfeiriadur", "/en/principles", "/cy/preifatrwydd"];
        for (var request = 0; request < MemoryRequests; request++) await visitor.AskAsync(request % 2 == 0 ? $"/cy/cyfeiriadur?q=demo+{request}" : usual[request / 2 % usual.Length]);
        var resident = portal.ResidentMegabytes;
        Console.WriteLine($"Resident memory after {MemoryRequests} requests: {resident:0} MB");
        verdicts.AtMost("resident megabytes", resident, ResidentAtMostMegabytes);
    }

    /// <summary>As after half a year's outage: every member of the network is due at once.</summary>
    private static async Task MeasureFeedbackAsync(string database, Verdicts verdicts)
    {
        var pass = await FeedbackPass.RunAsync(database);
        Console.WriteLine($"\nFeedback pass with everyone of {Large} due at once: {pass.Seconds:0.0} s, {pass.Peak:0} MB at most, last quarter to second {pass.Growth:0.00}. {pass.Said}");
        verdicts.AtMost("seconds of the feedback pass", pass.Seconds, PassAtMostSeconds);
        verdicts.AtMost("megabytes of the feedback pass", pass.Peak, PassAtMostMegabytes);
        verdicts.AtMost("growth of the feedback pass's memory", pass.Growth, PassGrowthAtMost);
    }

    /// <summary>One line of the table, with its limits.</summary>
    private sealed record Row(string Name, string Caches, Target Small, Target Large, double BareAtLeast, double GrowthAtMost);
}
