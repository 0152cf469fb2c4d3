using System.Globalization;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Pages.MemberDirectory;

namespace CoproNetwork.Web.Pages.OpenData;

/// <summary>A parameter of the address.</summary>
/// <param name="Values">Its only values; null where it takes others.</param>
public sealed record ApiParameter(string Name, string Description, IReadOnlyList<string>? Values = null);

/// <summary>What an address of the open data asks for: the filters of the directory's own page under the same names.</summary>
/// <param name="Limit">Null where none is given.</param>
public sealed record ApiQuery(DirectoryQuery Query, int? Limit)
{
    public const int MostListings = 200;
    public const int UsualListings = 50;

    private const int LongestWords = 400;

    public static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new("q", "Words, in Welsh or English; all of them must be found. Hits stand in the order of their relevance, then by name."),
        new("area", $"GSS code of a principal area, such as W06000015, or “{DirectoryQuery.Outside}” for outside Wales."),
        new("place", "GeoNames id of a town or village."),
        new("near", "Latitude and longitude, such as 51.48,-3.18: what lies within 25 km, the nearest first."),
        new("kind", "What it is.", [.. ListingKinds.All.Select(kind => kind.Slug())]),
        new("theme", "What it is about.", [.. PromiseThemes.All.Select(theme => theme.Slug())]),
        new("offer", "What it offers to others.", [.. OfferNames.All.Select(offer => offer.Slug())]),
        new("visits", "Only what is open to visits.", ["yes"]),
        new("in", "Only what has words in that language.", ["cy", "en"]),
        new("lang", "Whose alphabet the names are in; English where none is given.", ["cy", "en"]),
        new("limit", "Listings on a page."),
        new("after", "Where the page begins: from the “next” of the page before, not to be made up."),
    ];

    /// <summary>Null where a parameter is unknown, given twice or has a value that it does not take; then that one is named.</summary>
    public static ApiQuery? Read(IQueryCollection values, out string wrong)
    {
        wrong = "";
        var language = Value("lang") == "cy" ? SiteLanguage.Welsh : SiteLanguage.English;
        DirectoryCursor? after = null;
        foreach (var name in values.Keys)
        {
            wrong = name;
            var parameter = Parameters.FirstOrDefault(one => one.Name == name);
            if (parameter is null || values[name].Count > 1) return null;
            if (Value(name) is { } value && !Fits(parameter, value, language, ref after)) return null;
        }

        var query = DirectoryAddress.Read(Value, language)!;
        return new(query with { After = after }, Value("limit") is { } limit ? int.Parse(limit, CultureInfo.InvariantCulture) : null);

        string? Value(string name) => values[name].ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
    }

    private static bool Fits(ApiParameter parameter, string value, SiteLanguage language, ref DirectoryCursor? after) => parameter.Name switch
    {
        "lang" => parameter.Values!.Contains(value),
        "limit" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostListings,
        "after" => DirectoryCursor.TryParse(value, out after) && after.Language == language,
        "q" => value.Length <= LongestWords,
        _ => DirectoryAddress.Read(name => name == parameter.Name ? value : null, language) is not null,
    };
}
