namespace CoproNetwork.Benchmarks;

/// <summary>Limits kept and missed.</summary>
internal sealed class Verdicts
{
    private readonly List<string> _missed = [];
    private int _kept;

    public void AtLeast(string what, double measured, double limit) => Add(measured >= limit, $"{what}: {measured:0.00}, at least {limit} wanted");

    public void AtMost(string what, double measured, double limit) => Add(measured <= limit, $"{what}: {measured:0.00}, at most {limit} wanted");

    /// <returns>The exit code.</returns>
    public int Print()
    {
        Console.WriteLine($"\n{_kept} limits kept, {_missed.Count} missed");
        foreach (var line in _missed) Console.WriteLine($"- {line}");
        return _missed.Count == 0 ? 0 : 1;
    }

    private void Add(bool isKept, string line)
    {
        if (isKept) _kept++;
        else _missed.Add(line);
    }
}
