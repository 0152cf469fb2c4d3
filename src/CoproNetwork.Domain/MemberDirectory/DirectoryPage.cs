using System.Linq.Expressions;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>A listing as the public sees it.</summary>
public sealed record ListingCard(
    long ListingId,
    string Slug,
    string Name,
    string? NameWelsh,
    ListingKind Kind,
    string? OrganisationName,
    string? Role,
    int? PlaceId,
    string? AreaCode,
    bool OutsideWales,
    string? SummaryWelsh,
    string? SummaryEnglish,
    int Themes,
    Offers Offers,
    bool OpenToVisits,
    string? PromiseText,
    SiteLanguage? PromiseLanguage,
    PromiseTheme? Theme,
    PromiseStatus? PromiseStatus,
    DateTime? StaleSinceUtc)
{
    /// <summary>Not read for a page of the directory, which does not show it.</summary>
    public DateTime? PromiseMadeAtUtc { get; init; }

    /// <summary>As <see cref="PromiseMadeAtUtc"/>.</summary>
    public DateTime ListedAtUtc { get; init; }

    /// <summary>Leads to the promise's own page. Read only where that is linked.</summary>
    public string? PromiseKey { get; init; }

    /// <summary>For queries that end in listings, with the dates.</summary>
    public static Expression<Func<Listing, ListingCard>> Of { get; } = l => new ListingCard(
        l.Id, l.Slug, l.Name, l.NameWelsh, l.Kind, l.OrganisationName, l.Role, l.PlaceId, l.AreaCode, l.OutsideWales, l.SummaryWelsh, l.SummaryEnglish, l.Themes, l.Offers, l.OpenToVisits,
        l.PromiseText, l.PromiseLanguage, l.Theme, l.PromiseStatus, l.StaleSinceUtc)
    { PromiseMadeAtUtc = l.PromiseMadeAtUtc, ListedAtUtc = l.ListedAtUtc };

    public string NameIn(SiteLanguage language) => language == SiteLanguage.Welsh ? NameWelsh ?? Name : Name;

    /// <summary>What it is, in the language or, where that is not written, in the other; null where neither is.</summary>
    public (string Text, SiteLanguage Language)? SummaryIn(SiteLanguage language)
    {
        var isWelsh = SummaryEnglish is null || (language == SiteLanguage.Welsh && SummaryWelsh is not null);
        return (isWelsh ? SummaryWelsh : SummaryEnglish) is { } text ? (text, isWelsh ? SiteLanguage.Welsh : SiteLanguage.English) : null;
    }
}

/// <summary>A listing that says exactly where it is; never a person.</summary>
public sealed record ExactListing(string Slug, string Name, string? NameWelsh, int? PlaceId, string? AreaCode, double Latitude, double Longitude);

/// <summary>How many listings a search finds, and how many of them each filter's value would leave. Always exact.</summary>
public sealed record DirectoryCounts(int Total, IReadOnlyDictionary<string, int> Counts)
{
    public int CountOf(string filterTerm) => Counts.GetValueOrDefault(filterTerm);
}

/// <summary>One page of the directory.</summary>
/// <param name="Cards">At most <see cref="DirectorySearch.PageSize"/>.</param>
/// <param name="Found">How many there are in all.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Words">What became of the words.</param>
public sealed record DirectoryPage(IReadOnlyList<ListingCard> Cards, DirectoryCounts Found, DirectoryCursor? Next, SoughtWords Words)
{
    public int Total => Found.Total;

    public int CountOf(string filterTerm) => Found.CountOf(filterTerm);
}

/// <summary>What became of the words of a search.</summary>
/// <param name="Terms">Every term that may have matched, to mark it in what was found.</param>
/// <param name="Alone">How many listings each typed word or name finds by itself under the same filters; only where all together found nothing.</param>
/// <param name="Corrected">Words that were found nowhere as typed, and what was looked for instead, a slip away.</param>
public sealed record SoughtWords(IReadOnlySet<string> Terms, IReadOnlyList<(string Typed, int Count)> Alone, IReadOnlyList<(string Typed, string Instead)> Corrected)
{
    public static SoughtWords None { get; } = new(new HashSet<string>(), [], []);
}
