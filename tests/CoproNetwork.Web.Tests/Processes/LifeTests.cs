using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Processes;

/// <summary>Starting and stopping, also when it goes wrong.</summary>
[Collection(nameof(ProcessTests))]
public sealed class LifeTests
{
    [Fact]
    public async Task Start_OfTwoAtOnceOnNothing_BringsBothUp()
    {
        await using var data = new SharedData();
        PortalProcess[] processes = [data.Start(), data.Start()];

        foreach (var process in processes) await AssertReadyAsync(process);

        Assert.Single(Directory.GetFiles(Path.Combine(data.Folder, "secrets")));
        await AssertFirstDataAsync(data);
    }

    /// <summary>The first start is killed at moments at which its files change, from the first one on, until one comes up before that.</summary>
    [Fact]
    public async Task Start_AfterTheFirstWasKilledAnywhere_ComesUpByItself()
    {
        var (change, killed) = (1, 0);
        for (var comesUp = false; !comesUp; change += 1 + (change / 2))
        {
            await using var data = new SharedData();
            comesUp = !await KilledAtChangeAsync(data, change);
            if (!comesUp) killed++;

            await AssertReadyAsync(data.Start());
            await AssertFirstDataAsync(data);
        }

        Assert.True(killed >= 4, $"Only {killed} moments were seen.");
    }

    [Fact]
    public async Task Start_AfterSeveralKillsInOneFolder_ComesUpByItself()
    {
        await using var data = new SharedData();
        for (var change = 1; change <= 4; change++) await KilledAtChangeAsync(data, change);

        await AssertReadyAsync(data.Start());
        await AssertFirstDataAsync(data);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_WithStaleMigrationLock_ComesUpByItself(bool migrated)
    {
        await using var data = new SharedData();
        if (migrated) await data.GivenAsync();
        await using (var connection = new SqliteConnection($"Data Source={data.Database}"))
        {
            await connection.OpenAsync();
            var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2027-03-01 09:00:00+00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await AssertReadyAsync(data.Start());
        await AssertFirstDataAsync(data);
    }

    [Fact]
    public async Task Terminate_WhileIdle_EndsWithZeroWithinSeconds()
    {
        await using var data = new SharedData();
        var process = data.Start();
        await AssertReadyAsync(process);

        var (code, took) = await process.StopAsync();

        Assert.True(code == 0, process.Output);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Terminate_WhileAServerDawdlesOverAMail_EndsWithZeroAndTheMailGoesOutLater()
    {
        await using var server = new SmtpServer();
        await using var data = new SharedData();
        data.SendBySmtp(server);
        server.Answer(SmtpServer.FinalDot, SmtpServer.Hold);
        await (await data.GivenAsync()).UnconfirmedAsync(Answers.Of("reader@example.org"));
        var process = data.Start();
        await server.ReachedAsync(SmtpServer.FinalDot);

        var (code, took) = await process.StopAsync();

        Assert.True(code == 0, process.Output);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal("stopped", await data.SeeAsync(db => db.OutboxMails.Select(mail => mail.LastError).SingleAsync()));
        server.Recover();
        await data.LapseClaimsAsync();
        data.Start();
        await server.ReceivedAsync(2);
        Assert.Single(server.Received.Select(mail => mail.MessageId).Distinct());
    }

    /// <summary>False when it came up before its files changed so often.</summary>
    private static async Task<bool> KilledAtChangeAsync(SharedData data, int change)
    {
        var before = Sizes(data);
        var process = data.Start();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (change > 0 && !process.IsUp && !process.HasExited && await ticks.WaitForNextTickAsync())
        {
            var now = Sizes(data);
            if (now != before) change--;
            before = now;
        }

        await process.KillAsync();
        return change == 0;
    }

    private static string Sizes(SharedData data) => string.Join(' ', new DirectoryInfo(data.Folder).EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Exists ? $"{file.Name}={file.Length}" : "").Order());

    private static async Task AssertReadyAsync(PortalProcess process)
    {
        using var http = new HttpClient();
        var address = await process.AddressAsync();
        var ready = await http.GetAsync(new Uri(address, "/health/ready"));
        Assert.True(ready.StatusCode == HttpStatusCode.OK, process.Output);
        Assert.Contains("Healthy", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(address, "/cy"))).StatusCode);
    }

    private static async Task AssertFirstDataAsync(SharedData data)
    {
        Assert.Equal((1, 1, 2), await data.SeeAsync(async db => (await db.MembershipSettings.CountAsync(), await db.PrinciplesVersions.CountAsync(), await db.BadgeEditions.CountAsync())));
        Assert.Empty(await data.SeeAsync(db => db.Database.GetPendingMigrationsAsync()));
        Assert.False(await data.SeeAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())));
    }
}
