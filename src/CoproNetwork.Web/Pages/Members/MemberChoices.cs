using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Infrastructure.Forms;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>What there is to choose from for a promise and a story, when joining and afterwards.</summary>
public static class MemberChoices
{
    public static IReadOnlyList<Choice> Themes(Words words) =>
        [.. PromiseThemes.All.Select(theme => new Choice($"{theme}", words[$"Promises.Theme.{theme.Slug()}"]))];

    public static IReadOnlyList<Choice> Visibilities(Words words) =>
        [.. Enum.GetValues<PromiseVisibility>().Select(visibility => new Choice($"{visibility}", words[$"Promises.Visibility.{visibility}"], words[$"Promises.Visibility.{visibility}.Hint"]))];

    /// <summary>Someone under 18 is not offered to be named.</summary>
    public static IReadOnlyList<Choice> Consents(Words words, bool isYoung) =>
        [.. Enum.GetValues<StoryConsent>().Where(consent => !isYoung || consent != StoryConsent.PublicWithName)
            .Select(consent => new Choice($"{consent}", words[$"Stories.Consent.{consent}"], words[$"Stories.Consent.{consent}.Hint"]))];
}
