using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Language;
using CoproNetwork.Domain.Members;
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

    public MemberKind? Kind { get; init; }

    public PromiseTheme? Theme { get; init; }

    /// <summary>Null on the first page.</summary>
    public DirectoryCursor? After { get; init; }

    /// <summary>Whether there is such an area.</summary>
    public static bool IsArea(string area) => area == Outside || Gazetteer.FindArea(area) is not null;

    internal IReadOnlyList<string> WordTerms => TermAnalyser.QueryTerms(Words);

    internal IEnumerable<string> Filters()
    {
        if (Area is not null) yield return Area == Outside ? FilterTerms.OutsideWales : FilterTerms.Area(Area);
        if (Kind is { } kind) yield return FilterTerms.Kind(kind);
        if (Theme is { } theme) yield return FilterTerms.Theme(theme);
    }
}

/// <summary>The last listing of a page, from which the next goes on; as text it is opaque.</summary>
/// <param name="Language">Whose alphabet the page is in.</param>
/// <param name="Driver">The term whose postings were read; empty where the whole directory was.</param>
/// <param name="Rank">Its place among them.</param>
/// <param name="ListingId">Parts those of the same rank.</param>
public sealed record DirectoryCursor(SiteLanguage Language, string Driver, string Rank, long ListingId)
{
    private const int TextMaxLength = 800;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override string ToString() =>
        Base64Url.EncodeToString(Strict.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)Language}\n{ListingId}\n{Driver}\n{Rank}")));

    /// <summary>False for anything that no page gave out.</summary>
    public static bool TryParse(string text, out DirectoryCursor cursor)
    {
        cursor = null!;
        if (text.Length > TextMaxLength || !Base64Url.IsValid(text)) return false;
        try
        {
            var parts = Strict.GetString(Base64Url.DecodeFromChars(text)).Split('\n');
            if (parts.Length != 4 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var language) || !Enum.IsDefined((SiteLanguage)language)) return false;
            if (!long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || parts[2].Length > ListingTerm.TermMaxLength || parts[3].Length > ListingTerm.RankMaxLength) return false;
            cursor = new((SiteLanguage)language, parts[2], parts[3], id);
            return true;
        }
        catch (Exception failure) when (failure is FormatException or DecoderFallbackException)
        {
            return false;
        }
    }
}
