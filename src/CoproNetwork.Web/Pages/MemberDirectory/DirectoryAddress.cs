using System.Globalization;
using System.Text.RegularExpressions;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>Searches as addresses, of the list or of another page that shows the same search.</summary>
public static partial class DirectoryAddress
{
    public const string List = "/MemberDirectory/Index";
    public const string Map = "/MemberDirectory/Map";
    public const string Points = "/MemberDirectory/Points";
    public const string Embed = "/MemberDirectory/Embed";

    public static string Of(DirectoryQuery query, SiteLinks links, string page = List) => links.To(page, Of(query));

    /// <summary>The search as the values of an address.</summary>
    public static (string Name, object? Value)[] Of(DirectoryQuery query) =>
    [
        ("q", query.Words), ("area", query.Area), ("place", query.Place), ("near", query.Near is { } near ? string.Create(CultureInfo.InvariantCulture, $"{near.Latitude:0.##},{near.Longitude:0.##}") : null),
        ("kind", query.Kind?.Slug()), ("theme", query.Theme?.Slug()), ("offer", query.Offer?.Slug()), ("visits", query.Visits ? "yes" : null), ("in", query.In is { } language ? SitePages.Prefix(language) : null), ("after", query.After),
    ];

    /// <summary>What an address asks for.</summary>
    /// <param name="query">Null unless the status is 200.</param>
    /// <returns>200; 404 where it names a filter that there is not; 400 for a point or a place in the list that no page gave out.</returns>
    public static int Read(IQueryCollection asked, SiteLanguage language, out DirectoryQuery query)
    {
        query = null!;
        DirectoryCursor? cursor = null;
        if (asked["after"].FirstOrDefault() is { Length: > 0 } after && !DirectoryCursor.TryParse(after, out cursor)) return StatusCodes.Status400BadRequest;
        if (asked["near"].FirstOrDefault() is { Length: > 0 } point && Near(point) is null) return StatusCodes.Status400BadRequest;
        if (Read(name => asked[name].FirstOrDefault(), language) is not { } read) return StatusCodes.Status404NotFound;

        // In the other language the same place in the list is elsewhere: one begins again.
        query = read with { After = cursor?.Language == language ? cursor : null };
        return StatusCodes.Status200OK;
    }

    /// <summary>Words and filters of an address, without its cursor; null where it names a filter that there is not.</summary>
    /// <param name="value">Of the address, by its name.</param>
    public static DirectoryQuery? Read(Func<string, string?> value, SiteLanguage language)
    {
        var query = new DirectoryQuery(language)
        {
            Words = Given("q")?.Trim(),
            Area = Given("area"),
            Place = int.TryParse(Given("place"), NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null,
            Near = Given("near") is { } point ? Near(point) : null,
            Kind = ListingKinds.FromSlug(Given("kind")),
            Theme = PromiseThemes.FromSlug(Given("theme")),
            Offer = OfferNames.FromSlug(Given("offer")),
            Visits = Given("visits") == "yes",
            In = Given("in") switch { "cy" => SiteLanguage.Welsh, "en" => SiteLanguage.English, _ => null },
        };
        var isKnown = (query.Area is null || DirectoryQuery.IsArea(query.Area)) && Fits("place", Gazetteer.FindPlace(query.Place)) && Fits("near", query.Near)
            && Fits("kind", query.Kind) && Fits("theme", query.Theme) && Fits("offer", query.Offer) && Fits("in", query.In) && (Given("visits") is null || query.Visits);
        return isKnown ? query : null;

        string? Given(string name) => value(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        bool Fits(string name, object? read) => Given(name) is null || read is not null;
    }

    /// <summary>Where a reader is, to two decimals of a degree, which is about a kilometre. What is finer is refused, so that it is never sent.</summary>
    /// <returns>Null for anything but such a point about Wales.</returns>
    public static GeoPoint? Near(string text) => Rough().IsMatch(text) && GeoPoint.Parse(text) is { Latitude: >= 50 and <= 54, Longitude: >= -6 and <= -2 } point ? point : null;

    [GeneratedRegex(@"^\d{2}(\.\d{1,2})?,-\d(\.\d{1,2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rough();
}
