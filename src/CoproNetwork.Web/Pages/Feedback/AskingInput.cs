using System.Globalization;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;

namespace CoproNetwork.Web.Pages.Feedback;

/// <summary>How often a member is asked, as a page shows it.</summary>
/// <param name="NextAtUtc">When the next request is due; null while nothing can be said.</param>
public sealed record AskingView(bool IsYearly, DateTime? PausedUntilUtc, DateTime NextAtUtc)
{
    public static AskingView Of(FeedbackPlan plan, DateTime approvedAtUtc, DateTime nowUtc)
    {
        var next = FeedbackCalendar.NextDueAtUtc(approvedAtUtc, plan.HalfYearlySinceUtc, plan.LastNumber);
        var paused = plan.IsPaused(nowUtc) ? plan.PausedUntilUtc : null;
        return new(plan.IsYearly, paused, paused > next ? paused.Value : next);
    }
}

/// <summary>What the forms of a page on being asked go to.</summary>
/// <param name="To">The address of a named handler.</param>
public sealed record AskingForms(AskingView Asking, PauseInput Pause, Func<string, string> To);

/// <summary>Until when nothing is to be sent, as typed.</summary>
public sealed class PauseInput
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy"];

    public string? Until { get; set; }

    /// <summary>As a browser's calendar writes it, or day first as people do.</summary>
    public DateOnly? Day => DateOnly.TryParseExact(Until?.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public sealed class Validator : AbstractValidator<PauseInput>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(input => input.Until).Needed("Feedback.Pause.Until")
                .Must((input, _) => input.Day is not null).WithMessage("Feedback.Pause.Until.NotADay")
                .Must((input, _) => input.Day > Today(clock)).WithMessage("Feedback.Pause.Past")
                .Must((input, _) => input.Day <= Today(clock).AddDays(FeedbackPlan.LongestPauseDays)).WithMessage("Feedback.Pause.TooFar");
        }

        private static DateOnly Today(TimeProvider clock) => LondonTime.DateOf(clock.GetUtcNow().UtcDateTime);
    }
}
