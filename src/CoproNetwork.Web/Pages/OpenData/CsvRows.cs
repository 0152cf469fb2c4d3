using CoproNetwork.Domain.MemberDirectory;

namespace CoproNetwork.Web.Pages.OpenData;

/// <summary>Listings as rows; several values of one cell are parted by a blank, for none of them holds one.</summary>
public static class CsvRows
{
    public static readonly string[] Headings =
    [
        "slug", "kind", "name_cy", "name_en", "summary_cy", "summary_en", "organisation", "role", "themes", "offers", "open_to_visits",
        "place_id", "place_cy", "place_en", "area_code", "area_cy", "area_en", "outside_wales", "longitude", "latitude", "precision",
        "promise", "promise_language", "promise_theme", "promise_status", "links", "people", "url_cy", "url_en", "listed_at", "confirmed_at", "unconfirmed_since",
    ];

    public static async IAsyncEnumerable<IReadOnlyList<object?>> Of(IAsyncEnumerable<OpenListing> listings, ApiListings items)
    {
        await foreach (var listing in listings) yield return Row(items.Of(listing));
    }

    private static object?[] Row(ApiListing one) =>
    [
        one.Slug, one.Kind, one.Name.Cy, one.Name.En, one.Summary?.Cy, one.Summary?.En, one.Organisation, one.Role, string.Join(' ', one.Themes), string.Join(' ', one.Offers), YesOrNo(one.OpenToVisits),
        one.Place?.Id, one.Place?.Name?.Cy, one.Place?.Name?.En, one.Place?.Area.Code, one.Place?.Area.Name.Cy, one.Place?.Area.Name.En, YesOrNo(one.OutsideWales), one.Longitude, one.Latitude, one.Precision,
        one.Promise?.Text, one.Promise?.Language, one.Promise?.Theme, one.Promise?.Status, string.Join(' ', one.Links), string.Join(' ', one.People), one.Url.Cy, one.Url.En,
        Instant(one.ListedAt), Instant(one.ConfirmedAt), one.UnconfirmedSince is { } since ? Instant(since) : null,
    ];

    private static string YesOrNo(bool value) => value ? "yes" : "no";

    private static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
