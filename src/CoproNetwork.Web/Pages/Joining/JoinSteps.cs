using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Stories;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>A step of the Membership Form.</summary>
/// <param name="Page">Its page, as the table of pages names it.</param>
/// <param name="TitleKey">Resource key of its title.</param>
/// <param name="IsDone">Whether the answers have all that the step asks, given the id of the current principles.</param>
public sealed record JoinStepInfo(string Page, string TitleKey, Func<JoinAnswers, long, bool> IsDone);

/// <summary>The steps in their order. Which of them are done is read from the answers alone, so that no browser can skip one.</summary>
public static class JoinSteps
{
    public const string First = "/Joining/AboutYou";
    public const string Last = "/Joining/Check";

    public static IReadOnlyList<JoinStepInfo> All { get; } =
    [
        new(First, "Joining.AboutYou.Title", (answers, _) => IsKnown(answers) && IsPlaced(answers)),
        new("/Joining/YourLife", "Joining.YourLife.Title", (answers, _) => answers.LifePassed),
        new("/Joining/Principles", "Joining.Principles.Title", (answers, current) => answers.PrinciplesVersionId == current),
        new("/Joining/Promise", "Joining.Promise.Title", (answers, _) => answers is { PromiseText: not null, PromiseLanguage: not null, Theme: not null, Visibility: not null }),
        new("/Joining/Story", "Joining.Story.Title", (answers, _) => answers is { StoryTitle: not null, StoryText: not null, StoryLanguage: not null, Consent: not null } && !NamesTheYoung(answers)),
        new(Last, "Joining.Check.Title", (_, _) => false),
    ];

    public static int IndexOf(string page)
    {
        for (var i = 0; i < All.Count; i++)
            if (All[i].Page == page) return i;
        throw new ArgumentException($"{page} is no step of the Membership Form.", nameof(page));
    }

    /// <summary>Where the form goes on; the last step when everything is answered.</summary>
    public static JoinStepInfo FirstUnfinished(JoinAnswers answers, long principlesVersionId) => All.First(step => !step.IsDone(answers, principlesVersionId));

    /// <summary>The age may be changed after the story's consent was given: then it is asked anew.</summary>
    public static bool NamesTheYoung(JoinAnswers answers) => answers.Age != AgeBand.Adult && answers.Consent == StoryConsent.PublicWithName;

    private static bool IsKnown(JoinAnswers answers) => answers is { Name: not null, Email: not null, Language: not null, Kind: not null, Age: not null };

    private static bool IsPlaced(JoinAnswers answers) => answers.PlaceId is not null || answers.AreaCode is not null || answers.OutsideWales;
}
