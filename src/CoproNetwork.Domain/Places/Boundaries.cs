using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CoproNetwork.Domain.Places;

/// <summary>A principal area as a shape in the picture of Wales.</summary>
/// <param name="Path">SVG path data in units of <see cref="MapProjection"/>, one decimal.</param>
/// <param name="Label">The middle of the widest part, where a number stands best.</param>
/// <param name="Room">How far the border is from there, in units.</param>
public sealed record AreaOutline(PrincipalArea Area, string Path, PicturePoint Label, double Room);

/// <summary>The outlines of the principal areas (Natural Earth), projected once.</summary>
public static class Boundaries
{
    private static readonly Lazy<IReadOnlyList<AreaOutline>> Outlines = new(Read);

    /// <summary>In the order of the areas' codes.</summary>
    public static IReadOnlyList<AreaOutline> All => Outlines.Value;

    private static List<AreaOutline> Read()
    {
        using var document = JsonDocument.Parse(Gazetteer.OpenAreas());
        return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(Outline).OrderBy(outline => outline.Area.Code, StringComparer.Ordinal)];
    }

    private static AreaOutline Outline(JsonElement feature)
    {
        var area = Gazetteer.FindArea(feature.GetProperty("properties").GetProperty("code").GetString())!;
        var rings = feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().SelectMany(polygon => polygon.EnumerateArray()).Select(Ring).ToList();
        var (label, room) = LabelPoint.Of(rings.MaxBy(ring => ring.Count)!);
        return new(area, PathOf(rings), label, room);
    }

    /// <summary>Rounded to a tenth, so that the neighbours' common border stays common.</summary>
    private static List<PicturePoint> Ring(JsonElement ring)
    {
        var points = new List<PicturePoint>();
        foreach (var position in ring.EnumerateArray())
        {
            var point = MapProjection.Project(position[1].GetDouble(), position[0].GetDouble());
            var rounded = new PicturePoint(Math.Round(point.X, 1), Math.Round(point.Y, 1));
            if (points.Count == 0 || points[^1] != rounded) points.Add(rounded);
        }

        if (points.Count > 1 && points[0] == points[^1]) points.RemoveAt(points.Count - 1);
        return points;
    }

    /// <summary>Steps from point to point are shorter than the points.</summary>
    private static string PathOf(List<List<PicturePoint>> rings)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{ring[0].X:0.#} {ring[0].Y:0.#}l");
            for (var i = 1; i < ring.Count; i++)
            {
                var (x, y) = (Short(ring[i].X - ring[i - 1].X), Short(ring[i].Y - ring[i - 1].Y));
                if (i > 1 && !x.StartsWith('-')) path.Append(' ');
                path.Append(x);
                if (!y.StartsWith('-')) path.Append(' ');
                path.Append(y);
            }

            path.Append('z');
        }

        return path.ToString();
    }

    private static string Short(double step) => Math.Round(step, 1).ToString("#.#;-#.#;0", CultureInfo.InvariantCulture);
}

/// <summary>The point of a shape that is farthest from its border, to within a fraction of a unit.</summary>
internal static class LabelPoint
{
    private const int Cells = 24;
    private const int Rounds = 4;

    public static (PicturePoint Point, double Room) Of(IReadOnlyList<PicturePoint> ring)
    {
        var (left, right) = (ring.Min(p => p.X), ring.Max(p => p.X));
        var (top, bottom) = (ring.Min(p => p.Y), ring.Max(p => p.Y));
        var best = (Point: ring[0], Room: 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var (width, height) = ((right - left) / Cells, (bottom - top) / Cells);
            for (var i = 0; i <= Cells; i++)
            {
                for (var j = 0; j <= Cells; j++)
                {
                    var point = new PicturePoint(left + i * width, top + j * height);
                    var room = Room(ring, point);
                    if (room > best.Room) best = (point, room);
                }
            }

            (left, right, top, bottom) = (best.Point.X - 2 * width, best.Point.X + 2 * width, best.Point.Y - 2 * height, best.Point.Y + 2 * height);
        }

        return (new(Math.Round(best.Point.X, 1), Math.Round(best.Point.Y, 1)), best.Room);
    }

    /// <summary>The distance to the border; negative outside.</summary>
    internal static double Room(IReadOnlyList<PicturePoint> ring, PicturePoint point)
    {
        var (nearest, inside) = (double.MaxValue, false);
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            var (a, b) = (ring[i], ring[j]);
            if (a.Y > point.Y != b.Y > point.Y && point.X < (b.X - a.X) * (point.Y - a.Y) / (b.Y - a.Y) + a.X) inside = !inside;
            nearest = Math.Min(nearest, Distance(point, a, b));
        }

        return inside ? nearest : -nearest;
    }

    private static double Distance(PicturePoint point, PicturePoint a, PicturePoint b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = dx * dx + dy * dy;
        var along = length == 0 ? 0 : Math.Clamp(((point.X - a.X) * dx + (point.Y - a.Y) * dy) / length, 0, 1);
        return Math.Sqrt(Math.Pow(point.X - a.X - along * dx, 2) + Math.Pow(point.Y - a.Y - along * dy, 2));
    }
}
