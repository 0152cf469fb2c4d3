using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Places;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.Places;

/// <summary>A place as it is suggested: <see cref="Label"/> is what a form understands.</summary>
/// <param name="AlsoCalled">The name in the other language, where the words began that one.</param>
public sealed record SuggestedPlace(int Id, string Name, string? AlsoCalled, string Area, string Label);

/// <summary>Places for a type-ahead, as JSON: <c>GET /api/v1/places?q=llan&amp;language=cy</c>. Names start with the words, in either language, and are given in the language asked for.</summary>
public static class PlaceSuggestions
{
    public const string Path = "/api/v1/places";

    private const int Most = 8;
    private const int LongestQuery = 100;

    public static void MapPlaceSuggestions(this IEndpointRouteBuilder routes) => routes.MapGet(Path, (HttpContext http, string? q, string? language) =>
    {
        if (language is not (null or "cy" or "en") || q?.Length > LongestQuery) return Results.BadRequest();

        // The gazetteer changes only with the program.
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Ok(Suggest(q ?? "", language switch { "cy" => SiteLanguage.Welsh, "en" => SiteLanguage.English, _ => Cultures.Current }));
    }).AllowAnonymous();

    private static SuggestedPlace[] Suggest(string words, SiteLanguage language)
    {
        var other = language == SiteLanguage.Welsh ? SiteLanguage.English : SiteLanguage.Welsh;
        return [.. Gazetteer.StartingWith(words, language, Most).Select(place =>
            new SuggestedPlace(place.Id, place.Name(language), Gazetteer.Starts(place.Name(language), words) ? null : place.Name(other), place.Area.Name(language), place.Label(language)))];
    }
}
