using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Feedback;

/// <summary>What is known of a member when the calendar is asked.</summary>
/// <param name="HalfYearlySinceUtc">Since when every number counts; null for once a year, when only even numbers do.</param>
/// <param name="PausedUntilUtc">Nothing goes out before this; null without a pause.</param>
/// <param name="LastNumber">The highest number that was asked or missed; 0 when none.</param>
/// <param name="LastAskedAtUtc">When that was asked; null when it was missed or is 0.</param>
/// <param name="LastNudge">How many of its nudges are past, 0 to 2.</param>
public sealed record FeedbackState(DateTime ApprovedAtUtc, DateTime? HalfYearlySinceUtc, DateTime? PausedUntilUtc, int LastNumber, DateTime? LastAskedAtUtc, bool IsAnswered, int LastNudge);

/// <summary>What is due.</summary>
/// <param name="Ask">The number to be asked now; null when none.</param>
/// <param name="Missed">Lower numbers that nobody was asked for, and will not be.</param>
/// <param name="Nudge">The nudge of the last request to be sent now, 1 or 2; null when none.</param>
/// <param name="NextAtUtc">Nothing is due before this, unless something changes.</param>
public sealed record FeedbackStep(int? Ask, IReadOnlyList<int> Missed, int? Nudge, DateTime NextAtUtc);

/// <summary>
/// When members are asked: request n is due n × 6 calendar months after the day of approval in London, at nine in the morning there.
/// Always reckoned from that day, so that 31 August leads to 28 February and to 31 August again.
/// </summary>
public static class FeedbackCalendar
{
    public const int MonthsApart = 6;

    /// <summary>Nudges go out so many days after the day on which the request did.</summary>
    public static IReadOnlyList<int> NudgeDays { get; } = [14, 28];

    private static readonly TimeOnly Morning = new(9, 0);

    /// <param name="number">1 or more.</param>
    public static DateTime DueAtUtc(DateTime approvedAtUtc, int number) => MorningOf(LondonTime.DateOf(approvedAtUtc).AddMonths(MonthsApart * number));

    /// <param name="nudge">1 or 2.</param>
    public static DateTime NudgeAtUtc(DateTime askedAtUtc, int nudge) => MorningOf(LondonTime.DateOf(askedAtUtc).AddDays(NudgeDays[nudge - 1]));

    /// <summary>Nine in the morning of a day in London. Clocks never change then.</summary>
    public static DateTime MorningOf(DateOnly date) => TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(Morning), LondonTime.Zone);

    /// <summary>When the next request after a number is due.</summary>
    public static DateTime NextDueAtUtc(DateTime approvedAtUtc, DateTime? halfYearlySinceUtc, int number)
    {
        var next = number + 1;
        while (!IsPlanned(approvedAtUtc, halfYearlySinceUtc, next)) next++;
        return DueAtUtc(approvedAtUtc, next);
    }

    public static FeedbackStep Decide(FeedbackState state, DateTime nowUtc)
    {
        if (state.PausedUntilUtc > nowUtc) return new(null, [], null, state.PausedUntilUtc.Value);
        var highest = HighestDue(state, nowUtc);
        var settled = Math.Max(highest, state.LastNumber);
        var nextDue = NextDueAtUtc(state.ApprovedAtUtc, state.HalfYearlySinceUtc, settled);
        if (highest > state.LastNumber)
        {
            int[] missed = [.. Enumerable.Range(state.LastNumber + 1, highest - state.LastNumber - 1).Where(number => IsPlanned(state.ApprovedAtUtc, state.HalfYearlySinceUtc, number))];
            return new(highest, missed, null, Earlier(nextDue, NudgeAtUtc(nowUtc, 1)));
        }

        var nudge = NudgeDue(state, nowUtc);
        var following = NudgeAfter(state, nudge ?? state.LastNudge);
        return new(null, [], nudge, following is { } at ? Earlier(nextDue, at) : nextDue);
    }

    /// <summary>Odd numbers count only for who was asked half-yearly when they fell due.</summary>
    private static bool IsPlanned(DateTime approvedAtUtc, DateTime? halfYearlySinceUtc, int number) =>
        number % 2 == 0 || halfYearlySinceUtc <= DueAtUtc(approvedAtUtc, number);

    private static int HighestDue(FeedbackState state, DateTime nowUtc)
    {
        var (approved, today) = (LondonTime.DateOf(state.ApprovedAtUtc), LondonTime.DateOf(nowUtc));

        // One too many at most: the months are counted without the days.
        var number = Math.Max(0, ((today.Year - approved.Year) * 12 + today.Month - approved.Month) / MonthsApart);
        while (number > 0 && (DueAtUtc(state.ApprovedAtUtc, number) > nowUtc || !IsPlanned(state.ApprovedAtUtc, state.HalfYearlySinceUtc, number))) number--;
        return number;
    }

    private static int? NudgeDue(FeedbackState state, DateTime nowUtc)
    {
        for (var nudge = NudgeDays.Count; nudge > state.LastNudge; nudge--)
            if (MayNudge(state) && NudgeAtUtc(state.LastAskedAtUtc!.Value, nudge) <= nowUtc) return nudge;
        return null;
    }

    private static DateTime? NudgeAfter(FeedbackState state, int nudge) =>
        MayNudge(state) && nudge < NudgeDays.Count ? NudgeAtUtc(state.LastAskedAtUtc!.Value, nudge + 1) : null;

    // Who has since chosen once a year is not reminded of what lies between.
    private static bool MayNudge(FeedbackState state) =>
        state is { IsAnswered: false, LastAskedAtUtc: not null } && IsPlanned(state.ApprovedAtUtc, state.HalfYearlySinceUtc, state.LastNumber);

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
