using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>An answer as it is shown for checking.</summary>
/// <param name="Field">Id of the control where it can be changed.</param>
/// <param name="Language">Code of the language that someone's own words are in; null for the site's words.</param>
public sealed record SummaryRow(string Label, string Answer, string Field, string? Language = null);

/// <summary>The answers of one step.</summary>
public sealed record SummarySection(JoinStepInfo Step, IReadOnlyList<SummaryRow> Rows);

/// <summary>The whole form, step by step, in words.</summary>
public sealed class JoinSummary(Words words, PrinciplesVersion principles)
{
    public IReadOnlyList<SummarySection> Of(JoinAnswers answers) =>
    [
        new(JoinSteps.All[0], [.. AboutYou(answers)]),
        new(JoinSteps.All[1], [.. Life(answers)]),
        new(JoinSteps.All[2], [.. Principles(answers)]),
        new(JoinSteps.All[3], [.. Promise(answers)]),
        new(JoinSteps.All[4], [.. Story(answers)]),
    ];

    private IEnumerable<SummaryRow> AboutYou(JoinAnswers answers)
    {
        yield return new(words["Joining.Check.Kind"], words[$"Members.Kind.{answers.Kind}"], "Input_Kind");
        yield return new(words["Joining.AboutYou.Name.Label"], answers.Name!, "Input_Name");
        if (answers.OrganisationName is { } organisation) yield return new(words["Joining.AboutYou.Organisation.Label"], organisation, "Input_OrganisationName");
        if (answers.Role is { } role) yield return new(words["Joining.AboutYou.Role.Label"], role, "Input_Role");
        yield return new(words["Joining.Check.Age"], words[$"Joining.AboutYou.Age.{answers.Age}"], "Input_Age");
        if (answers.GuardianName is { } guardian) yield return new(words["Joining.Check.Guardian"], guardian, "Input_GuardianName");
        yield return new(words["Joining.AboutYou.Email.Label"], answers.Email!, "Input_Email");
        yield return new(words["Joining.Check.Language"], words[$"Joining.AboutYou.Language.{answers.Language}"], "Input_Language");
        yield return new(words["Joining.Check.Where"], Where(answers), "Input_Where");
    }

    private IEnumerable<SummaryRow> Life(JoinAnswers answers)
    {
        yield return new(words["Feedback.OwnLife.Label"], Said(answers.OwnLife), "Input_OwnLife");
        yield return new(words["Feedback.Work.Label"], Said(answers.Work), "Input_Work");
        yield return new(words["Feedback.Community.Label"], Said(answers.Community), "Input_Community");
        yield return new(words["Feedback.Words.Label"], answers.Words ?? words["Feedback.NotAnswered"], "Input_Words");
    }

    private IEnumerable<SummaryRow> Principles(JoinAnswers answers)
    {
        yield return new(words["Joining.Check.Principles"], words["Joining.Check.PrinciplesAll", principles.Number], "main");
        if (answers.WouldChange is { } change) yield return new(words["Joining.Check.PrinciplesChange"], change, "Input_WouldChange");
    }

    private IEnumerable<SummaryRow> Promise(JoinAnswers answers)
    {
        yield return new(words["Joining.Check.PromiseText"], answers.PromiseText!, "Input_Text", Code(answers.PromiseLanguage));
        yield return new(words["Joining.Check.PromiseLanguage"], Name(answers.PromiseLanguage), "Input_Language");
        yield return new(words["Joining.Check.PromiseTheme"], words[$"Promises.Theme.{answers.Theme!.Value.Slug()}"], "Input_Theme");
        yield return new(words["Joining.Check.PromiseVisibility"], words[$"Promises.Visibility.{answers.Visibility}"], "Input_Visibility");
    }

    private IEnumerable<SummaryRow> Story(JoinAnswers answers)
    {
        yield return new(words["Joining.Check.StoryTitle"], answers.StoryTitle!, "Input_Title", Code(answers.StoryLanguage));
        yield return new(words["Joining.Check.StoryText"], answers.StoryText!, "Input_Text", Code(answers.StoryLanguage));
        yield return new(words["Joining.Check.StoryLanguage"], Name(answers.StoryLanguage), "Input_Language");
        yield return new(words["Joining.Check.StoryConsent"], words[$"Stories.Consent.{answers.Consent}"], "Input_Consent");
    }

    private string Where(JoinAnswers answers) =>
        Gazetteer.FindPlace(answers.PlaceId)?.Label(words.Language)
        ?? Gazetteer.FindArea(answers.AreaCode)?.Name(words.Language)
        ?? words["Joining.AboutYou.Where.Outside"];

    private string Said(Say? say) => say is null ? words["Feedback.NotAnswered"] : words[$"Feedback.Scale.{say}"];

    private string Name(SiteLanguage? language) => TextLanguages.Name(language!.Value, words);

    private static string Code(SiteLanguage? language) => SitePages.Prefix(language!.Value);
}
