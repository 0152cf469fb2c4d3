using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Infrastructure.Forms;
using FluentValidation;

namespace CoproNetwork.Web.Pages.Feedback;

/// <summary>How a promise goes, as typed.</summary>
public class ProgressInput
{
    public PromiseStatus? Status { get; set; }

    public string? Happened { get; set; }

    public string? Helped { get; set; }

    public string? Hindered { get; set; }

    /// <summary>Of a stuck promise.</summary>
    public string? WouldHelp { get; set; }

    /// <summary>The new words of a changed promise.</summary>
    public string? NewText { get; set; }

    /// <summary>The next promise after a kept one, or the first of someone who has none.</summary>
    public NextPromiseInput Next { get; set; } = new();

    public SiteLanguage? Language { get; set; }

    public UpdateVisibility? Visibility { get; set; }

    /// <summary>Set by the page, never bound: without a promise only a next one can be made.</summary>
    internal bool HasPromise { get; set; } = true;

    public Progress? ToProgress() => HasPromise
        ? new(Status!.Value, Language!.Value, Visibility!.Value, Happened, Helped, Hindered, WouldHelp, NewText)
        : null;

    public NewPromise? ToNext() => (!HasPromise || Status == PromiseStatus.Kept) && Rules.Clean(Next.Text).Length > 0
        ? new(Next.Text, Language!.Value, Next.Theme!.Value, Next.Visibility!.Value)
        : null;

    /// <summary>How it may go.</summary>
    public static IReadOnlyList<Choice> Statuses(Words words) =>
        [.. new[] { PromiseStatus.UnderWay, PromiseStatus.Kept, PromiseStatus.Stuck, PromiseStatus.Changed }.Select(status => new Choice($"{status}", words[$"Feedback.Status.{status}"]))];

    public static IReadOnlyList<Choice> Visibilities(Words words) =>
        [.. Enum.GetValues<UpdateVisibility>().Select(visibility => new Choice($"{visibility}", words[$"Promises.UpdateVisibility.{visibility}"]))];

    /// <summary>The report as it stands.</summary>
    public void Show(PromiseUpdate update)
    {
        (Status, Language, Visibility) = (update.Status, update.Language, update.Visibility);
        (Happened, Helped, Hindered, WouldHelp) = (update.Happened, update.Helped, update.Hindered, update.WouldHelp);
    }

    public sealed class Validator : AbstractValidator<ProgressInput>
    {
        public Validator()
        {
            When(input => input.HasPromise, () =>
            {
                RuleFor(input => input.Status).Needed("Promises.Progress").Known("Promises.Progress");
                RuleFor(input => input.Visibility).Needed("Promises.UpdateVisibility").Known("Promises.UpdateVisibility");
                When(input => input.Status == PromiseStatus.Changed, () => RuleFor(input => input.NewText).Needed("Promises.Text").AtMost(Promise.TextMaxLength, "Promises.Text"));
            });
            RuleFor(input => input.Happened).AtMost(PromiseUpdate.WordsMaxLength, "Promises.Happened");
            RuleFor(input => input.Helped).AtMost(PromiseUpdate.WordsMaxLength, "Promises.Helped");
            RuleFor(input => input.Hindered).AtMost(PromiseUpdate.WordsMaxLength, "Promises.Hindered");
            RuleFor(input => input.WouldHelp).AtMost(PromiseUpdate.WordsMaxLength, "Promises.WouldHelp");
            RuleFor(input => input.Language).Needed("Promises.Language").Known("Promises.Language");
            When(input => (!input.HasPromise || input.Status == PromiseStatus.Kept) && Rules.Clean(input.Next.Text).Length > 0, () =>
            {
                RuleFor(input => input.Next.Text).AtMost(Promise.TextMaxLength, "Promises.Text");
                RuleFor(input => input.Next.Theme).Needed("Promises.Theme").Known("Promises.Theme");
                RuleFor(input => input.Next.Visibility).Needed("Promises.Visibility").Known("Promises.Visibility");
            });
        }
    }
}

/// <summary>A promise to be made, as typed; left empty, none is made.</summary>
public sealed class NextPromiseInput
{
    public string? Text { get; set; }

    public PromiseTheme? Theme { get; set; }

    public PromiseVisibility? Visibility { get; set; } = PromiseVisibility.Everyone;
}

/// <summary>An answer to a six-monthly request, as typed.</summary>
public sealed class AnswerInput : ProgressInput
{
    public Say? OwnLife { get; set; }

    public Say? Work { get; set; }

    public Say? Community { get; set; }

    public string? Words { get; set; }

    public bool TellsStory { get; set; }

    public Members.StoryInput Story { get; set; } = new();

    public FeedbackAnswer ToAnswer() => new(ToProgress(), new(OwnLife, Work, Community, Words), ToNext(), TellsStory ? Story.ToStory() : null);

    public sealed class AnswerValidator : AbstractValidator<AnswerInput>
    {
        public AnswerValidator()
        {
            Include(new Validator());
            RuleFor(input => input.OwnLife).IsInEnum().WithMessage("Feedback.Say.Unknown");
            RuleFor(input => input.Work).IsInEnum().WithMessage("Feedback.Say.Unknown");
            RuleFor(input => input.Community).IsInEnum().WithMessage("Feedback.Say.Unknown");
            RuleFor(input => input.Words).AtMost(CheckIn.WordsMaxLength, "Feedback.Words");
            When(input => input.TellsStory, () => RuleFor(input => input.Story).SetValidator(new Members.StoryInput.Validator()));
        }
    }
}
