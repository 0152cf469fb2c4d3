using CoproNetwork.Domain;
using CoproNetwork.Domain.Mail;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace CoproNetwork.Tests;

/// <summary>A portal of its own on a free loopback port, with a database of its own and a clock that stands still until it is moved. Its background loops are off: tests drive the passes.</summary>
public class Portal : WebApplicationFactory<Program>
{
    private int _coordinators;
    private readonly string _folder = Directory.CreateTempSubdirectory("copro-web-test-").FullName;

    private readonly TestEngine _test;

    public Portal()
    {
        _test = new(_folder);
        if (_test.Provider == "SqlServer") KeyRing.Give(Path.Combine(_folder, "secrets"));
        UseKestrel(0);
    }

    /// <summary>Settings that differ from a plain portal's, to be given before its first use.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Starts on 1 March 2027, 09:00 UTC.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero));

    public DateTime NowUtc => Clock.GetUtcNow().UtcDateTime;

    internal MailBox Mails { get; } = new();

    internal Given Given
    {
        get
        {
            Start();
            return new(Services, Clock);
        }
    }

    public string Folder => _folder;

    /// <summary>A browser with its own cookies.</summary>
    public Visitor Browse()
    {
        Start();
        return new(ClientOptions.BaseAddress);
    }

    /// <summary>Signed in by a mailed link, as in life.</summary>
    public async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = Browse();
        await visitor.PostAsync(await visitor.GetAsync("/en/sign-in"), "form#sign-in", ("Input.Email", email));
        await SendMailAsync();
        var page = await visitor.GetAsync(Visitor.LinkIn(Mails.Mails.Last(mail => (mail.Content.Text.Contains("/sign-in/link", StringComparison.Ordinal) || mail.Content.Text.Contains("/mewngofnodi/dolen", StringComparison.Ordinal)) && string.Equals(mail.Recipient.Address, email, StringComparison.OrdinalIgnoreCase))));
        await visitor.PostAsync(page, "main form");
        return visitor;
    }

    /// <summary>A coordinator, signed in; another one at each call, since one account is mailed only so many links an hour and the clock stands still.</summary>
    public Task<Visitor> CoordinatorAsync() => CoordinatorAsync($"coordinator-{Interlocked.Increment(ref _coordinators)}@example.org");

    public async Task<Visitor> CoordinatorAsync(string email)
    {
        await Given.CoordinatorAsync(email);
        return await SignedInAsync(email);
    }

    /// <summary>One pass over the outbox.</summary>
    public Task SendMailAsync()
    {
        Start();
        return Services.GetRequiredService<MailDispatch>().RunAsync(default);
    }

    /// <summary>Looks, or does something, in a scope of its own.</summary>
    public async Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> deed) where TService : notnull
    {
        Start();
        await using var scope = Services.CreateAsyncScope();
        return await deed(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> SeeAsync<T>(Func<CoproDbContext, Task<T>> look) => InScopeAsync(look);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        var settings = new Dictionary<string, string>
        {
            ["Database:Provider"] = _test.Provider,
            ["ConnectionStrings:CoproNetwork"] = _test.ConnectionString,
            ["Secrets:Folder"] = Path.Combine(_folder, "secrets"),
            ["Mail:Folder"] = Path.Combine(_folder, "mail"),
            ["Mail:Mode"] = "Pickup",
            ["Mail:From"] = "Demo Network <network@example.org>",
            ["Site:BaseUrl"] = "http://localhost:5080",
            ["Logs:Level"] = "Warning",
            ["Join:MinimumSeconds"] = "0",
            ["RateLimits:Posts"] = "100000",
            ["RateLimits:SignIns"] = "100000",
        };
        foreach (var (key, value) in Settings) settings[key] = value;
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.Replace(ServiceDescriptor.Singleton<IMailTransport>(Mails));
            foreach (var loop in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace == "CoproNetwork.Web.BackgroundWork").ToList()) services.Remove(loop);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || !Directory.Exists(_folder)) return;
        _test.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private void Start() => StartServer();
}
