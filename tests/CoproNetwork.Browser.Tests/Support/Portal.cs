using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CoproNetwork.Tests;

/// <summary>The whole portal on a free loopback port, with a database and a mail folder of its own and its background loops running, as in life.</summary>
public sealed class Portal : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("copro-browser-test-").FullName;

    public Portal()
    {
        // The address is part of the settings, so the port is chosen before the portal starts.
        var port = LoopbackPort.Next();
        BaseUrl = new($"http://127.0.0.1:{port}");
        UseKestrel(port);
        StartServer();
    }

    public Uri BaseUrl { get; }

    public MailFolder Mails => new(Path.Combine(_folder, "mail"));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("ConnectionStrings:CoproNetwork", $"Data Source={Path.Combine(_folder, "copro.db")}");
        builder.UseSetting("Secrets:Folder", Path.Combine(_folder, "secrets"));
        builder.UseSetting("Mail:Folder", Path.Combine(_folder, "mail"));
        builder.UseSetting("Mail:Mode", "Pickup");
        builder.UseSetting("Mail:From", "Demo Network <network@example.org>");
        builder.UseSetting("Site:BaseUrl", BaseUrl.ToString());
        builder.UseSetting("Logs:Level", "Warning");
        builder.UseSetting("Join:MinimumSeconds", "0");
        builder.UseSetting("RateLimits:Posts", "100000");
        builder.UseSetting("RateLimits:SignIns", "100000");
        builder.UseStaticWebAssets();

        // Files as the build compressed them, which is how they are served when published.
        builder.UseSetting("ReloadStaticAssetsAtRuntime", "false");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || !Directory.Exists(_folder)) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
