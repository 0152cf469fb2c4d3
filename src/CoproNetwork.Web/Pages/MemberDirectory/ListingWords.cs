using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Places;
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

    /// <summary>The promise's language as a <c>lang</c> attribute where it is not the page's.</summary>
    public static string? PromiseLang(this ListingCard card, Words words) =>
        card.PromiseLanguage is { } language && language != words.Language ? SitePages.Prefix(language) : null;
}
