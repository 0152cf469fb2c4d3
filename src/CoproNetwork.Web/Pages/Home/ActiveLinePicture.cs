using System.Globalization;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Members;

namespace CoproNetwork.Web.Pages.Home;

/// <summary>How many members were active at the end of a day in London.</summary>
public sealed record LinePoint(DateOnly Day, int Count);

/// <summary>The number of active members over time as a line, with the target as a second one.</summary>
/// <param name="Points">Oldest first; the last one is today's.</param>
/// <param name="Target">Members wanted, at least 1.</param>
/// <param name="HasTable">Whether the same numbers follow as a table, folded away.</param>
public sealed record ActiveLinePicture(IReadOnlyList<LinePoint> Points, int Target, bool HasTable = true)
{
    /// <summary>The picture's size in its own units. It holds no words, so it may be drawn at any size.</summary>
    public const int Width = 600;
    public const int Height = 200;

    private const int Margin = 9;

    /// <summary>One point is no line yet.</summary>
    public bool IsLine => Points.Count > 1;

    public LinePoint First => Points[0];

    public LinePoint Last => Points[^1];

    public string LastX => Number(X(Last));

    public string LastY => Number(Y(Last.Count));

    public string TargetY => Number(Y(Target));

    public string GroundY => Number(Y(0));

    public string Line => field ??= "M" + string.Join('L', Points.Select(point => $"{Number(X(point))} {Number(Y(point.Count))}"));

    /// <summary>What lies between the line and the ground.</summary>
    public string Area => field ??= $"{Line}V{GroundY}H{Number(X(First))}Z";

    private int Top => Math.Max(Target, Points.Max(point => point.Count));

    private int Days => Math.Max(1, Last.Day.DayNumber - First.Day.DayNumber);

    /// <param name="months">Finished months, oldest first; each counts at its last day.</param>
    public static ActiveLinePicture Of(IReadOnlyList<ActiveMonth> months, MemberGrowth growth, DateOnly today) =>
        new([.. months.Select(month => new LinePoint(month.FirstDay.AddMonths(1).AddDays(-1), month.Count)), new LinePoint(today, growth.Active)], growth.Target);

    private double X(LinePoint point) => Margin + (Width - 2.0 * Margin) * (point.Day.DayNumber - First.Day.DayNumber) / Days;

    private double Y(int count) => Height - Margin - (Height - 2.0 * Margin) * count / Top;

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
