using CoproNetwork.Web.Pages.Badges;
using FluentValidation;

namespace CoproNetwork.Web.Pages.Desk.Badges;

/// <summary>Badges that a coordinator ticked, by their holders' keys.</summary>
public sealed class ChosenInput
{
    public string[] Keys { get; set; } = [];

    public sealed class Validator : AbstractValidator<ChosenInput>
    {
        public Validator() => RuleFor(input => input.Keys).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Badges.Desk.NoneChosen")
            .Must(keys => keys.Length <= LabelLayout.MaxLabels).WithMessage("Badges.Desk.TooMany").WithState(_ => new object[] { LabelLayout.MaxLabels });
    }
}
