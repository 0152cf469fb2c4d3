using System.Globalization;

namespace CoproNetwork.Web.Pages.Promises;

/// <summary>One part of a bar.</summary>
/// <param name="Css">Class that colours it, in the picture and in the legend.</param>
public sealed record BarPart(string Css, string Label, int Count);

/// <summary>Parts of a whole as one bar with a legend, drawn by <c>Shared/_StackedBar</c>. Parts of nothing are in the legend alone.</summary>
/// <param name="Label">What a screen reader says in place of the picture, every number in it.</param>
public sealed record StackedBar(string Label, IReadOnlyList<BarPart> Parts)
{
    /// <summary>The picture's width in its own units.</summary>
    public const int Width = 1000;

    /// <summary>Between two parts, so that they can be told apart whatever their colours.</summary>
    private const double Gap = 12;

    /// <summary>However few they are, they can be seen.</summary>
    private const double Narrowest = 14;

    public int Total => Parts.Sum(part => part.Count);

    /// <summary>Lower, for several beneath each other.</summary>
    public bool IsSmall { get; init; }

    /// <summary>Where each part that is there begins and how wide it is, as numbers for attributes.</summary>
    public IEnumerable<(BarPart Part, string X, string Width)> Drawn()
    {
        var there = Parts.Where(part => part.Count > 0).ToList();
        var room = Width - Gap * (there.Count - 1) - Narrowest * there.Count;
        var x = 0.0;
        foreach (var part in there)
        {
            var width = Narrowest + room * part.Count / Total;
            yield return (part, Number(x), Number(width));
            x += width + Gap;
        }
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
