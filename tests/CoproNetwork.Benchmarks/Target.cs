using System.Diagnostics;

namespace CoproNetwork.Benchmarks;

/// <summary>One address of one server, asked again and again over a few connections.</summary>
internal sealed class Target(string name, Server server, string path) : IDisposable
{
    private const int Connections = 4;
    private readonly Connection[] _connections = [.. Enumerable.Range(0, Connections).Select(_ => new Connection(server.Address))];
    private readonly List<double> _rates = [];
    private readonly List<double> _milliseconds = [];

    public string Name { get; } = name;

    /// <summary>Requests a second: the median of the rounds.</summary>
    public double Rate => Percentile(_rates, 0.5);

    public double P50 => Percentile(_milliseconds, 0.5);

    public double P95 => Percentile(_milliseconds, 0.95);

    /// <summary>Asks without counting, so that code is compiled and caches are filled.</summary>
    public Task WarmUpAsync(int requests) => SendAsync(requests, []);

    public async Task RoundAsync(int requests)
    {
        var clock = Stopwatch.StartNew();
        await SendAsync(requests, _milliseconds);
        _rates.Add(requests / clock.Elapsed.TotalSeconds);
    }

    public Task AskAsync(string any) => _connections[0].GetAsync(any);

    public void Dispose()
    {
        foreach (var connection in _connections) connection.Dispose();
    }

    private async Task SendAsync(int requests, List<double> milliseconds)
    {
        var left = requests;
        var each = await Task.WhenAll(_connections.Select(async connection =>
        {
            var own = new List<double>(requests);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var from = Stopwatch.GetTimestamp();
                await connection.GetAsync(path);
                own.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            return own;
        }));
        milliseconds.AddRange(each.SelectMany(own => own));
    }

    private static double Percentile(List<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)((sorted.Count - 1) * share)];
    }
}
