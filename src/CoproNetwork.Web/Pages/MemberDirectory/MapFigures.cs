using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Places;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>A search as the map shows it.</summary>
/// <param name="Page">Who was found first, and what became of the words.</param>
/// <param name="Counts">How many there are for each filter term with at least one; those of areas as if no area were chosen.</param>
public sealed record MapFound(DirectoryPage Page, IReadOnlyDictionary<string, int> Counts)
{
    public IReadOnlyList<ListingCard> Cards => Page.Cards;

    public int Total => Page.Total;

    public int CountOf(string filterTerm) => Counts.GetValueOrDefault(filterTerm);
}

/// <summary>How many were found in a place, or somewhere in an area where they named no place; those who say exactly where they are not among them.</summary>
public sealed record PlaceCount(Place? Place, PrincipalArea Area, int Count);

/// <summary>Counts for the map.</summary>
public sealed class MapFigures(DirectorySearch search)
{
    /// <summary>More that say exactly where they are stand in their towns.</summary>
    private const int MostExact = 500;

    private static readonly string[] AreaTerms = [FilterTerms.OutsideWales, .. Gazetteer.Areas.Select(area => FilterTerms.Area(area.Code))];

    public async Task<MapFound> FindAsync(DirectoryQuery query, CancellationToken cancellation)
    {
        var page = await search.FindAsync(query, cancellation);
        if (query.Area is null) return new(page, page.Found.Counts);
        var everywhere = await search.CountAsync(query with { Area = null }, cancellation);
        var counts = page.Found.Counts.Where(count => !AreaTerms.Contains(count.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var area in AreaTerms)
            if (everywhere.CountOf(area) is var count and > 0) counts[area] = count;
        return new(page, counts);
    }

    /// <summary>Who is outside Wales is in no place.</summary>
    public async Task<(IReadOnlyList<PlaceCount> Places, IReadOnlyList<ExactListing> Exact)> PlacesAsync(DirectoryQuery query, CancellationToken cancellation)
    {
        var counts = await search.CountAsync(query, cancellation);
        var exact = await search.ExactAsync(query, MostExact, cancellation);
        var inPlaces = exact.ToLookup(listing => listing.PlaceId);
        var places = Gazetteer.Places.Select(place => new PlaceCount(place, place.Area, counts.CountOf(FilterTerms.Place(place.Id)) - inPlaces[place.Id].Count())).Where(place => place.Count > 0).ToList();
        var placed = Gazetteer.Places.GroupBy(place => place.Area).ToDictionary(area => area.Key, area => area.Sum(place => counts.CountOf(FilterTerms.Place(place.Id))));
        var inAreas = exact.Where(listing => listing.PlaceId is null).ToLookup(listing => listing.AreaCode);
        places.AddRange(Gazetteer.Areas.Select(area => new PlaceCount(null, area, counts.CountOf(FilterTerms.Area(area.Code)) - placed.GetValueOrDefault(area) - inAreas[area.Code].Count())).Where(area => area.Count > 0));
        return (places, exact);
    }
}
