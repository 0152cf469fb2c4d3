using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Infrastructure.Forms;
using CoproNetwork.Web.Pages.Members;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>Step 4: the Co-production Promise.</summary>
public sealed class PromiseModel(JoinForm form, SiteLinks links, Words words) : JoinQuestions(form, links, words)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<Choice> Languages => TextLanguages.Choices(Words);

    public IReadOnlyList<Choice> Themes => MemberChoices.Themes(Words);

    public IReadOnlyList<Choice> Visibilities => MemberChoices.Visibilities(Words);

    protected override void Show(JoinAnswers answers) => Input = new()
    {
        Text = answers.PromiseText,
        Language = answers.PromiseLanguage ?? Words.Language,
        Theme = answers.Theme,
        Visibility = answers.Visibility ?? PromiseVisibility.Everyone,
    };

    protected override JoinAnswers? Take(JoinAnswers before) => before with
    {
        PromiseText = Rules.Clean(Input.Text),
        PromiseLanguage = Input.Language,
        Theme = Input.Theme,
        Visibility = Input.Visibility,
    };

    public sealed class InputModel
    {
        public string? Text { get; set; }
        public SiteLanguage? Language { get; set; }
        public PromiseTheme? Theme { get; set; }
        public PromiseVisibility? Visibility { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        private const string Stem = "Joining.Promise";

        public Validator()
        {
            RuleFor(input => input.Text).Needed($"{Stem}.Text").AtMost(Promise.TextMaxLength, $"{Stem}.Text");
            RuleFor(input => input.Language).Needed($"{Stem}.Language").Known($"{Stem}.Language");
            RuleFor(input => input.Theme).Needed($"{Stem}.Theme").Known($"{Stem}.Theme");
            RuleFor(input => input.Visibility).Needed($"{Stem}.Visibility").Known($"{Stem}.Visibility");
        }
    }
}

/// <summary>The languages that someone's own text may be in.</summary>
internal static class TextLanguages
{
    public static IReadOnlyList<Choice> Choices(Words words) => [.. Enum.GetValues<SiteLanguage>().Select(language => new Choice($"{language}", Name(language, words)))];

    public static string Name(SiteLanguage language, Words words) => words[$"Joining.Story.Language.{language}"];
}
