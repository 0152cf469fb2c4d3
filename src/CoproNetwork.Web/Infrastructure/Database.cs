using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Migrations.Sqlite;
using CoproNetwork.Migrations.SqlServer;
using CoproNetwork.Web.Mail;
using Microsoft.AspNetCore.DataProtection;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>The database of the settings, on either engine.</summary>
public static class Database
{
    public static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        services.AddSingleton(_ => Engine(configuration, contentRoot));
        services.AddSingleton<MailWakeUp>();
        return services.AddDbContextPool<CoproDbContext>((provider, options) =>
        {
            provider.GetRequiredService<IDatabaseEngine>().Configure(options);
            options.AddInterceptors(provider.GetRequiredService<MailWakeUp>());
        });
    }

    /// <summary>Creates, migrates and fills with what every network has.</summary>
    public static async Task PrepareDatabaseAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var engine = scope.ServiceProvider.GetRequiredService<IDatabaseEngine>();
        await engine.MigrateAsync(scope.ServiceProvider.GetRequiredService<CoproDbContext>(), cancellation);
        var nowUtc = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await scope.ServiceProvider.GetRequiredService<FirstData>().EnsureAsync(FirstPrinciples(scope.ServiceProvider.GetRequiredService<WordBook>()), nowUtc, cancellation);

        // After an upgrade that knows words otherwise, or a demonstration that was stopped.
        var directory = scope.ServiceProvider.GetRequiredService<DirectoryRebuild>();
        if (await directory.IsNeededAsync(cancellation)) await directory.RunAsync(cancellation);

        // The first use of the key ring makes its first key and stores it on a connection of its own: inside a transaction it would wait for itself.
        scope.ServiceProvider.GetRequiredService<IDataProtectionProvider>().CreateProtector("CoproNetwork.FirstKey").Protect([]);
    }

    private static IDatabaseEngine Engine(IConfiguration configuration, string contentRoot)
    {
        var connection = Settings.Optional(configuration, "ConnectionStrings:CoproNetwork");
        var batch = configuration.GetValue<int?>("Database:MaxBatchSize");
        return (configuration["Database:Provider"] ?? "Sqlite") switch
        {
            "Sqlite" => new SqliteEngine(connection ?? $"Data Source={Path.Combine(contentRoot, "data", "copro.db")}", batch),
            "SqlServer" => new SqlServerEngine(connection ?? throw new SettingsException("ConnectionStrings__CoproNetwork is needed when Database__Provider is SqlServer."), batch),
            _ => throw new SettingsException("Database__Provider must be Sqlite or SqlServer."),
        };
    }

    private static List<PrincipleText> FirstPrinciples(WordBook book)
    {
        var (welsh, english) = (book.For(SiteLanguage.Welsh), book.For(SiteLanguage.English));
        return [.. Enumerable.Range(1, 5).Select(i => new PrincipleText(
            welsh[$"Principles.V1.P{i}.Title"], english[$"Principles.V1.P{i}.Title"], welsh[$"Principles.V1.P{i}.Text"], english[$"Principles.V1.P{i}.Text"]))];
    }
}
