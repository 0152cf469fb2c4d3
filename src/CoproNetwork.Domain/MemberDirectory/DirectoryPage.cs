using System.Linq.Expressions;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>A listing as the public sees it.</summary>
public sealed record ListingCard(
    long MemberNumber,
    string Slug,
    string Name,
    MemberKind Kind,
    string? OrganisationName,
    string? Role,
    int? PlaceId,
    string? AreaCode,
    bool OutsideWales,
    string? PromiseText,
    SiteLanguage? PromiseLanguage,
    PromiseTheme? Theme,
    PromiseStatus? PromiseStatus)
{
    /// <summary>Not read for a page of the directory, which does not show it.</summary>
    public DateTime? PromiseMadeAtUtc { get; init; }

    /// <summary>As <see cref="PromiseMadeAtUtc"/>.</summary>
    public DateTime ListedAtUtc { get; init; }

    /// <summary>Leads to the promise's own page. Read only where that is linked.</summary>
    public string? PromiseKey { get; init; }

    /// <summary>For queries that end in listings, with the dates.</summary>
    public static Expression<Func<Listing, ListingCard>> Of { get; } = l => new ListingCard(
        l.Id, l.Slug, l.Name, l.Kind, l.OrganisationName, l.Role, l.PlaceId, l.AreaCode, l.OutsideWales, l.PromiseText, l.PromiseLanguage, l.Theme, l.PromiseStatus)
    { PromiseMadeAtUtc = l.PromiseMadeAtUtc, ListedAtUtc = l.ListedAtUtc };
}

/// <summary>One page of the directory.</summary>
/// <param name="Cards">At most <see cref="DirectorySearch.PageSize"/>.</param>
/// <param name="Total">How many there are; null above <see cref="DirectorySearch.CountedUpTo"/> where no count is kept.</param>
/// <param name="Counts">How many there are for each filter term with at least one; null where <paramref name="Total"/> could only be counted in part.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record DirectoryPage(IReadOnlyList<ListingCard> Cards, int? Total, IReadOnlyDictionary<string, int>? Counts, DirectoryCursor? Next)
{
    public int? CountOf(string filterTerm) => Counts is null ? null : Counts.GetValueOrDefault(filterTerm);
}
