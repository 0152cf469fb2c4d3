using System.Diagnostics;
using CoproNetwork.Web.Commands;
using Microsoft.Data.Sqlite;

namespace CoproNetwork.Tests.Commands;

/// <summary>The verbs, as whole processes: exit codes and what is said.</summary>
[Trait(TestEngine.Trait, TestEngine.SqliteOnly)]
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("copro-command-test-").FullName;

    [Theory]
    [InlineData("no-such-verb")]
    [InlineData("coordinator", "add")]
    [InlineData("backup")]
    [InlineData("retention", "run", "--at", "yesterday")]
    [InlineData("directory", "check", "--at", "yesterday")]
    [InlineData("mail")]
    [InlineData("demo")]
    [InlineData("demo", "--members", "0")]
    [InlineData("demo", "--members", "many")]
    [InlineData("demo", "--members", "5", "--seed", "x")]
    public async Task WrongUsage_ExitsWithTwo(params string[] arguments)
    {
        var (exit, _, errors) = await RunAsync(arguments);

        Assert.Equal(2, exit);
        Assert.NotEmpty(errors);
    }

    [Theory]
    [InlineData("coordinator", "add", "a@example.org")]
    [InlineData("mail", "send")]
    [InlineData("retention", "run")]
    [InlineData("directory", "check")]
    [InlineData("newsletter", "run")]
    [InlineData("mail", "bounces")]
    [InlineData("reindex")]
    public async Task WithoutDatabase_ExitsWithOneAndCreatesNone(params string[] arguments)
    {
        var (exit, _, errors) = await RunAsync(arguments);

        Assert.Equal(1, exit);
        Assert.Single(errors.Trim().Split('\n'));
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task Production_WithoutSettings_ExitsWithOneSentence()
    {
        var (exit, _, errors) = await RunAsync([], settings: false);

        Assert.Equal(1, exit);
        Assert.StartsWith("Site__BaseUrl", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_EmptyDatabase_IsFilledAndMayGrow()
    {
        var first = await RunAsync(["demo", "--members", "30", "--seed", "3"]);
        var second = await RunAsync(["demo", "--members", "10"]);

        Assert.Equal((0, 0), (first.Exit, second.Exit));
        Assert.Contains(Database, first.Output, StringComparison.Ordinal);
        Assert.Equal(40L, Scalar(Database, "SELECT COUNT(*) FROM Members"));
        Assert.Equal(1L, Scalar(Database, "SELECT COUNT(*) FROM AspNetUserRoles"));
    }

    [Fact]
    public async Task DirectoryCheck_AtAnotherTime_AsksOnceAndGreysWhoDoesNotAnswer()
    {
        await RunAsync(["demo", "--members", "5", "--seed", "3"]);
        var listings = Scalar(Database, "SELECT COUNT(*) FROM Listings");

        string[] said = [
            (await RunAsync(["directory", "check", "--at", "2090-01-01T09:00Z"])).Output,
            (await RunAsync(["directory", "check", "--at", "2090-01-01T10:00Z"])).Output,
            (await RunAsync(["directory", "check", "--at", "2090-01-31T09:00Z"])).Output];

        Assert.Contains($"{listings} asked after, 0 greyed.", said[0], StringComparison.Ordinal);
        Assert.Contains("0 asked after, 0 greyed.", said[1], StringComparison.Ordinal);
        Assert.Contains($"0 asked after, {listings} greyed.", said[2], StringComparison.Ordinal);
        Assert.Equal(listings, Scalar(Database, "SELECT COUNT(*) FROM OutboxMails WHERE Template = 'ListingCheck'"));
    }

    [Fact]
    public async Task MailBounces_OfASavedMessage_HoldsTheAddressOnce()
    {
        await RunAsync(["demo", "--members", "60", "--seed", "3"]);
        await RunAsync(["directory", "check"]);
        await RunAsync(["mail", "send"]);
        var mail = Scalar(Database, "SELECT MessageId FROM OutboxMails WHERE Template = 'ListingCheck' AND Status = 1 LIMIT 1");
        var address = Scalar(Database, $"SELECT Email FROM Members WHERE Id = (SELECT RecipientId FROM OutboxMails WHERE MessageId = '{mail}')");
        var (file, other) = (Path.Combine(_folder, "bounce.eml"), Path.Combine(_folder, "other.eml"));
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(Checkout.Path("tests", "CoproNetwork.Web.Tests", "Mail", "Data", "postfix.eml"))).Replace("{id}", $"{mail}", StringComparison.Ordinal).Replace("reader@example.net", $"{address}", StringComparison.Ordinal));
        await File.WriteAllTextAsync(other, "Subject: Demo\r\n\r\nDemo words.");

        var said = new List<string>();
        foreach (var one in new[] { file, file, other }) said.Add((await RunAsync(["mail", "bounces", one])).Output.Trim().Split('\n')[^1]);

        Assert.Equal(["5.1.1: noted, and the address is held.", "It was read before.", "It says of none of our mails that it will not arrive."], said);
        Assert.Equal(1L, Scalar(Database, "SELECT COUNT(*) FROM Members WHERE EmailHeldAtUtc IS NOT NULL"));
        Assert.Equal(1, (await RunAsync(["mail", "bounces", Path.Combine(_folder, "none.eml")])).Exit);
        Assert.StartsWith("Mail__Bounces__Host is not set", (await RunAsync(["mail", "bounces"])).Errors.Trim(), StringComparison.Ordinal);
        Assert.Contains("0 sent, 0 failed, 0 skipped.", (await RunAsync(["newsletter", "run"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reindex_OfADemonstration_LeavesTheIndexAsItWas()
    {
        await RunAsync(["demo", "--members", "60", "--seed", "3"]);
        const string index = "SELECT (SELECT COUNT(*) || ' ' || SUM(LENGTH(Bits)) FROM SearchTerms) || ' ' || (SELECT COUNT(*) || ' ' || SUM(LENGTH(Bits)) FROM FilterBlocks) || ' ' || (SELECT SUM(LENGTH(Ids)) FROM NameSlices) || ' ' || (SELECT IndexedBy FROM DirectoryStates)";
        var before = Scalar(Database, index);

        var (exit, output, _) = await RunAsync(["reindex"]);

        Assert.Equal(0, exit);
        Assert.Contains("listings were gone through", output, StringComparison.Ordinal);
        Assert.Equal(before, Scalar(Database, index));
    }

    [Fact]
    public async Task Database_AndItsCopy_AreForTheirOwnerOnly()
    {
        if (OperatingSystem.IsWindows()) return;
        await RunAsync(["migrate"]);
        var copy = Path.Combine(_folder, "copy.db");

        Assert.Equal(0, (await RunAsync(["backup", copy])).Exit);

        foreach (var file in new[] { Database, copy }) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.NotNull(Scalar(copy, "SELECT COUNT(*) FROM Members"));
    }

    [Fact]
    public async Task Demo_RealMembers_IsRefused()
    {
        Assert.Equal(0, (await RunAsync(["demo", "--members", "3"])).Exit);
        await using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE Members SET EmailLikenessKey = 'someone@example.com' WHERE Number = 1";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var (exit, _, errors) = await RunAsync(["demo", "--members", "3"]);

        Assert.Equal(1, exit);
        Assert.StartsWith("This database holds real members", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(3L, Scalar(Database, "SELECT COUNT(*) FROM Members"));
    }

    [Fact]
    public async Task Coordinator_AfterMigrate_IsAddedOnce()
    {
        Assert.Equal(0, (await RunAsync(["migrate"])).Exit);

        var first = await RunAsync(["coordinator", "add", "coordinator@example.org"]);
        var second = await RunAsync(["coordinator", "add", "Coordinator@Example.org"]);
        var wrong = await RunAsync(["coordinator", "add", "nobody"]);

        Assert.Equal((0, 0, 1), (first.Exit, second.Exit, wrong.Exit));
        Assert.Contains(Database, first.Output, StringComparison.Ordinal);
        Assert.Equal(1L, Scalar(Database, "SELECT COUNT(*) FROM AspNetUsers"));
        Assert.Equal(1L, Scalar(Database, "SELECT COUNT(*) FROM AspNetUserRoles"));
    }

    [Fact]
    public async Task Backup_IsWholeAndNeverWritesOver()
    {
        await RunAsync(["migrate"]);
        var copy = Path.Combine(_folder, "copy.db");

        var first = await RunAsync(["backup", copy]);
        var second = await RunAsync(["backup", copy]);

        Assert.Equal((0, 1), (first.Exit, second.Exit));
        Assert.Equal("ok", Scalar(copy, "PRAGMA integrity_check"));
        Assert.Equal(1L, Scalar(copy, "SELECT COUNT(*) FROM PrinciplesVersions"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private string Database => Path.Combine(_folder, "copro.db");

    private static object? Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private async Task<(int Exit, string Output, string Errors)> RunAsync(string[] arguments, bool settings = true)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__CoproNetwork"] = $"Data Source={Database}";
        start.Environment["Secrets__Folder"] = Path.Combine(_folder, "secrets");
        if (settings)
        {
            start.Environment["Site__BaseUrl"] = "http://localhost:5080";
            start.Environment["Mail__Mode"] = "Pickup";
            start.Environment["Mail__From"] = "network@example.org";
            start.Environment["Mail__Folder"] = Path.Combine(_folder, "mail");
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
