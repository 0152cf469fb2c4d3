using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CoproNetwork.Domain.Common;
using CsvHelper;

namespace CoproNetwork.Domain.Places;

/// <summary>A principal area (local authority) of Wales by its GSS code.</summary>
public sealed record PrincipalArea(string Code, string NameEnglish, string NameWelsh)
{
    /// <summary>Of its label point, in degrees of WGS 84, as <see cref="Longitude"/>.</summary>
    public double Latitude { get; init; }

    public double Longitude { get; init; }

    public string Name(SiteLanguage language) => language == SiteLanguage.Welsh ? NameWelsh : NameEnglish;
}

/// <summary>A town or village; <see cref="Id"/> is its GeoNames id. Latitude and longitude in degrees, WGS 84.</summary>
public sealed record Place(int Id, string NameEnglish, string NameWelsh, PrincipalArea Area, double Latitude, double Longitude)
{
    public string Name(SiteLanguage language) => language == SiteLanguage.Welsh ? NameWelsh : NameEnglish;

    /// <summary>The name with its area, as one picks it from a list: names alone are not unique.</summary>
    public string Label(SiteLanguage language) => $"{Name(language)}, {Area.Name(language)}";
}

/// <summary>Towns, villages and principal areas of Wales, read once from the embedded data (GeoNames, CC BY 4.0; Natural Earth).</summary>
public static class Gazetteer
{
    public const int AreaCodeLength = 9;

    private static readonly Lazy<FrozenDictionary<string, PrincipalArea>> AreasByCode = new(ReadAreas);
    private static readonly Lazy<FrozenDictionary<int, Place>> PlacesById = new(ReadPlaces);
    private static readonly Lazy<ILookup<string, Place>> PlacesByName = new(IndexNames);
    private static readonly Lazy<FoldedNames[]> PlacesFolded = new(() => [.. Places.Select(place => new FoldedNames(place, Folding.Fold(place.NameWelsh), Folding.Fold(place.NameEnglish)))]);

    public static IReadOnlyList<PrincipalArea> Areas => AreasByCode.Value.Values;

    public static IReadOnlyList<Place> Places => PlacesById.Value.Values;

    public static PrincipalArea? FindArea(string? code) => code is null ? null : AreasByCode.Value.GetValueOrDefault(code);

    public static Place? FindPlace(int? id) => id is null ? null : PlacesById.Value.GetValueOrDefault(id.Value);

    /// <summary>Every place that the words name, in either language, with or without its area; several where a name is shared.</summary>
    public static IReadOnlyList<Place> Named(string words) => [.. PlacesByName.Value[Folding.Fold(words)].DistinctBy(place => place.Id)];

    /// <summary>Whether a name, or a word of it, starts with the words, blind to case and accents.</summary>
    public static bool Starts(string name, string words) => StartsAt(Folding.Fold(name), Folding.Fold(words)) < 2;

    /// <summary>
    /// Places of which a name in either language, or a word of it, starts with the words, at most <paramref name="limit"/>:
    /// names of this language before those of the other, beginnings of names before those of words, then in name order.
    /// </summary>
    public static IReadOnlyList<Place> StartingWith(string words, SiteLanguage language, int limit)
    {
        var folded = Folding.Fold(words);
        if (folded.Length == 0) return [];
        return [.. PlacesFolded.Value
            .Select(names => (names.Place, Rank: names.RankOf(folded, language), Order: language == SiteLanguage.Welsh ? names.Welsh : names.English))
            .Where(found => found.Rank < FoldedNames.NoRank)
            .OrderBy(found => found.Rank).ThenBy(found => found.Order, StringComparer.Ordinal).ThenBy(found => found.Place.Area.Code, StringComparer.Ordinal)
            .Take(limit).Select(found => found.Place)];
    }

    /// <summary>0 where the name starts with the words, 1 where one of its words does, else 2. Both are folded.</summary>
    private static int StartsAt(string name, string words) =>
        name.StartsWith(words, StringComparison.Ordinal) ? 0
        : name.Contains(" " + words, StringComparison.Ordinal) || name.Contains("-" + words, StringComparison.Ordinal) ? 1
        : 2;

    private sealed record FoldedNames(Place Place, string Welsh, string English)
    {
        public const int NoRank = 4;

        /// <summary>0 and 1 by a name of this language, 2 and 3 by one of the other, <see cref="NoRank"/> by neither.</summary>
        public int RankOf(string words, SiteLanguage language)
        {
            var (own, other) = language == SiteLanguage.Welsh ? (StartsAt(Welsh, words), StartsAt(English, words)) : (StartsAt(English, words), StartsAt(Welsh, words));
            return own < 2 ? own : 2 + other;
        }
    }

    private static FrozenDictionary<string, PrincipalArea> ReadAreas()
    {
        using var document = JsonDocument.Parse(OpenAreas());
        return document.RootElement.GetProperty("features").EnumerateArray()
            .Select(feature => feature.GetProperty("properties"))
            .Select(p => new PrincipalArea(p.GetProperty("code").GetString()!, p.GetProperty("name_en").GetString()!, p.GetProperty("name_cy").GetString()!)
            {
                Latitude = p.GetProperty("label_lat").GetDouble(),
                Longitude = p.GetProperty("label_lon").GetDouble(),
            })
            .ToFrozenDictionary(area => area.Code, StringComparer.Ordinal);
    }

    private static FrozenDictionary<int, Place> ReadPlaces()
    {
        using var csv = new CsvReader(new StreamReader(Open("wales-places.csv")), CultureInfo.InvariantCulture);
        var places = new List<Place>();
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
            places.Add(new(csv.GetField<int>("geonames_id"), csv.GetField("name_en")!, csv.GetField("name_cy")!, AreasByCode.Value[csv.GetField("authority_code")!], csv.GetField<double>("latitude"), csv.GetField<double>("longitude")));
        return places.ToFrozenDictionary(place => place.Id);
    }

    private static ILookup<string, Place> IndexNames() => Places
        .SelectMany(place => new[] { place.NameEnglish, place.NameWelsh, place.Label(SiteLanguage.English), place.Label(SiteLanguage.Welsh) }.Select(name => (Name: Folding.Fold(name), Place: place)))
        .ToLookup(pair => pair.Name, pair => pair.Place);

    /// <summary>The areas with their boundaries, as GeoJSON.</summary>
    internal static Stream OpenAreas() => Open("wales-authorities.geojson");

    private static Stream Open(string file)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceStream($"CoproNetwork.Domain.Places.Data.{file}")
            ?? throw new InvalidOperationException($"The embedded file {file} is missing from the build.");
    }
}
