using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>Step 3: the shared principles, read in full and agreed to one by one.</summary>
public sealed class PrinciplesModel(JoinForm form, SiteLinks links, Words words) : JoinQuestions(form, links, words)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The reader had another version before them, or agreed to one.</summary>
    public bool IsNewVersion { get; private set; }

    public PrinciplesVersion Current => Form.Principles;

    /// <summary>Key of what is wrong with one principle, in the model state.</summary>
    public static string FieldOf(Principle principle) => $"Input.Agreed.{principle.Id}";

    protected override void Show(JoinAnswers answers)
    {
        IsNewVersion = answers.PrinciplesVersionId is { } version && version != Current.Id;
        Input = new() { Version = Current.Id, Agreed = [.. answers.Agreed], WouldChange = answers.WouldChange };
    }

    protected override JoinAnswers? Take(JoinAnswers before)
    {
        IsNewVersion = Input.Version != Current.Id;
        if (IsNewVersion) ModelState.AddModelError("", Words["Joining.Principles.NewVersion"]);
        else
        {
            foreach (var principle in Current.Principles.Where(principle => !Input.Agreed.Contains(principle.Id)))
                ModelState.AddModelError(FieldOf(principle), Words["Joining.Principles.Agree.Required", principle.Title(Words.Language)]);
        }

        return ModelState.IsValid ? Input.AddTo(before, Words.Language) : null;
    }

    public sealed class InputModel
    {
        /// <summary>The version that was read.</summary>
        public long Version { get; set; }

        public List<long> Agreed { get; set; } = [];
        public string? WouldChange { get; set; }

        internal JoinAnswers AddTo(JoinAnswers before, SiteLanguage language) => before with
        {
            PrinciplesVersionId = Version,
            Agreed = Agreed,
            AgreedIn = language,
            WouldChange = Rules.Clean(WouldChange) is { Length: > 0 } text ? text : null,
        };
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(input => input.WouldChange).AtMost(Agreement.WouldChangeMaxLength, "Joining.Principles.Change");
    }
}
