using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Joining;
using CoproNetwork.Web.Pages.MemberDirectory;

namespace CoproNetwork.Web.Pages.Stories;

/// <summary>Views of the stories as addresses, and their filters as links.</summary>
public static class StoryAddress
{
    public static string Of(StoryQuery query, SiteLinks links) => links.To(
        "/Stories/Index", ("lang", query.Language is { } language ? SitePages.Prefix(language) : null), ("theme", query.Theme?.Slug()), ("after", query.After));

    /// <summary>Null for anything else.</summary>
    public static SiteLanguage? LanguageOf(string? slug)
    {
        foreach (var language in Enum.GetValues<SiteLanguage>())
            if (SitePages.Prefix(language) == slug) return language;
        return null;
    }

    /// <summary>How many each would leave is not counted.</summary>
    public static IEnumerable<Facet> Facets(StoryQuery query, Words words, SiteLinks links)
    {
        var start = query with { After = null };
        yield return Make("lang", query.Language, start with { Language = null }, Enum.GetValues<SiteLanguage>().Select(language => (language, TextLanguages.Name(language, words))), language => start with { Language = language });
        yield return Make("theme", query.Theme, start with { Theme = null }, PromiseThemes.All.Select(theme => (theme, words[$"Promises.Theme.{theme.Slug()}"])), theme => start with { Theme = theme });

        Facet Make<T>(string name, object? chosen, StoryQuery without, IEnumerable<(T Value, string Label)> values, Func<T, StoryQuery> choose) where T : notnull =>
            Facet.Of(name, "Stories.Facet", words, chosen, Of(without, links), values, value => Of(choose(value), links), _ => null);
    }
}
