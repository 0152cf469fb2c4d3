using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>What a listing says, in the page's language.</summary>
public static class ListingWords
{
    /// <summary>The place with its area where that is named otherwise, the area alone, or outside Wales.</summary>
    public static string Where(this ListingCard card, Words words)
    {
        var area = Gazetteer.FindArea(card.AreaCode)?.Name(words.Language) ?? words["MemberDirectory.OutsideWales"];
        return Gazetteer.FindPlace(card.PlaceId) is { } place && place.Name(words.Language) != area ? place.Label(words.Language) : area;
    }

    /// <summary>The place alone, or the area where no place is known.</summary>
    public static string Place(this ListingCard card, Words words) =>
        Gazetteer.FindPlace(card.PlaceId)?.Name(words.Language) ?? card.Where(words);

    public static string KindAndPlace(this ListingCard card, Words words) =>
        words["MemberDirectory.KindAndPlace", words[$"MemberDirectory.Kind.{card.Kind}"], card.Where(words)];

    /// <summary>Role and organisation, as far as they are known.</summary>
    public static string? Work(this ListingCard card, Words words) =>
        card is { Role: { } role, OrganisationName: { } organisation } ? words["MemberDirectory.RoleAt", role, organisation] : card.Role ?? card.OrganisationName;

    /// <summary>What it is about, what it offers and whether it can be visited, in this order.</summary>
    public static IEnumerable<string> Tags(this ListingCard card, Words words) =>
    [
        .. ThemeBits.Read(card.Themes).Select(theme => words[$"Promises.Theme.{theme.Slug()}"]),
        .. OfferNames.All.Where(offer => card.Offers.HasFlag(offer)).Select(offer => words[$"MemberDirectory.Offers.{offer}"]),
        .. card.OpenToVisits ? [words["MemberDirectory.Visits.Open"]] : Array.Empty<string>(),
    ];

    /// <summary>The promise's language as a <c>lang</c> attribute where it is not the page's.</summary>
    public static string? PromiseLang(this ListingCard card, Words words) => card.PromiseLanguage is { } language ? Lang(language, words) : null;

    /// <summary>What it is, in each language that it is said in, the page's first.</summary>
    public static IEnumerable<(SiteLanguage Language, string Text)> Summaries(this ListingCard card, Words words)
    {
        var both = new (SiteLanguage Language, string? Text)[] { (SiteLanguage.Welsh, card.SummaryWelsh), (SiteLanguage.English, card.SummaryEnglish) };
        return both.Where(one => one.Text is not null).OrderBy(one => one.Language != words.Language).Select(one => (one.Language, one.Text!));
    }

    /// <summary>For a <c>lang</c> attribute: null where it is the page's own.</summary>
    public static string? Lang(SiteLanguage language, Words words) => language == words.Language ? null : SitePages.Prefix(language);

    /// <summary>An address without what everyone knows: host and path.</summary>
    public static string HostAndPath(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return address;
        var host = uri.IdnHost.StartsWith("www.", StringComparison.Ordinal) ? uri.IdnHost[4..] : uri.IdnHost;
        return host + Uri.UnescapeDataString(uri.AbsolutePath).TrimEnd('/');
    }
}
