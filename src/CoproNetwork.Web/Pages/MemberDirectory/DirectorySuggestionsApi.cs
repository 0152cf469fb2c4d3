using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>What is suggested in the search box.</summary>
/// <param name="About">What it is.</param>
/// <param name="AlsoCalled">The name in the other language, where the words began that one.</param>
/// <param name="Address">Where it leads.</param>
public sealed record SuggestedSearch(string Name, string? AlsoCalled, string About, string Address);

/// <summary>Suggestions for the directory's search box, as JSON: <c>GET /api/v1/suggestions?q=cae&amp;language=cy</c>. Kept in memory under the public version, as pages are.</summary>
public static class DirectorySuggestionsApi
{
    public const string Path = "/api/v1/suggestions";

    public static void MapDirectorySuggestions(this IEndpointRouteBuilder routes) => routes.MapGet(Path, async (DirectorySuggestions suggestions, WordBook book, string? q, string? language, CancellationToken cancellation) =>
    {
        if (language is not (null or "cy" or "en") || q?.Length > DirectorySuggestions.LongestWords) return Results.BadRequest();
        var site = language switch { "cy" => SiteLanguage.Welsh, "en" => SiteLanguage.English, _ => Cultures.Current };
        var found = await suggestions.FindAsync(q, site, cancellation);
        return Results.Ok(found.Select(one => Of(one, q!, book.For(site))));
    }).AllowAnonymous().ExcludeFromDescription().WithMetadata(new PublicPageAttribute());

    private static SuggestedSearch Of(DirectorySuggestion suggestion, string typed, Words words)
    {
        var (query, links) = (new DirectoryQuery(words.Language), SiteLinks.In(words.Language));
        return suggestion switch
        {
            { Listing: { } listing } => new(listing.Name, null, words[$"MemberDirectory.Kind.{listing.Kind}"], links.To("/MemberDirectory/Listing", ("slug", listing.Slug))),
            { Area: { } area } => Place(area.NameWelsh, area.NameEnglish, words["MemberDirectory.Suggested.Area"], query with { Area = area.Code }),
            { Place: { } place } => Place(place.NameWelsh, place.NameEnglish, words["MemberDirectory.Suggested.Place", place.Area.Name(words.Language)], query with { Place = place.Id }),
            { Theme: { } theme } => new(words[$"Promises.Theme.{theme.Slug()}"], null, words["MemberDirectory.Suggested.Theme"], DirectoryAddress.Of(query with { Theme = theme }, links)),
            { Kind: { } kind } => new(words[$"MemberDirectory.Kind.{kind}"], null, words["MemberDirectory.Suggested.Kind"], DirectoryAddress.Of(query with { Kind = kind }, links)),
            _ => throw new InvalidOperationException("Nothing is suggested."),
        };

        SuggestedSearch Place(string welsh, string english, string about, DirectoryQuery at)
        {
            var (own, other) = words.Language == SiteLanguage.Welsh ? (welsh, english) : (english, welsh);
            var isOther = !Domain.Places.Gazetteer.Starts(own, typed) && Domain.Places.Gazetteer.Starts(other, typed);
            return new(own, isOther ? other : null, about, DirectoryAddress.Of(at, links));
        }
    }
}
