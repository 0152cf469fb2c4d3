namespace CoproNetwork.Domain.Places;

/// <summary>A point of the picture of Wales, in its units: x to the right, y downwards.</summary>
public readonly record struct PicturePoint(double X, double Y);

/// <summary>How a place on the earth comes to stand in the picture of Wales: Web Mercator, so that tiles fit beneath it.</summary>
public static class MapProjection
{
    public const int Width = 640;
    public const int Height = 800;

    /// <summary>The degrees of the picture's left and upper edge.</summary>
    public const double West = -5.36, North = 53.46;

    /// <summary>Units of the picture to a degree of longitude.</summary>
    public const double UnitsPerDegree = 230;

    private const double KilometresPerDegree = 111.32;

    private static readonly double Top = Stretched(North);

    /// <param name="latitude">Degrees, WGS 84.</param>
    /// <param name="longitude">Degrees, WGS 84.</param>
    public static PicturePoint Project(double latitude, double longitude) =>
        new((longitude - West) * UnitsPerDegree, (Top - Stretched(latitude)) * UnitsPerDegree);

    /// <summary>The other way: degrees of a point of the picture.</summary>
    public static (double Latitude, double Longitude) Unproject(PicturePoint point) =>
        (double.RadiansToDegrees(Math.Atan(Math.Sinh(double.DegreesToRadians(Top - point.Y / UnitsPerDegree)))), point.X / UnitsPerDegree + West);

    /// <summary>How long a distance is in the picture at that latitude.</summary>
    public static double Units(double kilometres, double latitude) =>
        kilometres / (KilometresPerDegree * Math.Cos(double.DegreesToRadians(latitude))) * UnitsPerDegree;

    /// <summary>Mercator's latitude, in degrees.</summary>
    private static double Stretched(double latitude) =>
        double.RadiansToDegrees(Math.Asinh(Math.Tan(double.DegreesToRadians(latitude))));
}
