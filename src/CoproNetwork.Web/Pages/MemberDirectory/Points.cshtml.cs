using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Places;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>A place with people in it, or an area for those in it who named no place. <see cref="Label"/> says name and count.</summary>
/// <param name="Address">Of the list of who is there.</param>
public sealed record MapPoint(string Name, string Label, double Latitude, double Longitude, int Count, string Address);

/// <summary>A search as places, as JSON, for the map's script.</summary>
[PublicPage]
public sealed class PointsModel(MapFigures figures, Words words, SiteLinks links) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var status = DirectoryAddress.Read(Request.Query, words.Language, out var query);
        if (status != StatusCodes.Status200OK) return StatusCode(status);
        var (places, exact) = await figures.PlacesAsync(query with { After = null }, cancellation);
        return new JsonResult(places.Select(place => Point(place, query)).Concat(exact.Select(Point)));
    }

    private MapPoint Point(ExactListing listing)
    {
        var name = words.Language == SiteLanguage.Welsh ? listing.NameWelsh ?? listing.Name : listing.Name;
        return new(name, name, listing.Latitude, listing.Longitude, 1, links.To("/MemberDirectory/Listing", ("slug", listing.Slug)));
    }

    private MapPoint Point(PlaceCount found, DirectoryQuery query)
    {
        var name = found.Place?.Name(words.Language) ?? found.Area.Name(words.Language);
        var (latitude, longitude) = found.Place is { } place ? (place.Latitude, place.Longitude) : Middle(found.Area);
        var label = found.Place is null ? words.Count("DirectoryMap.Somewhere", found.Count, name) : words.Count("DirectoryMap.Area", found.Count, name);
        return new(name, label, Math.Round(latitude, 4), Math.Round(longitude, 4), found.Count, AddressOf(found, query));
    }

    private static (double Latitude, double Longitude) Middle(PrincipalArea area) =>
        MapProjection.Unproject(Boundaries.All.Single(outline => outline.Area == area).Label);

    private string AddressOf(PlaceCount found, DirectoryQuery query) =>
        DirectoryAddress.Of(query with { After = null, Area = found.Area.Code, Place = found.Place?.Id ?? query.Place }, links);
}
