namespace CoproNetwork.Domain.Common;

/// <summary>Calendar rules are reckoned where the network lives: Europe/London.</summary>
public static class LondonTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTime FromUtc(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(FromUtc(utc));

    /// <summary>The instant at which a day begins there; clocks never change at midnight.</summary>
    public static DateTime StartOf(DateOnly date) => TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(TimeOnly.MinValue), Zone);

    /// <summary>The instant that a clock there means. Of the hour that happens twice it is the first; what the spring leaves out is an hour later.</summary>
    public static DateTime ToUtc(DateTime local)
    {
        var there = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(there)) there = there.AddHours(1);
        var offset = Zone.IsAmbiguousTime(there) ? Zone.GetAmbiguousTimeOffsets(there).Max() : Zone.GetUtcOffset(there);
        return DateTime.SpecifyKind(there - offset, DateTimeKind.Utc);
    }
}
