using System.Globalization;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>Searches as addresses.</summary>
public static class DirectoryAddress
{
    public static string Of(DirectoryQuery query, SiteLinks links, string page = "/MemberDirectory/Index") => links.To(page, Of(query));

    /// <summary>The search as the values of an address.</summary>
    public static (string Name, object? Value)[] Of(DirectoryQuery query) =>
    [
        ("q", query.Words), ("area", query.Area), ("place", query.Place), ("near", query.Near is { } near ? $"{near.Latitude.ToString("0.##", CultureInfo.InvariantCulture)},{near.Longitude.ToString("0.##", CultureInfo.InvariantCulture)}" : null),
        ("kind", query.Kind?.Slug()), ("theme", query.Theme?.Slug()), ("offer", query.Offer?.Slug()), ("visits", query.Visits ? "yes" : null), ("in", query.In is { } language ? SitePages.Prefix(language) : null), ("after", query.After),
    ];

    /// <summary>What an address asks for; null where it names a filter that there is not, and then there is no such page.</summary>
    public static DirectoryQuery? Read(Func<string, string?> value, SiteLanguage language)
    {
        var query = new DirectoryQuery(language)
        {
            Words = Given("q")?.Trim(),
            Area = Given("area"),
            Place = int.TryParse(Given("place"), NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null,
            Near = Given("near") is null ? null : GeoPoint.Parse(Given("near")),
            Kind = ListingKinds.FromSlug(Given("kind")),
            Theme = PromiseThemes.FromSlug(Given("theme")),
            Offer = OfferNames.FromSlug(Given("offer")),
            Visits = Given("visits") == "yes",
            In = Given("in") switch { "cy" => SiteLanguage.Welsh, "en" => SiteLanguage.English, _ => null },
        };
        var isKnown = (query.Area is null || DirectoryQuery.IsArea(query.Area)) && Fits("place", Gazetteer.FindPlace(query.Place)) && Fits("near", query.Near) && query.Near is not { IsAboutWales: false }
            && Fits("kind", query.Kind) && Fits("theme", query.Theme) && Fits("offer", query.Offer) && Fits("in", query.In) && (Given("visits") is null || query.Visits);
        return isKnown ? query : null;

        string? Given(string name) => value(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        bool Fits(string name, object? read) => Given(name) is null || read is not null;
    }
}
