using System.Globalization;
using System.Text.RegularExpressions;
using CoproNetwork.Domain.Places;

namespace CoproNetwork.Tests.Places;

public sealed partial class BoundariesTests
{
    [Fact]
    public void All_HasEachAreaOnce() =>
        Assert.Equal(Gazetteer.Areas.Select(area => area.Code).Order(StringComparer.Ordinal), Boundaries.All.Select(outline => outline.Area.Code));

    [Fact]
    public void Paths_StayInThePicture() => Assert.All(Boundaries.All, outline => Assert.All(Rings(outline.Path).SelectMany(ring => ring), point =>
    {
        Assert.InRange(point.X, 0, MapProjection.Width);
        Assert.InRange(point.Y, 0, MapProjection.Height);
    }));

    [Fact]
    public void Paths_AreSmall() => Assert.InRange(Boundaries.All.Sum(outline => outline.Path.Length), 5_000, 20_000);

    [Fact]
    public void Labels_LieInsideTheirAreas() => Assert.All(Boundaries.All, outline =>
    {
        var room = Rings(outline.Path).Max(ring => LabelPoint.Room(ring, outline.Label));
        Assert.InRange(room, outline.Room - 0.5, outline.Room + 0.5);
        Assert.True(outline.Room > 5, $"{outline.Area.NameEnglish} has {outline.Room} units.");
    });

    /// <summary>Most settlements, since the outlines are generalised; a projection that is off or mirrored has few.</summary>
    [Fact]
    public void Places_LieInTheirAreas()
    {
        var shapes = Boundaries.All.ToDictionary(outline => outline.Area.Code, outline => Rings(outline.Path));
        var inside = Gazetteer.Places.Count(place => shapes[place.Area.Code].Exists(ring => LabelPoint.Room(ring, MapProjection.Project(place.Latitude, place.Longitude)) > -3));

        Assert.InRange(inside, Gazetteer.Places.Count * 9 / 10, Gazetteer.Places.Count);
    }

    [Theory]
    [InlineData(51.48, -3.18)]
    [InlineData(53.3, -4.4)]
    public void Unproject_UndoesProject(double latitude, double longitude)
    {
        var back = MapProjection.Unproject(MapProjection.Project(latitude, longitude));

        Assert.Equal((latitude, longitude), (Math.Round(back.Latitude, 9), Math.Round(back.Longitude, 9)));
    }

    [Fact]
    public void Units_AreThoseOfTheProjection()
    {
        var (south, north) = (MapProjection.Project(52, -3.5), MapProjection.Project(52.1, -3.5));

        Assert.Equal(south.Y - north.Y, MapProjection.Units(11.132, 52.05), 1);
    }

    private static List<List<PicturePoint>> Rings(string path) => [.. path.Split('z', StringSplitOptions.RemoveEmptyEntries).Select(ring =>
    {
        var numbers = Number().Matches(ring).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
        var points = new List<PicturePoint> { new(numbers[0], numbers[1]) };
        for (var i = 2; i < numbers.Length; i += 2) points.Add(new(points[^1].X + numbers[i], points[^1].Y + numbers[i + 1]));
        return points;
    })];

    [GeneratedRegex(@"-?(\d+(\.\d+)?|\.\d+)")]
    private static partial Regex Number();
}
