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
    public Task WarmUpAsync(TimeSpan time) => SendAsync(time);

    public async Task RoundAsync(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var each = await SendAsync(time);
        _rates.Add(each.Count / clock.Elapsed.TotalSeconds);
        _milliseconds.AddRange(each);
    }

    /// <summary>Asks once, alone.</summary>
    public async Task TimeAsync()
    {
        var from = Stopwatch.GetTimestamp();
        await _connections[0].GetAsync(path);
        _milliseconds.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
    }

    public Task AskAsync(string any) => _connections[0].GetAsync(any);

    public void Dispose()
    {
        foreach (var connection in _connections) connection.Dispose();
    }

    /// <summary>Asks for so long; how many milliseconds each answer took.</summary>
    private async Task<List<double>> SendAsync(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        var each = await Task.WhenAll(_connections.Select(async connection =>
        {
            var own = new List<double>();
            while (Stopwatch.GetElapsedTime(began) < time)
            {
                var from = Stopwatch.GetTimestamp();
                await connection.GetAsync(path);
                own.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            return own;
        }));
        return [.. each.SelectMany(own => own)];
    }

    private static double Percentile(List<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)((sorted.Count - 1) * share)];
    }
}
