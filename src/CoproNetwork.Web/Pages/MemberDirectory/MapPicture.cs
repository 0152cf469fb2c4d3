using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Places;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>A principal area on the map: its shape, how many are there, and where it leads.</summary>
/// <param name="Address">Of the search in this area; of the search in all of them where this one is chosen.</param>
/// <param name="Step">Of its shade, 0 for nobody to <see cref="MapShades.Most"/>.</param>
public sealed record MapArea(AreaOutline Outline, string Name, int Count, string Address, bool IsChosen, int Step)
{
    private const double SmallRoom = 17, TightRoom = 24;

    /// <summary>How large its number may be written, as a class of the style sheet.</summary>
    public string Size => Outline.Room < SmallRoom ? "small" : Outline.Room < TightRoom ? "tight" : "roomy";

    public string ShapeId => "shape-" + Outline.Area.Code;
}

/// <summary>The map of a search, shown by <c>_WalesMap</c>.</summary>
/// <param name="Areas">In the alphabet of the page's language.</param>
/// <param name="Points">The address of the same search as places, for the script.</param>
/// <param name="Locate">The address that <c>near</c> is added to; null where the page does not ask where one is.</param>
/// <param name="InFrame">Whether the page stands in another site, so that people open in a window of their own.</param>
public sealed record MapPicture(IReadOnlyList<MapArea> Areas, IReadOnlyList<int> ShadeTops, GeoPoint? Near, string Points, string? Locate, bool InFrame)
{
    /// <summary>The part of the picture with the valleys and the coast below them, shown larger on a small screen.</summary>
    public const string SouthEast = "382 622 254 180";

    private static readonly string[] InSouthEast = ["W06000013", "W06000014", "W06000015", "W06000016", "W06000018", "W06000019", "W06000020", "W06000021", "W06000022", "W06000024"];

    public int InWales => Areas.Sum(area => area.Count);

    public IEnumerable<MapArea> SouthEastAreas => Areas.Where(area => InSouthEast.Contains(area.Outline.Area.Code));

    public static MapPicture Of(DirectoryQuery query, MapFound found, Words words, SiteLinks links, string page, bool inFrame)
    {
        var start = query with { After = null };
        var tops = MapShades.Tops(Boundaries.All.Max(outline => found.CountOf(FilterTerms.Area(outline.Area.Code))));
        var areas = Facet.AreaNames(words).Where(area => area.Area != DirectoryQuery.Outside).Select(area =>
        {
            var (count, isChosen) = (found.CountOf(FilterTerms.Area(area.Area)), query.Area == area.Area);
            var outline = Boundaries.All.Single(one => one.Area.Code == area.Area);
            return new MapArea(outline, area.Label, count, DirectoryAddress.Of(start with { Area = isChosen ? null : area.Area }, links, page), isChosen, MapShades.Step(count, tops));
        });
        return new([.. areas], tops, query.Near, DirectoryAddress.Of(start, links, DirectoryAddress.Points), inFrame ? null : DirectoryAddress.Of(start with { Area = null, Near = null }, links, page), inFrame);
    }
}

/// <summary>Few shades for many counts: the darkest for the upper half of the largest count, the next for the upper half of what is left, and so on.</summary>
public static class MapShades
{
    public const int Most = 4;

    /// <summary>The largest count of each shade, the lightest first; fewer than <see cref="Most"/> where the counts are small, none where nobody is.</summary>
    public static IReadOnlyList<int> Tops(int largest)
    {
        var tops = new List<int>();
        for (var top = largest; top > 0 && tops.Count < Most; top /= 2) tops.Insert(0, top);
        return tops;
    }

    /// <summary>0 for nobody, then up to <see cref="Most"/>, which the largest count always has.</summary>
    public static int Step(int count, IReadOnlyList<int> tops) =>
        count == 0 ? 0 : Most - tops.Count + 1 + tops.TakeWhile(top => top < count).Count();
}
