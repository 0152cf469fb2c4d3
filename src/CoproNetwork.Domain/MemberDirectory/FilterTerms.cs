using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Filters as terms of the index. They begin with a character that no word of a text has.</summary>
public static class FilterTerms
{
    /// <summary>Every listing.</summary>
    public const string All = "=all";

    public const string OutsideWales = "=area:outside";

    public const string OpenToVisits = "=visits";

    /// <summary>Says exactly where it is.</summary>
    internal const string Exact = "=exact";

    public static string Area(string code) => "=area:" + code;

    public static string Kind(ListingKind kind) => "=kind:" + (int)kind;

    public static string Theme(PromiseTheme theme) => "=theme:" + theme.Slug();

    public static string Offer(Offers offer) => "=offer:" + offer.Slug();

    /// <summary>Listings with words in that language.</summary>
    public static string Language(SiteLanguage language) => "=lang:" + (int)language;

    /// <param name="placeId">Of the gazetteer.</param>
    public static string Place(int placeId) => PlacePrefix + placeId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal const string PlacePrefix = "=place:";

    /// <summary>Every filter there is, each with its number as a place in arrays of counts.</summary>
    internal static IReadOnlyList<string> Every { get; } =
    [
        All, OutsideWales, OpenToVisits, Exact,
        .. Gazetteer.Areas.Select(area => Area(area.Code)),
        .. Gazetteer.Places.Select(place => Place(place.Id)),
        .. ListingKinds.All.Select(Kind),
        .. PromiseThemes.All.Select(Theme),
        .. OfferNames.All.Select(Offer),
        .. Enum.GetValues<SiteLanguage>().Select(Language),
    ];

    /// <summary>The filters that a listing answers to, <see cref="All"/> among them.</summary>
    internal static IEnumerable<string> Of(Listing listing)
    {
        yield return All;
        if (listing.OutsideWales) yield return OutsideWales;
        if (listing.AreaCode is { } area) yield return Area(area);
        if (Gazetteer.FindPlace(listing.PlaceId) is { } place) yield return Place(place.Id);
        yield return Kind(listing.Kind);
        foreach (var theme in ThemeBits.Read(listing.Themes)) yield return Theme(theme);
        foreach (var offer in OfferNames.All)
            if (listing.Offers.HasFlag(offer)) yield return Offer(offer);
        if (listing.Latitude is not null) yield return Exact;
        if (listing.OpenToVisits) yield return OpenToVisits;
        foreach (var language in Enum.GetValues<SiteLanguage>())
            if (HasWordsIn(listing, language)) yield return Language(language);
    }

    private static bool HasWordsIn(Listing listing, SiteLanguage language) =>
        listing.PromiseLanguage == language || (language == SiteLanguage.Welsh ? listing.SummaryWelsh : listing.SummaryEnglish) is not null;
}
