using System.Diagnostics;
using System.Net;
using System.Reflection;
using CoproNetwork.Tests;

namespace CoproNetwork.Benchmarks;

/// <summary>A process under measurement, on a loopback port of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;

    private Server(Process process, Uri address, TimeSpan startedIn) => (_process, Address, StartedIn) = (process, address, startedIn);

    public Uri Address { get; }

    /// <summary>From the start of the process to the first 200.</summary>
    public TimeSpan StartedIn { get; }

    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>The Release build of the portal, set up as in Production.</summary>
    public static Task<Server> PortalAsync(string database, bool caches) => StartAsync("/en", url => Dotnet(PortalSettings(database, url, caches), PortalAssembly, "--urls", url));

    public static Task<Server> BareAsync(string database) => StartAsync("/", url => Dotnet([], Assembly.GetExecutingAssembly().Location, "bare", database, url));

    public static Task FillAsync(string database, int members) => RunAsync(database, "demo", "--members", $"{members}");

    /// <summary>A verb of the portal's command line, to its end.</summary>
    public static async Task RunAsync(string database, params string[] arguments)
    {
        using var process = Process.Start(Command(database, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}: {await output}");
    }

    /// <summary>A verb of the portal's command line, still to be started.</summary>
    public static ProcessStartInfo Command(string database, params string[] arguments) => Dotnet(PortalSettings(database, "http://localhost:5080", caches: true), [PortalAssembly, .. arguments]);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string PortalAssembly
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            var (framework, configuration) = (here.Name, here.Parent!.Name);
            for (var folder = here; folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "CoproNetwork.sln"))) return Path.Combine(folder.FullName, "src", "CoproNetwork.Web", "bin", configuration, framework, "CoproNetwork.Web.dll");
            throw new InvalidOperationException("The benchmarks run from a checkout.");
        }
    }

    private static async Task<Server> StartAsync(string path, Func<string, ProcessStartInfo> start)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start(address.ToString().TrimEnd('/')))!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        using var http = new HttpClient { BaseAddress = address };
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await AnswersAsync(http, path))
        {
            if (process.HasExited) throw new InvalidOperationException($"A server ended by itself with {process.ExitCode}.");
            await again.WaitForNextTickAsync();
        }

        return new(process, address, clock.Elapsed);
    }

    private static async Task<bool> AnswersAsync(HttpClient http, string path)
    {
        try
        {
            using var response = await http.GetAsync(path);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }

    private static ProcessStartInfo Dotnet(Dictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        foreach (var (key, value) in settings) start.Environment[key] = value;
        return start;
    }

    private static Dictionary<string, string> PortalSettings(string database, string url, bool caches) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_CONTENTROOT"] = Path.GetDirectoryName(PortalAssembly)!,
        ["ConnectionStrings__CoproNetwork"] = $"Data Source={database}",
        ["Secrets__Folder"] = Path.Combine(Path.GetDirectoryName(database)!, "secrets"),
        ["Mail__Folder"] = Path.Combine(Path.GetDirectoryName(database)!, "mail"),
        ["Mail__Mode"] = "Pickup",
        ["Mail__From"] = "network@example.org",
        ["Site__BaseUrl"] = url,
        ["Cache__Pages"] = caches ? "true" : "false",
    };
}
