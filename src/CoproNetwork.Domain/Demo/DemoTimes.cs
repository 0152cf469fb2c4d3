namespace CoproNetwork.Domain.Demo;

/// <summary>When made-up members came: evenly over some sixteen months, those still undecided within the last weeks.</summary>
internal sealed class DemoTimes
{
    private const int Months = 16;
    private const int UndecidedDays = 24;
    private readonly DateTime _first;
    private readonly DateTime _recent;
    private readonly int _members;

    /// <param name="lastUtc">When the last one before them was approved, if anyone was: numbers follow the order of approval.</param>
    public DemoTimes(int members, DateTime nowUtc, DateTime? lastUtc)
    {
        NowUtc = nowUtc;
        _members = members;
        Decided = members - members / 10;
        _first = nowUtc.AddMonths(-Months);
        if (lastUtc > _first) _first = lastUtc.Value;
        _recent = nowUtc.AddDays(-UndecidedDays);
        if (_first > _recent) _recent = _first + (nowUtc - _first) / 2;
    }

    public DateTime NowUtc { get; }

    /// <summary>So many of the oldest are decided upon.</summary>
    public int Decided { get; }

    /// <summary>Sent and, for who is approved, approved; each later than the one before.</summary>
    public (DateTime SentAtUtc, DateTime ApprovedAtUtc) Of(int index)
    {
        if (index >= Decided) return (_recent + (NowUtc.AddHours(-12) - _recent) * ((index - Decided + 0.5) / (_members - Decided)), NowUtc);
        var approved = _first + (_recent - _first) * ((index + 1.0) / Decided);
        return (approved.AddDays(-2), approved);
    }

    public DateTime NotAfterNow(DateTime atUtc) => atUtc < NowUtc ? atUtc : NowUtc;
}
