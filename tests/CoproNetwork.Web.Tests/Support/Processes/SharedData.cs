using CoproNetwork.Domain;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests;

/// <summary>A folder with one database and its secrets, which any number of portal processes and the test itself open at once.</summary>
internal sealed class SharedData : IAsyncDisposable
{
    private readonly List<PortalProcess> _processes = [];
    private WebApplication? _own;

    public string Folder { get; } = Directory.CreateTempSubdirectory("copro-process-test-").FullName;

    public string Database => Path.Combine(Folder, "copro.db");

    /// <summary>What every process is started with.</summary>
    public Dictionary<string, string> Settings { get; }

    public SharedData() => Settings = new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings:CoproNetwork"] = $"Data Source={Database}",
        ["Secrets:Folder"] = Path.Combine(Folder, "secrets"),
        ["Mail:Folder"] = Path.Combine(Folder, "mail"),
        ["Mail:Mode"] = "Pickup",
        ["Mail:From"] = "Demo Network <network@example.org>",
        ["Site:BaseUrl"] = "http://localhost:5080",
        ["RateLimits:Posts"] = "100000",
        ["RateLimits:SignIns"] = "100000",
    };

    public void SendBySmtp(SmtpServer server)
    {
        Settings["Mail:Mode"] = "Smtp";
        Settings["Mail:Host"] = "localhost";
        Settings["Mail:Port"] = $"{server.Port}";
        Settings["Mail:Security"] = "None";
    }

    /// <summary>Does not wait for it to come up.</summary>
    public PortalProcess Start() => Keep(PortalProcess.Start(Settings));

    /// <summary>A verb of the command line; does not wait for its end.</summary>
    public PortalProcess Run(params string[] arguments) => Keep(PortalProcess.Start(Settings, arguments));

    /// <summary>Members in every state, made by this process; the database is made at the first call.</summary>
    public async Task<Given> GivenAsync() => new((await OwnAsync()).Services, TimeProvider.System);

    public async Task<T> SeeAsync<T>(Func<CoproDbContext, Task<T>> look)
    {
        await using var scope = (await OwnAsync()).Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<CoproDbContext>());
    }

    /// <summary>As if the two minutes had passed for which a killed process keeps a mail to itself.</summary>
    public Task LapseClaimsAsync() => SeeAsync(async db =>
        await db.OutboxMails.Where(mail => mail.Status == MailStatus.Waiting).ExecuteUpdateAsync(set => set.SetProperty(mail => mail.NextAttemptAtUtc, mail => mail.CreatedAtUtc))
        + await db.NewsletterDeliveries.Where(delivery => delivery.Status == DeliveryStatus.Waiting).ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.NextAttemptAtUtc, delivery => delivery.FirstDueAtUtc)));

    /// <summary>As if the minutes had passed for which a killed process keeps a pass to itself.</summary>
    public Task LapseLeasesAsync() => SeeAsync(db => db.Leases.ExecuteUpdateAsync(set => set.SetProperty(lease => lease.UntilUtc, DateTime.UnixEpoch)));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        if (_own is not null) await _own.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private PortalProcess Keep(PortalProcess process)
    {
        _processes.Add(process);
        return process;
    }

    /// <summary>The portal's services without its web server and its loops.</summary>
    private async Task<WebApplication> OwnAsync()
    {
        if (_own is not null) return _own;
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(Settings!);
        builder.AddPortal();
        _own = builder.Build();
        await _own.Services.PrepareDatabaseAsync(default);
        return _own;
    }
}
