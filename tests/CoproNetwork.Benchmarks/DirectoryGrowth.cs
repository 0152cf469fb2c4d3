using System.Diagnostics;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Migrations.Sqlite;
using CoproNetwork.Tests.MemberDirectory;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Benchmarks;

/// <summary>
/// The directory from a thousand listings to a million, over HTTP with caches off: <c>… CoproNetwork.Benchmarks directory [FOLDER]</c>. Each size is made by <c>demo</c>, with members
/// who bring nine things each.
/// </summary>
internal static class DirectoryGrowth
{
    private const int Brings = 9;

    /// <summary>With those who left or hide themselves away, and what is not approved yet, a thousand listings need so many members.</summary>
    private const int MembersInThousand = 116;
    private const int Rounds = 15;
    private const int RoundRequests = 20;
    private const double GrowthAtMost = 3;
    private const double QueryAtMostMilliseconds = 20;
    private const double RecallAtLeast = 0.98;
    private static readonly int[] Sizes = [1_000, 10_000, 100_000, 1_000_000];

    public static async Task RunAsync(string folder, Verdicts verdicts)
    {
        var measured = new List<Size>();
        foreach (var size in Sizes) measured.Add(await MeasureAsync(await DatabaseAsync(folder, size)));
        PrintPages(measured, verdicts);
        PrintIndex(measured);
        await MeasureTestSetAsync(folder, verdicts);
    }

    private static async Task<string> DatabaseAsync(string folder, int listings)
    {
        var file = Path.Combine(folder, $"listings-{listings}.db");
        if (File.Exists(file)) return file;
        Console.WriteLine($"Making {listings} listings in {file}");
        await Server.RunAsync(file, "demo", "--members", $"{listings * MembersInThousand / 1000}", "--brings", $"{Brings}");
        return file;
    }

    private static async Task<Size> MeasureAsync(string file)
    {
        var (listings, megabytes, paths) = await ReadAsync(file);
        await Server.RunAsync(file, "migrate");
        var clock = Stopwatch.StartNew();
        await Server.RunAsync(file, "reindex");
        var rebuilt = clock.Elapsed;
        await using var portal = await Server.PortalAsync(file, caches: false);
        var targets = paths.Select(path => new Target(path.Name, portal, path.Path)).ToList();
        foreach (var target in targets) await target.WarmUpAsync(TimeSpan.FromMilliseconds(500));
        for (var round = 0; round < Rounds; round++)
            foreach (var target in targets)
                for (var request = 0; request < RoundRequests; request++) await target.TimeAsync();
        return new(listings, megabytes, rebuilt.TotalSeconds, portal.ResidentMegabytes, targets);
    }

