using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Language;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>What someone who types into the search box may mean. One of the parts is set.</summary>
public sealed record DirectorySuggestion
{
    public SuggestedListing? Listing { get; init; }

    public Place? Place { get; init; }

    public PrincipalArea? Area { get; init; }

    public PromiseTheme? Theme { get; init; }

    public ListingKind? Kind { get; init; }
}

/// <param name="Name">In the language of the page.</param>
public sealed record SuggestedListing(string Slug, string Name, ListingKind Kind);

/// <summary>Suggests, while one is typing, what a name begins: listings in the page's language; areas, places, themes and kinds in both, and in Welsh with the beginning mutated too.</summary>
public sealed class DirectorySuggestions(CoproDbContext db)
{
    public const int Most = 8;
    public const int ShortestWords = 2;
    public const int LongestWords = 100;

    private const int MostListings = 5;
    private const int MostAreas = 2;
    private const int MostPlaces = 3;
    private const int MostTags = 2;

    /// <summary>Fewer letters are not undone: they would begin too much.</summary>
    private const int ShortestMutated = 4;

    /// <summary>Sorts behind every letter of a key.</summary>
    private const char Last = '\uFFFF';

    /// <summary>At most <see cref="Most"/>; none for fewer letters than <see cref="ShortestWords"/> or more than <see cref="LongestWords"/>.</summary>
    public async Task<IReadOnlyList<DirectorySuggestion>> FindAsync(string? typed, SiteLanguage language, CancellationToken cancellation)
    {
        var words = Folding.Fold(typed ?? "");
        if (words.Length is < ShortestWords or > LongestWords) return [];
        var listings = await ListingsAsync(words, language, cancellation);
        return [.. listings.Select(listing => new DirectorySuggestion { Listing = listing }).Concat(Known(words, language)).Take(Most)];
    }

    private async Task<List<SuggestedListing>> ListingsAsync(string words, SiteLanguage language, CancellationToken cancellation)
    {
        var found = new List<SuggestedListing>();
        foreach (var key in Keys(words, language))
        {
            if (found.Count < MostListings) found.AddRange(await Beginning(key, language).Take(MostListings - found.Count).ToListAsync(cancellation));
        }

        return found;
    }

    private IQueryable<SuggestedListing> Beginning(string key, SiteLanguage language)
    {
        var upto = key + Last;
        return language == SiteLanguage.Welsh
            ? db.Listings.AsNoTracking().Where(l => l.KeyWelsh.CompareTo(key) >= 0 && l.KeyWelsh.CompareTo(upto) < 0).OrderBy(l => l.KeyWelsh).ThenBy(l => l.Id).Select(l => new SuggestedListing(l.Slug, l.NameWelsh ?? l.Name, l.Kind))
            : db.Listings.AsNoTracking().Where(l => l.KeyEnglish.CompareTo(key) >= 0 && l.KeyEnglish.CompareTo(upto) < 0).OrderBy(l => l.KeyEnglish).ThenBy(l => l.Id).Select(l => new SuggestedListing(l.Slug, l.Name, l.Kind));
    }

    /// <summary>The keys that a name may begin with: in Welsh, what is typed may end in the first half of a letter of two signs, or in two signs that turn out to be two letters.</summary>
    private static IEnumerable<string> Keys(string words, SiteLanguage language)
    {
        if (language == SiteLanguage.English) return Told(NameOrder.English(words));
        var second = words[^1] switch { 'c' or 'p' or 'r' or 't' => "h", 'd' => "d", 'f' => "f", 'l' => "l", 'n' => "g", _ => null };
        return second is null ? Told(NameOrder.Welsh(words), NameOrder.WelshBegun(words)) : Told(NameOrder.Welsh(words), NameOrder.Welsh(words + second));

        // A key has no more than its first letters, and nothing of a mere sign.
        static IEnumerable<string> Told(params string[] keys) => keys.Where(key => key.Length > 0).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<DirectorySuggestion> Known(string words, SiteLanguage language)
    {
        string[] radicals = words.Length < ShortestMutated ? [] : [.. Mutations.Radicals(words).Skip(1)];
        var areas = Gazetteer.Areas.Where(area => Begins(words, area.NameWelsh, area.NameEnglish)).Concat(Gazetteer.Areas.Where(area => radicals.Any(radical => Begins(radical, area.NameWelsh))));
        var places = Gazetteer.StartingWith(words, language, MostPlaces)
            .Concat(radicals.SelectMany(radical => Gazetteer.StartingWith(radical, SiteLanguage.Welsh, MostPlaces).Where(place => Begins(radical, place.NameWelsh))));
        var themes = PromiseThemes.All.Where(theme => BeginsOne(words, radicals, TagWords.Of(theme)));
        var kinds = ListingKinds.All.Where(kind => BeginsOne(words, radicals, TagWords.Of(kind)));
        return [
            .. areas.Distinct().OrderBy(area => Gazetteer.Starts(area.Name(language), words) ? 0 : 1).ThenBy(area => area.Code, StringComparer.Ordinal).Take(MostAreas).Select(area => new DirectorySuggestion { Area = area }),
            .. places.Distinct().Take(MostPlaces).Select(place => new DirectorySuggestion { Place = place }),
            .. themes.Take(MostTags).Select(theme => new DirectorySuggestion { Theme = theme }),
            .. kinds.Take(MostTags).Select(kind => new DirectorySuggestion { Kind = kind }),
        ];
    }

    private static bool Begins(string words, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Gazetteer.Starts(name, words)) return true;
        return false;
    }

    private static bool BeginsOne(string words, string[] radicals, string tags) => tags.Split(' ').Any(tag => Begins(words, tag) || radicals.Any(radical => Begins(radical, tag)));
}
