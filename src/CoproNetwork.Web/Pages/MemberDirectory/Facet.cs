using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>One filter as links: its values, or, when one is chosen, that and the way back to all.</summary>
/// <param name="Name">Also the id of its heading.</param>
/// <param name="All">What taking the chosen value off is called.</param>
public sealed record Facet(string Name, string Heading, string All, string AllAddress, IReadOnlyList<FacetValue> Values)
{
    public bool HasChosen => Values.Any(value => value.IsChosen);

    /// <param name="addressOf">Of the page that shows a search.</param>
    /// <param name="countOf">How many of a filter term there are, null where that is not known.</param>
    public static IEnumerable<Facet> Of(DirectoryQuery query, Words words, Func<DirectoryQuery, string> addressOf, Func<string, int?> countOf)
    {
        var start = query with { After = null };
        yield return Make("area", query.Area, start with { Area = null }, AreaNames(words), area => start with { Area = area }, AreaTerm);
        yield return Make("kind", query.Kind, start with { Kind = null }, ListingKinds.All.Select(kind => (kind, words[$"MemberDirectory.Kind.{kind}"])), kind => start with { Kind = kind }, FilterTerms.Kind);
        yield return Make("theme", query.Theme, start with { Theme = null }, PromiseThemes.All.Select(theme => (theme, words[$"Promises.Theme.{theme.Slug()}"])), theme => start with { Theme = theme }, FilterTerms.Theme);
        yield return Make("offers", query.Offer, start with { Offer = null }, OfferNames.All.Select(offer => (offer, words[$"MemberDirectory.Offer.{offer}"])), offer => start with { Offer = offer }, FilterTerms.Offer);
        yield return Make("visits", query.Visits ? true : null, start with { Visits = false }, [(true, words["MemberDirectory.Visits.Open"])], _ => start with { Visits = true }, _ => FilterTerms.OpenToVisits);
        yield return Make("language", query.In, start with { In = null }, Enum.GetValues<SiteLanguage>().Select(language => (language, words[$"MemberDirectory.Language.{language}"])), language => start with { In = language }, FilterTerms.Language);

        Facet Make<T>(string name, object? chosen, DirectoryQuery without, IEnumerable<(T Value, string Label)> values, Func<T, DirectoryQuery> choose, Func<T, string> term) where T : notnull =>
            Of(name, "MemberDirectory", words, chosen, addressOf(without), values, value => addressOf(choose(value)), value => countOf(term(value)));
    }

    /// <summary>The filters chosen, a place and being near among them, each with the way to take it off.</summary>
    public static IReadOnlyList<FacetValue> Chosen(IEnumerable<Facet> facets, DirectoryQuery query, int total, Words words, Func<DirectoryQuery, string> addressOf)
    {
        var (start, chosen) = (query with { After = null }, facets.SelectMany(facet => facet.Values).Where(value => value.IsChosen).ToList());
        if (Gazetteer.FindPlace(query.Place) is { } place) chosen.Add(new(place.Name(words.Language), addressOf(start), addressOf(start with { Place = null }), total, true));
        if (query.Near is not null) chosen.Add(new(words["DirectoryMap.Near.Chosen"], addressOf(start), addressOf(start with { Near = null }), total, true));
        return chosen;
    }

    /// <param name="stem">Of the words for its heading and for taking it off, before the name.</param>
    /// <param name="address">Of the same list with a value chosen.</param>
    /// <param name="count">How many a value would leave, null where that is not known; those that would leave none are not offered.</param>
    internal static Facet Of<T>(string name, string stem, Words words, object? chosen, string all, IEnumerable<(T Value, string Label)> values, Func<T, string> address, Func<T, int?> count) where T : notnull
    {
        var shown = values.Select(value => new FacetValue(value.Label, address(value.Value), all, count(value.Value), value.Value.Equals(chosen)))
            .Where(value => chosen is null ? value.Count != 0 : value.IsChosen);
        var key = $"{stem}.{char.ToUpperInvariant(name[0])}{name[1..]}";
        return new(name, words[key], words[key + ".All"], all, [.. shown]);
    }

    private static string AreaTerm(string area) => area == DirectoryQuery.Outside ? FilterTerms.OutsideWales : FilterTerms.Area(area);

    /// <summary>In the alphabet of the page's language, what is outside Wales last.</summary>
    internal static IEnumerable<(string Area, string Label)> AreaNames(Words words) => (words.Language == SiteLanguage.Welsh ? Welsh : English)
        .Select(area => (area.Code, area.Name(words.Language))).Append((DirectoryQuery.Outside, words["MemberDirectory.OutsideWales"]));

    private static readonly PrincipalArea[] Welsh = [.. Gazetteer.Areas.OrderBy(area => NameOrder.Welsh(area.NameWelsh), StringComparer.Ordinal)];
    private static readonly PrincipalArea[] English = [.. Gazetteer.Areas.OrderBy(area => NameOrder.English(area.NameEnglish), StringComparer.Ordinal)];
}

/// <param name="Count">Null where it is not known.</param>
/// <param name="Without">The address of the same search without this value.</param>
public sealed record FacetValue(string Label, string Address, string Without, int? Count, bool IsChosen);
