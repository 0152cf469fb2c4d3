using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>What someone looks for in the directory: words, at most one value of each filter, and from where on.</summary>
public sealed record DirectoryQuery(SiteLanguage Language)
{
    /// <summary>The value of the area filter for who is outside Wales.</summary>
    public const string Outside = "outside";

    /// <summary>As typed.</summary>
    public string? Words { get; init; }

    /// <summary>Code of a principal area, or <see cref="Outside"/>.</summary>
    public string? Area { get; init; }

    /// <summary>Of the gazetteer.</summary>
    public int? Place { get; init; }

    /// <summary>What lies within <see cref="NearRings"/> of it, the nearest first.</summary>
    public GeoPoint? Near { get; init; }

    public ListingKind? Kind { get; init; }

    public PromiseTheme? Theme { get; init; }

    /// <summary>One of <see cref="OfferNames.All"/>.</summary>
    public Offers? Offer { get; init; }

    /// <summary>Only what is open to visits.</summary>
    public bool Visits { get; init; }

    /// <summary>Only what has words in that language.</summary>
    public SiteLanguage? In { get; init; }

    /// <summary>Only what says exactly where it is.</summary>
    internal bool Exact { get; init; }

    /// <summary>Null on the first page.</summary>
    public DirectoryCursor? After { get; init; }

    /// <summary>Kilometres: what lies within the first stands before what lies only within the second.</summary>
    public static IReadOnlyList<double> NearRings { get; } = [3, 8, 15, 25];

    public bool HasFilter => Near is not null || Filters().Any();

    /// <summary>Whether there is such an area.</summary>
    public static bool IsArea(string area) => area == Outside || Gazetteer.FindArea(area) is not null;

    internal IEnumerable<string> Filters()
    {
        if (Area is not null) yield return Area == Outside ? FilterTerms.OutsideWales : FilterTerms.Area(Area);
        if (Place is { } place) yield return FilterTerms.Place(place);
        if (Kind is { } kind) yield return FilterTerms.Kind(kind);
        if (Theme is { } theme) yield return FilterTerms.Theme(theme);
        if (Offer is { } offer) yield return FilterTerms.Offer(offer);
        if (Exact) yield return FilterTerms.Exact;
        if (Visits) yield return FilterTerms.OpenToVisits;
        if (In is { } language) yield return FilterTerms.Language(language);
    }
}

/// <summary>The last listing of a page, from which the next goes on; as text it is opaque.</summary>
/// <param name="Language">Whose alphabet the page is in.</param>
/// <param name="Level">How far the words stood from a name; hits stand in this order first.</param>
/// <param name="Key">Its name's place in the alphabet.</param>
/// <param name="ListingId">Parts those of the same key.</param>
public sealed record DirectoryCursor(SiteLanguage Language, int Level, string Key, long ListingId)
{
    private const int TextMaxLength = 800;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override string ToString() =>
        Base64Url.EncodeToString(Strict.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)Language}\n{ListingId}\n{Level}\n{Key}")));

    /// <summary>False for anything that no page gave out.</summary>
    public static bool TryParse(string text, out DirectoryCursor cursor)
    {
        cursor = null!;
        if (text.Length > TextMaxLength || !Base64Url.IsValid(text)) return false;
        try
        {
            var parts = Strict.GetString(Base64Url.DecodeFromChars(text)).Split('\n');
            if (parts.Length != 4 || !TryNumber(parts[0], out int language) || !Enum.IsDefined((SiteLanguage)language)) return false;
            if (!long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !TryNumber(parts[2], out var level) || parts[3].Length > NameOrder.KeyMaxLength + 1) return false;
            cursor = new((SiteLanguage)language, level, parts[3], id);
            return true;
        }
        catch (Exception failure) when (failure is FormatException or DecoderFallbackException)
        {
            return false;
        }

        static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
