using System.Linq.Expressions;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>A card with its place in the alphabet. The expressions are made once: trees of this size cost more to build than their queries to run.</summary>
internal sealed record KeyedCard(string Key, ListingCard Card)
{
    public static readonly Expression<Func<Listing, KeyedCard>> InWelsh = l => new KeyedCard(l.KeyWelsh, new ListingCard(
        l.Id, l.Slug, l.Name, l.NameWelsh, l.Kind, l.OrganisationName, l.Role, l.PlaceId, l.AreaCode, l.OutsideWales, l.SummaryWelsh, l.SummaryEnglish, l.Themes, l.Offers, l.OpenToVisits,
        l.PromiseText, l.PromiseLanguage, l.Theme, l.PromiseStatus, l.StaleSinceUtc));

    public static readonly Expression<Func<Listing, KeyedCard>> InEnglish = l => new KeyedCard(l.KeyEnglish, new ListingCard(
        l.Id, l.Slug, l.Name, l.NameWelsh, l.Kind, l.OrganisationName, l.Role, l.PlaceId, l.AreaCode, l.OutsideWales, l.SummaryWelsh, l.SummaryEnglish, l.Themes, l.Offers, l.OpenToVisits,
        l.PromiseText, l.PromiseLanguage, l.Theme, l.PromiseStatus, l.StaleSinceUtc));
}
