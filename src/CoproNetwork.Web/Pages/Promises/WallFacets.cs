using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.MemberDirectory;

namespace CoproNetwork.Web.Pages.Promises;

/// <summary>The wall's filters as links, each value with how many promises it would leave.</summary>
public static class WallFacets
{
    public static IEnumerable<Facet> Of(WallQuery query, WallCounts counts, Words words, SiteLinks links)
    {
        var start = query with { After = null };
        yield return Make("status", query.Status, start with { Status = null }, WallQuery.Statuses.Select(status => (status, words[$"Promises.Status.{status}"])), status => start with { Status = status });
        yield return Make("theme", query.Theme, start with { Theme = null }, PromiseThemes.All.Select(theme => (theme, words[$"Promises.Theme.{theme.Slug()}"])), theme => start with { Theme = theme });
        yield return Make("area", query.Area, start with { Area = null }, Facet.AreaNames(words), area => start with { Area = area });

        Facet Make<T>(string name, object? chosen, WallQuery without, IEnumerable<(T Value, string Label)> values, Func<T, WallQuery> choose) where T : notnull =>
            Facet.Of(name, "Promises.Facet", words, chosen, WallAddress.Of(without, links), values, value => WallAddress.Of(choose(value), links), value => counts.Of(choose(value)));
    }
}
