using System.Globalization;
using CoproNetwork.Domain.Feedback;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.Feedback;

/// <summary>The calendar by examples that anyone can check on paper, and by what must hold for any member.</summary>
public sealed class FeedbackCalendarTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Theory]
    // The 31st becomes the last day of a shorter month, in a leap year too, and comes back: it is reckoned from the approval each time.
    [InlineData("2027-08-31T10:00Z", 1, "2028-02-29T09:00Z")]
    [InlineData("2027-08-31T10:00Z", 2, "2028-08-31T08:00Z")]
    [InlineData("2027-08-31T10:00Z", 3, "2029-02-28T09:00Z")]
    [InlineData("2027-08-31T10:00Z", 4, "2029-08-31T08:00Z")]
    [InlineData("2027-08-30T10:00Z", 3, "2029-02-28T09:00Z")]
    [InlineData("2027-08-30T10:00Z", 4, "2029-08-30T08:00Z")]
    [InlineData("2027-08-29T10:00Z", 1, "2028-02-29T09:00Z")]
    [InlineData("2027-05-31T10:00Z", 1, "2027-11-30T09:00Z")]
    [InlineData("2027-05-31T10:00Z", 2, "2028-05-31T08:00Z")]
    [InlineData("2027-12-31T10:00Z", 1, "2028-06-30T08:00Z")]
    // Approved on a leap day.
    [InlineData("2028-02-29T10:00Z", 1, "2028-08-29T08:00Z")]
    [InlineData("2028-02-29T10:00Z", 2, "2029-02-28T09:00Z")]
    [InlineData("2028-02-29T10:00Z", 3, "2029-08-29T08:00Z")]
    [InlineData("2028-02-29T10:00Z", 8, "2032-02-29T09:00Z")]
    // In summer the day in London begins an hour before the one in UTC.
    [InlineData("2027-06-30T22:59:59Z", 1, "2027-12-30T09:00Z")]
    [InlineData("2027-06-30T23:00Z", 1, "2028-01-01T09:00Z")]
    [InlineData("2027-08-30T23:30Z", 1, "2028-02-29T09:00Z")]
    [InlineData("2027-01-31T23:59:59Z", 1, "2027-07-31T08:00Z")]
    [InlineData("2027-02-01T00:00Z", 1, "2027-08-01T08:00Z")]
    // The nights on which clocks change: the hour that is skipped, and both runs of the one that happens twice.
    [InlineData("2027-03-28T00:59:59Z", 1, "2027-09-28T08:00Z")]
    [InlineData("2027-03-28T01:00Z", 1, "2027-09-28T08:00Z")]
    [InlineData("2026-10-24T22:59:59Z", 1, "2027-04-24T08:00Z")]
    [InlineData("2026-10-25T00:30Z", 1, "2027-04-25T08:00Z")]
    [InlineData("2026-10-25T01:30Z", 1, "2027-04-25T08:00Z")]
    // Due on a day on which clocks changed in the night.
    [InlineData("2026-09-28T12:00Z", 1, "2027-03-28T08:00Z")]
    [InlineData("2027-04-30T12:00Z", 1, "2027-10-30T08:00Z")]
    [InlineData("2026-10-31T12:00Z", 2, "2027-10-31T09:00Z")]
    public void DueAt_ByExample(string approved, int number, string due) => Assert.Equal(At(due), FeedbackCalendar.DueAtUtc(At(approved), number));

    [Theory]
    [InlineData("2027-05-10T08:00Z", 1, "2027-05-24T08:00Z")]
    [InlineData("2027-05-10T08:00Z", 2, "2027-06-07T08:00Z")]
    // Days after the day on which it was sent, whatever the hour.
    [InlineData("2027-05-10T22:59Z", 1, "2027-05-24T08:00Z")]
    [InlineData("2027-05-10T23:00Z", 1, "2027-05-25T08:00Z")]
    [InlineData("2028-02-15T09:00Z", 1, "2028-02-29T09:00Z")]
    [InlineData("2027-02-15T09:00Z", 1, "2027-03-01T09:00Z")]
    // Nine in the morning stays nine in the morning where clocks change in between.
    [InlineData("2027-03-20T09:00Z", 1, "2027-04-03T08:00Z")]
    [InlineData("2027-10-20T08:00Z", 1, "2027-11-03T09:00Z")]
    [InlineData("2027-10-17T08:00Z", 1, "2027-10-31T09:00Z")]
    public void NudgeAt_ByExample(string asked, int nudge, string due) => Assert.Equal(At(due), FeedbackCalendar.NudgeAtUtc(At(asked), nudge));

    [Theory]
    [InlineData("2027-01-15", "2027-01-15T09:00Z")]
    [InlineData("2027-07-15", "2027-07-15T08:00Z")]
    [InlineData("2027-03-27", "2027-03-27T09:00Z")]
    [InlineData("2027-03-28", "2027-03-28T08:00Z")]
    [InlineData("2027-10-30", "2027-10-30T08:00Z")]
    [InlineData("2027-10-31", "2027-10-31T09:00Z")]
    public void MorningOf_ByExample(string day, string at) => Assert.Equal(At(at), FeedbackCalendar.MorningOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Fact]
    public void Decide_AtTheInstant_AsksAndNotBefore()
    {
        var state = Approved("2027-03-01T09:00Z");

        Assert.Equal((null, At("2027-09-01T08:00Z")), Brief(FeedbackCalendar.Decide(state, At("2027-09-01T08:00Z").AddTicks(-1))));
        Assert.Equal((1, At("2027-09-15T08:00Z")), Brief(FeedbackCalendar.Decide(state, At("2027-09-01T08:00Z"))));
    }

    [Fact]
    public void Decide_AfterAnOutage_AsksTheHighestAndMissesTheRest()
    {
        var step = FeedbackCalendar.Decide(Approved("2027-03-01T09:00Z"), At("2028-10-01T12:00Z"));

        Assert.Equal((3, null), (step.Ask, step.Nudge));
        Assert.Equal([1, 2], step.Missed);
    }

    [Fact]
    public void Decide_OnceAYear_KnowsOnlyEvenNumbers()
    {
        var yearly = Approved("2027-03-01T09:00Z") with { HalfYearlySinceUtc = null };

        Assert.Equal((null, At("2028-03-01T09:00Z")), Brief(FeedbackCalendar.Decide(yearly, At("2027-12-01T12:00Z"))));
        var late = FeedbackCalendar.Decide(yearly, At("2030-10-01T12:00Z"));
        Assert.Equal(6, late.Ask);
        Assert.Equal([2, 4], late.Missed);
    }

    [Theory]
    [InlineData("2027-09-01T08:00:00Z", 1)]
    [InlineData("2027-09-01T08:00:01Z", null)]
    public void Decide_HalfYearlyChosen_CountsOddNumbersFromThatInstantOn(string chosen, int? asked) =>
        Assert.Equal(asked, FeedbackCalendar.Decide(Approved("2027-03-01T09:00Z") with { HalfYearlySinceUtc = At(chosen) }, At("2027-09-03T12:00Z")).Ask);

    [Theory]
    [InlineData("2027-09-15T07:59:59Z", 0, null)]
    [InlineData("2027-09-15T08:00Z", 0, 1)]
    [InlineData("2027-09-15T08:00Z", 1, null)]
    [InlineData("2027-09-29T07:59:59Z", 1, null)]
    [InlineData("2027-09-29T08:00Z", 1, 2)]
    // After an outage only the latest; and then quiet.
    [InlineData("2027-11-01T08:00Z", 0, 2)]
    [InlineData("2027-11-01T08:00Z", 2, null)]
    public void Decide_Unanswered_NudgesTwice(string now, int past, int? nudge)
    {
        var asked = Asked("2027-09-01T10:00Z") with { LastNudge = past };

        Assert.Equal(nudge, FeedbackCalendar.Decide(asked, At(now)).Nudge);
        Assert.Null(FeedbackCalendar.Decide(asked with { IsAnswered = true }, At(now)).Nudge);
        Assert.Null(FeedbackCalendar.Decide(asked with { HalfYearlySinceUtc = null }, At(now)).Nudge);
    }

    /// <summary>A request that went out late is no more reminded of once the next is due.</summary>
    [Fact]
    public void Decide_NextOneDue_AsksItInsteadOfNudging()
    {
        var step = FeedbackCalendar.Decide(Asked("2028-02-28T12:00Z"), At("2028-03-20T12:00Z"));

        Assert.Equal((2, null), (step.Ask, step.Nudge));
        Assert.Empty(step.Missed);
    }

    [Fact]
    public void Decide_Paused_IsQuietUntilThatMorning()
    {
        var paused = Approved("2027-03-01T09:00Z") with { PausedUntilUtc = FeedbackCalendar.MorningOf(new(2028, 4, 10)) };

        Assert.Equal((null, At("2028-04-10T08:00Z")), Brief(FeedbackCalendar.Decide(paused, At("2028-04-10T07:59:59Z"))));
        var after = FeedbackCalendar.Decide(paused, At("2028-04-10T08:00Z"));
        Assert.Equal(2, after.Ask);
        Assert.Equal([1], after.Missed);
    }

    [Property]
    public void DueAt_Any_IsNineInLondonOnThatDayOfTheMonthOrItsLast(int seed)
    {
        var approved = AnyInstant(new Random(seed));
        var day = TimeZoneInfo.ConvertTimeFromUtc(approved, London);
        for (var number = 1; number <= 20; number++)
        {
            var due = TimeZoneInfo.ConvertTimeFromUtc(FeedbackCalendar.DueAtUtc(approved, number), London);
            Assert.Equal(day.Year * 12 + day.Month + 6 * number, due.Year * 12 + due.Month);
            Assert.Equal(Math.Min(day.Day, DateTime.DaysInMonth(due.Year, due.Month)), due.Day);
            Assert.Equal(new TimeSpan(9, 0, 0), due.TimeOfDay);
        }
    }

    /// <summary>The pass looks at a plan only from that instant on: it must be neither too late nor in vain.</summary>
    [Property]
    public void Decide_Any_NamesTheNextInstantAtWhichSomethingIsDue(int seed)
    {
        var random = new Random(seed);
        var (state, now) = AnyState(random);
        for (var step = 0; step < 8; step++)
        {
            var due = FeedbackCalendar.Decide(state, now);
            state = Follow(state, due, now);
            Assert.True(due.NextAtUtc > now, $"Seed {seed}, step {step}: next at {due.NextAtUtc:o}, which is not after {now:o}.");
            AssertNothing(FeedbackCalendar.Decide(state, now));
            AssertNothing(FeedbackCalendar.Decide(state, due.NextAtUtc.AddTicks(-1)));
            var next = FeedbackCalendar.Decide(state, due.NextAtUtc);
            Assert.True(next.Ask is not null || next.Nudge is not null || due.NextAtUtc == state.PausedUntilUtc, $"Seed {seed}, step {step}: nothing is due at {due.NextAtUtc:o}.");
            if (random.Next(3) == 0) state = state with { IsAnswered = state.LastAskedAtUtc is not null };
            now = random.Next(2) == 0 ? due.NextAtUtc : now.AddHours(random.Next(1, 12_000));
        }
    }

    /// <summary>Both are never due at once, and what is missed lies between the last and the one asked.</summary>
    [Property]
    public void Decide_Any_AsksOrNudgesAndMissesOnlyWhatLiesBetween(int seed)
    {
        var (state, now) = AnyState(new Random(seed));
        var due = FeedbackCalendar.Decide(state, now);

        Assert.False(due.Ask is not null && due.Nudge is not null);
        Assert.All(due.Missed, number => Assert.InRange(number, state.LastNumber + 1, due.Ask!.Value - 1));
        if (state.HalfYearlySinceUtc is null) Assert.All([due.Ask ?? 0, .. due.Missed], number => Assert.Equal(0, number % 2));
        if (due.Ask is { } asked) Assert.InRange(now, FeedbackCalendar.DueAtUtc(state.ApprovedAtUtc, asked), FeedbackCalendar.DueAtUtc(state.ApprovedAtUtc, asked + 2).AddTicks(-1));
    }

    private static FeedbackState Follow(FeedbackState state, FeedbackStep step, DateTime now) =>
        step.Ask is { } number ? state with { LastNumber = number, LastAskedAtUtc = now, IsAnswered = false, LastNudge = 0 } : state with { LastNudge = step.Nudge ?? state.LastNudge };

    private static void AssertNothing(FeedbackStep step) => Assert.True(step is { Ask: null, Nudge: null, Missed.Count: 0 }, $"{step} is due a second time.");

    private static (FeedbackState State, DateTime Now) AnyState(Random random)
    {
        var approved = AnyInstant(random);
        DateTime? halfYearlySince = random.Next(3) switch { 0 => null, 1 => approved, _ => approved.AddDays(random.Next(800)) };
        DateTime? pausedUntil = random.Next(3) == 0 ? FeedbackCalendar.MorningOf(DateOnly.FromDateTime(approved).AddDays(random.Next(1, 1500))) : null;
        var earliest = halfYearlySince > approved ? halfYearlySince.Value : approved;
        return (new(approved, halfYearlySince, pausedUntil, 0, null, false, 0), earliest.AddHours(random.Next(1, 20_000)));
    }

    /// <summary>Some of them the last days of a month, some around midnight.</summary>
    private static DateTime AnyInstant(Random random)
    {
        var day = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(random.Next(3000));
        if (random.Next(2) == 0) day = day.AddDays(DateTime.DaysInMonth(day.Year, day.Month) - day.Day - random.Next(3));
        return random.Next(2) == 0 ? day.AddMinutes(random.Next(-90, 90)) : day.AddSeconds(random.Next(86_400));
    }

    private static FeedbackState Approved(string at) => new(At(at), At(at), null, 0, null, false, 0);

    private static FeedbackState Asked(string at) => Approved("2027-03-01T09:00Z") with { LastNumber = 1, LastAskedAtUtc = At(at) };

    private static (int? Ask, DateTime NextAtUtc) Brief(FeedbackStep step) => (step.Ask, step.NextAtUtc);

    private static DateTime At(string instant) => DateTime.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
