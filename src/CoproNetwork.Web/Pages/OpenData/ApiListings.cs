using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.OpenData;

/// <summary>Listings as the open data gives them.</summary>
public sealed class ApiListings(SiteSettings site)
{
    public const string Path = "/api/v1/listings";

    private const int Decimals = 5;

    public ApiListing Of(OpenListing listing)
    {
        var card = listing.Card;
        var point = PointOf(listing);
        return new()
        {
            Slug = card.Slug,
            Name = new(card.NameIn(SiteLanguage.Welsh), card.NameIn(SiteLanguage.English)),
            Kind = card.Kind.Slug(),
            Summary = card is { SummaryWelsh: null, SummaryEnglish: null } ? null : new InEither { Cy = card.SummaryWelsh, En = card.SummaryEnglish },
            Organisation = card.OrganisationName,
            Role = card.Role,
            Themes = [.. ThemeBits.Read(card.Themes).Select(theme => theme.Slug())],
            Offers = [.. OfferNames.All.Where(offer => card.Offers.HasFlag(offer)).Select(offer => offer.Slug())],
            OpenToVisits = card.OpenToVisits,
            Place = PlaceOf(card),
            OutsideWales = card.OutsideWales,
            Longitude = point?.Longitude,
            Latitude = point?.Latitude,
            Precision = point?.Precision,
            Promise = PromiseOf(card),
            Links = listing.Links,
            People = [.. listing.People.Select(slug => Address(slug))],
            Url = new(Page(SiteLinks.Welsh, card.Slug), Page(SiteLinks.English, card.Slug)),
            ListedAt = Utc(card.ListedAtUtc),
            ConfirmedAt = Utc(listing.RightAtUtc),
            UnconfirmedSince = card.StaleSinceUtc is { } since ? Utc(since) : null,
        };
    }

    private string Address(string slug) => site.Absolute($"{Path}/{Uri.EscapeDataString(slug)}");

    private string Page(SiteLinks links, string slug) => site.Absolute(links.To("/MemberDirectory/Listing", ("slug", slug)));

    private static ApiPlace? PlaceOf(ListingCard card)
    {
        var place = Gazetteer.FindPlace(card.PlaceId);
        if ((place?.Area ?? Gazetteer.FindArea(card.AreaCode)) is not { } area) return null;
        return new() { Id = place?.Id, Name = place is null ? null : new(place.NameWelsh, place.NameEnglish), Area = new() { Code = area.Code, Name = new(area.NameWelsh, area.NameEnglish) } };
    }

    private static (double Longitude, double Latitude, string Precision)? PointOf(OpenListing listing)
    {
        if (listing.Card.OutsideWales) return null;
        if (listing.Exactly is { } exactly) return Rounded(exactly.Longitude, exactly.Latitude, "exact");
        if (Gazetteer.FindPlace(listing.Card.PlaceId) is { } place) return Rounded(place.Longitude, place.Latitude, "place");
        return Gazetteer.FindArea(listing.Card.AreaCode) is { } area ? Rounded(area.Longitude, area.Latitude, "area") : null;

        static (double, double, string) Rounded(double longitude, double latitude, string precision) => (Math.Round(longitude, Decimals), Math.Round(latitude, Decimals), precision);
    }

    private static ApiPromise? PromiseOf(ListingCard card) => card is { PromiseText: { } text, PromiseLanguage: { } language, Theme: { } theme }
        ? new() { Text = text, Language = SitePages.Prefix(language), Theme = theme.Slug(), Status = StatusOf(card.PromiseStatus) }
        : null;

    private static string? StatusOf(PromiseStatus? status) => status switch
    {
        PromiseStatus.Made => "made",
        PromiseStatus.UnderWay => "under-way",
        PromiseStatus.Kept => "kept",
        PromiseStatus.Changed => "changed",
        _ => null,
    };

    private static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
