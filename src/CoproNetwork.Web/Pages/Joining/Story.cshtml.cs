using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Infrastructure.Forms;
using CoproNetwork.Web.Pages.Members;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>Step 5: what is important to the reader right now, and who may read it.</summary>
public sealed class StoryModel(JoinForm form, SiteLinks links, Words words) : JoinQuestions(form, links, words)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Someone under 18 is never quoted by name, and is told so.</summary>
    public bool IsYoung => Form.Answers.Age is AgeBand.Under18 or AgeBand.Under13;

    public IReadOnlyList<Choice> Languages => TextLanguages.Choices(Words);

    public IReadOnlyList<Choice> Consents => MemberChoices.Consents(Words, IsYoung);

    protected override void Show(JoinAnswers answers) => Input = new()
    {
        Title = answers.StoryTitle,
        Text = answers.StoryText,
        Language = answers.StoryLanguage ?? Words.Language,
        Consent = JoinSteps.NamesTheYoung(answers) ? null : answers.Consent,
    };

    protected override JoinAnswers? Take(JoinAnswers before)
    {
        if (IsYoung && Input.Consent == StoryConsent.PublicWithName)
        {
            ModelState.AddModelError("Input.Consent", Words["Joining.Story.Consent.Under18NoName"]);
            return null;
        }

        return before with
        {
            StoryTitle = Rules.Clean(Input.Title),
            StoryText = Rules.Clean(Input.Text),
            StoryLanguage = Input.Language,
            Consent = Input.Consent,
        };
    }

    public sealed class InputModel
    {
        public string? Title { get; set; }
        public string? Text { get; set; }
        public SiteLanguage? Language { get; set; }
        public StoryConsent? Consent { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        private const string Stem = "Joining.Story";

        public Validator()
        {
            RuleFor(input => input.Title).Needed($"{Stem}.StoryTitle").AtMost(Story.TitleMaxLength, $"{Stem}.StoryTitle");
            RuleFor(input => input.Text).Needed($"{Stem}.Text").AtMost(Story.TextMaxLength, $"{Stem}.Text");
            RuleFor(input => input.Language).Needed($"{Stem}.Language").Known($"{Stem}.Language");
            RuleFor(input => input.Consent).Needed($"{Stem}.Consent").Known($"{Stem}.Consent");
        }
    }
}
