using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;

namespace CoproNetwork.Domain.Feedback;

/// <summary>How often a member is asked, and when something is next due. One for each member from approval on; gone when they leave.</summary>
public sealed class FeedbackPlan : IVersioned
{
    /// <summary>A pause ends at the latest so many days from now.</summary>
    public const int LongestPauseDays = 3 * 366;

    private FeedbackPlan() { }

    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    public Guid Version { get; private set; }

    /// <summary>Since when the member is asked every six months; null for once a year.</summary>
    public DateTime? HalfYearlySinceUtc { get; private set; }

    public DateTime? PausedUntilUtc { get; private set; }

    /// <summary>The highest number that was asked or missed; 0 when none.</summary>
    public int LastNumber { get; private set; }

    /// <summary>The pass looks at this plan from then on.</summary>
    public DateTime NextAtUtc { get; private set; }

    public bool IsYearly => HalfYearlySinceUtc is null;

    /// <summary>For a member approved now.</summary>
    public static FeedbackPlan Begin(Member member, DateTime nowUtc) =>
        new() { Member = member, HalfYearlySinceUtc = nowUtc, NextAtUtc = FeedbackCalendar.DueAtUtc(nowUtc, 1) };

    public bool IsPaused(DateTime nowUtc) => PausedUntilUtc > nowUtc;

    /// <summary>Nothing is sent before nine in the morning of that day in London.</summary>
    /// <exception cref="DomainRuleException">The day is not after today, or too far away.</exception>
    public void PauseUntil(DateOnly day, DateTime nowUtc)
    {
        var today = LondonTime.DateOf(nowUtc);
        Rules.Must(day > today, "Feedback.Pause.Past");
        Rules.Must(day <= today.AddDays(LongestPauseDays), "Feedback.Pause.TooFar");
        PausedUntilUtc = FeedbackCalendar.MorningOf(day);
        NextAtUtc = nowUtc;
    }

    public void GoOn(DateTime nowUtc)
    {
        PausedUntilUtc = null;
        NextAtUtc = nowUtc;
    }

    /// <summary>Once a year, or every six months from now on.</summary>
    public void ChooseYearly(bool yearly, DateTime nowUtc)
    {
        if (yearly == IsYearly) return;
        HalfYearlySinceUtc = yearly ? null : nowUtc;
        NextAtUtc = nowUtc;
    }

    internal void Take(FeedbackStep step)
    {
        if (step.Ask is { } number) LastNumber = number;
        NextAtUtc = step.NextAtUtc;
    }
}
