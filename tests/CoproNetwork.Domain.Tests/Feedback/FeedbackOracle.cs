namespace CoproNetwork.Tests.Feedback;

/// <summary>What happened to one member that matters to the calendar.</summary>
internal abstract record Happening(DateTime AtUtc)
{
    internal sealed record Approved(DateTime AtUtc) : Happening(AtUtc);

    internal sealed record Paused(DateTime AtUtc, DateOnly Until) : Happening(AtUtc);

    internal sealed record WentOn(DateTime AtUtc) : Happening(AtUtc);

    internal sealed record Chose(DateTime AtUtc, bool Yearly) : Happening(AtUtc);

    internal sealed record Answered(DateTime AtUtc, int Number) : Happening(AtUtc);

    internal sealed record Left(DateTime AtUtc) : Happening(AtUtc);

    /// <summary>A server refused their address for good.</summary>
    internal sealed record Held(DateTime AtUtc) : Happening(AtUtc);

    /// <summary>It is another address, or takes mail again.</summary>
    internal sealed record Corrected(DateTime AtUtc) : Happening(AtUtc);

    /// <summary>A pass was made.</summary>
    internal sealed record Passed(DateTime AtUtc) : Happening(AtUtc);
}

/// <summary>A mail that must have been made.</summary>
/// <param name="Nudge">Which one; 0 for the request itself.</param>
internal sealed record ExpectedMail(int Number, int Nudge, DateTime AtUtc, DateTime ExpiresAtUtc);

/// <summary>
/// What one member must have been sent, told from the log of what happened and the rules in words. It is slow and remembers nothing:
/// at each pass it looks at the whole log anew. It shares no code with the calendar or the pass.
/// </summary>
internal sealed class FeedbackOracle
{
    private const int Horizon = 30;
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private readonly List<Happening> _past = [];
    private readonly List<ExpectedMail> _mails = [];
    private readonly HashSet<int> _missed = [];

    private FeedbackOracle() { }

    public IReadOnlyList<ExpectedMail> Mails => _mails;

    /// <summary>One line a request, lowest number first, as <see cref="Line"/> writes it.</summary>
    public IReadOnlyList<string> Lines => [.. Dealt.Order().Select(number => Line(number, Request(number)?.AtUtc, _mails.Where(mail => mail.Number == number && mail.Nudge > 0).Select(mail => (mail.Nudge, mail.AtUtc))))];

    /// <summary>A pass with nothing before it is one before the approval.</summary>
    public static FeedbackOracle Tell(IEnumerable<Happening> log)
    {
        var oracle = new FeedbackOracle();
        foreach (var happening in log)
        {
            if (happening is Happening.Passed) oracle.Pass(happening.AtUtc);
            oracle._past.Add(happening);
        }

        return oracle;
    }

    public static string Line(int number, DateTime? askedAtUtc, IEnumerable<(int Nudge, DateTime AtUtc)> nudges) =>
        $"{number} {(askedAtUtc is { } at ? $"asked {at:yyyy-MM-dd HH:mm:ss.fffffff}" : "missed")}{string.Concat(nudges.Select(one => $", nudge {one.Nudge} {one.AtUtc:yyyy-MM-dd HH:mm:ss.fffffff}"))}";

    private IEnumerable<int> Dealt => _missed.Concat(_mails.Where(mail => mail.Nudge == 0).Select(mail => mail.Number));

    private ExpectedMail? Request(int number) => _mails.SingleOrDefault(mail => mail.Number == number && mail.Nudge == 0);

    private void Pass(DateTime nowUtc)
    {
        if (!_past.OfType<Happening.Approved>().Any() || _past.OfType<Happening.Left>().Any()) return;
        if (_past.LastOrDefault(one => one is Happening.Held or Happening.Corrected) is Happening.Held) return;
        if (_past.LastOrDefault(one => one is Happening.Paused or Happening.WentOn) is Happening.Paused pause && nowUtc < NineOn(pause.Until.Year, pause.Until.Month, pause.Until.Day)) return;
        var newest = Enumerable.Range(1, Horizon).Where(number => Due(number) <= nowUtc && IsOnPlan(number)).DefaultIfEmpty().Max();
        var last = Dealt.DefaultIfEmpty().Max();
        if (newest > last) Ask(newest, nowUtc);
        else if (last > 0 && IsOnPlan(last)) Nudge(last, nowUtc);
    }

    private void Ask(int number, DateTime nowUtc)
    {
        var dealt = Dealt.ToHashSet();
        _missed.UnionWith(Enumerable.Range(1, number - 1).Where(lower => IsOnPlan(lower) && !dealt.Contains(lower)));
        _mails.Add(new(number, 0, nowUtc, NextPlanned(number)));
    }

    private void Nudge(int number, DateTime nowUtc)
    {
        if (Request(number) is not { } request || _past.OfType<Happening.Answered>().Any(answer => answer.Number == number)) return;
        var sentOn = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(request.AtUtc, London));
        var due = new[] { 1, 2 }.Where(nudge => sentOn.AddDays(14 * nudge) is var day && NineOn(day.Year, day.Month, day.Day) <= nowUtc).DefaultIfEmpty().Max();
        if (due > _mails.Where(mail => mail.Number == number).Max(mail => mail.Nudge)) _mails.Add(new(number, due, nowUtc, NextPlanned(number)));
    }

    private DateTime NextPlanned(int number) => Due(Enumerable.Range(number + 1, Horizon).First(IsOnPlan));

    /// <summary>By the choice in force: once a year even numbers only; half-yearly odd ones too, if it was chosen no later than they fell due.</summary>
    private bool IsOnPlan(int number)
    {
        if (number % 2 == 0) return true;
        var (yearly, since) = (false, ApprovedAt);
        foreach (var choice in _past.OfType<Happening.Chose>())
            if (choice.Yearly != yearly) (yearly, since) = (choice.Yearly, choice.AtUtc);
        return !yearly && since <= Due(number);
    }

    private DateTime ApprovedAt => _past.OfType<Happening.Approved>().Single().AtUtc;

    private DateTime Due(int number)
    {
        var day = TimeZoneInfo.ConvertTimeFromUtc(ApprovedAt, London);
        var months = day.Year * 12 + day.Month - 1 + 6 * number;
        var (year, month) = (months / 12, months % 12 + 1);
        return NineOn(year, month, Math.Min(day.Day, DateTime.DaysInMonth(year, month)));
    }

    private static DateTime NineOn(int year, int month, int day) => TimeZoneInfo.ConvertTimeToUtc(new DateTime(year, month, day, 9, 0, 0), London);
}