    /// <summary>How many are listed, what the index takes, and the pages to be asked for.</summary>
    private static async Task<(int Listings, double Megabytes, List<(string Name, string Path)> Paths)> ReadAsync(string file)
    {
        await using var db = DesignTime.Context(new SqliteEngine($"Data Source={file}"));
        var listings = await db.Listings.CountAsync();
        var middle = await db.Listings.OrderBy(l => l.KeyEnglish).ThenBy(l => l.Id).Skip(listings / 2).Select(l => new { l.KeyEnglish, l.Id }).FirstAsync();
        var deep = new DirectoryCursor(SiteLanguage.English, 0, middle.KeyEnglish, middle.Id);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT ((SELECT SUM(LENGTH(Term) + LENGTH(Bits) + 2) FROM SearchTerms) + (SELECT SUM(LENGTH(Term) + LENGTH(Bits) + 2) FROM FilterBlocks) + (SELECT SUM(LENGTH(FromKey) + LENGTH(Ids) + 8) FROM NameSlices)) / 1048576.0";
        var megabytes = Convert.ToDouble(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
        return (listings, megabytes,
        [
            ("first page", "/en/directory"),
            ("one rare word", "/en/directory?q=573"),
            ("one common word", "/en/directory?q=community"),
            ("one that all have", "/en/directory?q=demo"),
            ("three words", "/en/directory?q=everyone+hall+warm"),
            ("filtered", "/en/directory?kind=venue&area=W06000002&visits=yes"),
            ("word and filters", "/en/directory?q=kitchen&kind=venue&theme=housing"),
            ("a slip", "/en/directory?q=neighborus"),
            ("map counts", "/en/directory/map?q=demo"),
            ("deep in all", $"/en/directory?after={deep}"),
            ("deep in a search", $"/en/directory?q=demo&after={deep}"),
        ]);
    }

    private static void PrintPages(List<Size> measured, Verdicts verdicts)
    {
        Console.WriteLine($"\n| page, p50 / p95 ms | {string.Join(" | ", measured.Select(size => $"{size.Listings:N0}"))} | {Sizes[^1]:N0} : {Sizes[1]:N0} |\n| --- | {string.Join(" | ", measured.Select(_ => "---:"))} | ---: |");
        for (var page = 0; page < measured[0].Pages.Count; page++)
        {
            var (small, large) = (measured[1].Pages[page], measured[^1].Pages[page]);
            var growth = large.P50 / small.P50;
            Console.WriteLine($"| {small.Name} | {string.Join(" | ", measured.Select(size => $"{size.Pages[page].P50:0.0} / {size.Pages[page].P95:0.0}"))} | {growth:0.00} |");
            verdicts.AtMost($"{small.Name}, {Sizes[1]:N0} to {Sizes[^1]:N0}", growth, GrowthAtMost);
        }
    }

    private static void PrintIndex(List<Size> measured)
    {
        Console.WriteLine("\n| | " + string.Join(" | ", measured.Select(size => $"{size.Listings:N0}")) + " |\n| --- | " + string.Join(" | ", measured.Select(_ => "---:")) + " |");
        Console.WriteLine("| index, MB of content | " + string.Join(" | ", measured.Select(size => $"{size.Megabytes:0.0}")) + " |");
        Console.WriteLine("| rebuild, s (with the start of the command) | " + string.Join(" | ", measured.Select(size => $"{size.RebuiltSeconds:0.0}")) + " |");
        Console.WriteLine("| resident after the measurement, MB | " + string.Join(" | ", measured.Select(size => $"{size.ResidentMegabytes:0}")) + " |");
    }

    /// <summary>The queries that were written from the rules of the languages, among ten thousand other listings.</summary>
    private static async Task MeasureTestSetAsync(string folder, Verdicts verdicts)
    {
        var file = Path.Combine(folder, "test-set.db");
        File.Copy(await DatabaseAsync(folder, Sizes[1]), file, overwrite: true);
        var (set, cache) = (SearchTestSet.Read(), new FilterCache());
        using var alphabets = new AlphabetCache();
        await using var db = DesignTime.Context(new SqliteEngine($"Data Source={file}"));
        var maker = await db.Listings.Where(l => l.EntryId == null && l.Kind == ListingKind.Group).Select(l => l.MemberId).FirstAsync();
        var ids = await set.ListAsync(db, maker, DateTime.UtcNow);
        var (recalls, slowest) = (new List<double>(), (Query: "", Milliseconds: 0.0));
        foreach (var query in set.Queries)
        {
            var times = new List<double>();
            DirectoryPage? page = null;
            for (var time = 0; time < 5; time++)
            {
                db.ChangeTracker.Clear();
                var clock = Stopwatch.StartNew();
                page = await new DirectorySearch(db, cache, alphabets).FindAsync(new(query.Language == "cy" ? SiteLanguage.Welsh : SiteLanguage.English) { Words = query.Q }, 10, default);
                times.Add(clock.Elapsed.TotalMilliseconds);
            }

            var found = page!.Cards.Select(card => ids.GetValueOrDefault(card.ListingId)).ToHashSet();
            recalls.Add((double)query.Wants.Count(found.Contains) / query.Wants.Length);
            if (times.Order().ElementAt(2) is var median && median > slowest.Milliseconds) slowest = (query.Q, median);
        }

        Console.WriteLine($"\nTest set of {set.Queries.Count} queries among {Sizes[1]:N0} listings: recall at 10 {recalls.Average():0.000}; slowest, median of five: {slowest.Milliseconds:0.0} ms ({slowest.Query})");
        verdicts.AtLeast("recall at 10 of the test set", recalls.Average(), RecallAtLeast);
        verdicts.AtMost("milliseconds of the slowest query of the test set", slowest.Milliseconds, QueryAtMostMilliseconds);
    }

    private sealed record Size(int Listings, double Megabytes, double RebuiltSeconds, double ResidentMegabytes, List<Target> Pages);
}
