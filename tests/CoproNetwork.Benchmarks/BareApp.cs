using CoproNetwork.Domain;
using CoproNetwork.Migrations.Sqlite;

namespace CoproNetwork.Benchmarks;

/// <summary>The bare page as an application: Razor Pages and a pooled context, nothing else.</summary>
internal static class BareApp
{
    public static async Task RunAsync(string database, string url)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(BareApp).Assembly.GetName().Name, EnvironmentName = Environments.Production });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRazorPages();
        builder.Services.AddDbContextPool<CoproDbContext>(new SqliteEngine($"Data Source={database}").Configure);
        await using var app = builder.Build();
        app.MapRazorPages();
        await app.RunAsync(url);
    }
}
