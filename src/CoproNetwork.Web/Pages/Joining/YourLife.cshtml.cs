using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>Step 2: how much say someone has in their life, work and community. Every question may be left out.</summary>
public sealed class YourLifeModel(JoinForm form, SiteLinks links, Words words) : JoinQuestions(form, links, words)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    protected override void Show(JoinAnswers answers) => Input = new() { OwnLife = answers.OwnLife, Work = answers.Work, Community = answers.Community, Words = answers.Words };

    protected override JoinAnswers? Take(JoinAnswers before) => before with
    {
        LifePassed = true,
        OwnLife = Input.OwnLife,
        Work = Input.Work,
        Community = Input.Community,
        Words = Rules.Clean(Input.Words) is { Length: > 0 } text ? text : null,
    };

    public sealed class InputModel
    {
        public Say? OwnLife { get; set; }
        public Say? Work { get; set; }
        public Say? Community { get; set; }
        public string? Words { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(input => input.OwnLife).IsInEnum().WithMessage("Feedback.Say.Unknown");
            RuleFor(input => input.Work).IsInEnum().WithMessage("Feedback.Say.Unknown");
            RuleFor(input => input.Community).IsInEnum().WithMessage("Feedback.Say.Unknown");
            RuleFor(input => input.Words).AtMost(CheckIn.WordsMaxLength, "Feedback.Words");
        }
    }
}
