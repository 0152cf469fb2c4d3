using System.Globalization;

namespace CoproNetwork.Web.Pages.Desk.Badges;

/// <summary>Where a page of the queue ended: a badge's place in the order, or an instant and what breaks its ties.</summary>
public sealed record QueuePlace(long Id, DateTime? AtUtc)
{
    public static string Of(QueueTab tab, long postingId, long badgeId, DateTime? postedAtUtc) => tab == QueueTab.Posted && postedAtUtc is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"{at.Ticks}-{postingId}")
        : badgeId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null for what is no place: the first page is shown.</summary>
    public static QueuePlace? Read(string? text)
    {
        var parts = text?.Split('-') ?? [];
        if (parts.Length is 0 or > 2 || !long.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        if (parts.Length == 1) return new(id, null);
        return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            ? new(id, new DateTime(ticks, DateTimeKind.Utc))
            : null;
    }
}
