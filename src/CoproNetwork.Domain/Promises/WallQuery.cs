using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Places;

namespace CoproNetwork.Domain.Promises;

/// <summary>What someone looks for on the wall: at most one value of each filter, and from where on.</summary>
public sealed record WallQuery(Audience Audience)
{
    /// <summary>Statuses to look for. Who is stuck is never looked for.</summary>
    public static IReadOnlyList<PromiseStatus> Statuses { get; } = [PromiseStatus.Made, PromiseStatus.UnderWay, PromiseStatus.Kept, PromiseStatus.Changed];

    public PromiseTheme? Theme { get; init; }

    /// <summary>Code of a principal area, or <see cref="PromiseCard.Outside"/>.</summary>
    public string? Area { get; init; }

    /// <summary>One of <see cref="Statuses"/>.</summary>
    public PromiseStatus? Status { get; init; }

    /// <summary>Null on the first page.</summary>
    public ListCursor? After { get; init; }

    public bool IsEverything => Theme is null && Area is null && Status is null;

    /// <summary>Whether there is such an area.</summary>
    public static bool IsArea(string area) => area == PromiseCard.Outside || Gazetteer.FindArea(area) is not null;
}

/// <summary>A promise as the wall shows it.</summary>
/// <param name="MemberId">Its maker's; never shown.</param>
/// <param name="Area">Code of the maker's principal area, or <see cref="PromiseCard.Outside"/>.</param>
/// <param name="Status">As the audience may know it. A page never puts <see cref="PromiseStatus.Stuck"/> into words.</param>
/// <param name="MakerName">Null for who is in no listing: they are not named.</param>
public sealed record WallCard(
    long PromiseId, string Key, long MemberId, string Text, SiteLanguage Language, PromiseTheme Theme, string Area, PromiseStatus Status, DateTime MadeAtUtc, DateTime MovedAtUtc, string? MakerName, string? MakerSlug);

/// <summary>One page of the wall.</summary>
/// <param name="Cards">At most <see cref="PromiseWall.PageSize"/>.</param>
/// <param name="Counts">Of everything that the audience may see, whatever was looked for.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record WallPage(IReadOnlyList<WallCard> Cards, WallCounts Counts, ListCursor? Next);

/// <summary>How many promises there are, by any of the filters. Exact. Added up once, so that a page asks for each of its filters without going through all cells.</summary>
public sealed class WallCounts
{
    private readonly Dictionary<(PromiseTheme?, string?, PromiseStatus?), int> _sums = [];

    internal WallCounts(IEnumerable<PromiseCount> cells)
    {
        foreach (var cell in cells)
            foreach (var theme in new PromiseTheme?[] { null, cell.Theme })
                foreach (var area in new[] { null, cell.Area })
                    foreach (var status in new PromiseStatus?[] { null, cell.Status })
                        _sums[(theme, area, status)] = _sums.GetValueOrDefault((theme, area, status)) + cell.Count;
    }

    /// <summary>With these values; null stands for any.</summary>
    public int Of(PromiseTheme? theme = null, string? area = null, PromiseStatus? status = null) => _sums.GetValueOrDefault((theme, area, status));

    /// <summary>As many as all pages of the query show together.</summary>
    public int Of(WallQuery query) => Of(query.Theme, query.Area, query.Status);
}

/// <summary>The counts as read last, for each audience. They stand as long as the database's public version: read once a change, not once a page.</summary>
public sealed class LastWallCounts
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Audience, (Guid Version, WallCounts Counts)> _last = [];

    internal WallCounts? Of(Guid version, Audience audience) => _last.TryGetValue(audience, out var last) && last.Version == version ? last.Counts : null;

    internal void Keep(Guid version, Audience audience, WallCounts counts) => _last[audience] = (version, counts);
}

/// <summary>A promise with what its audience may see of how it went, newest first.</summary>
public sealed record PromiseInTime(WallCard Card, int Thanks, IReadOnlyList<UpdateInTime> Updates);

/// <summary>A report as others read it: without what would help, which is for the network's team.</summary>
/// <param name="OldText">The promise's words before this, where they were changed.</param>
public sealed record UpdateInTime(string Key, PromiseStatus Status, DateTime AtUtc, SiteLanguage Language, string? Happened, string? Helped, string? Hindered, string? OldText, SiteLanguage? OldLanguage)
{
    public bool HasWords => Happened is not null || Helped is not null || Hindered is not null || OldText is not null;

    internal static UpdateInTime Of(PromiseUpdate update) =>
        new(update.Key, update.Status, update.AtUtc, update.Language, update.Happened, update.Helped, update.Hindered, update.Status == PromiseStatus.Changed ? update.OldText : null, update.OldLanguage);
}
