using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>A page with the map of a search. It understands the addresses of the list.</summary>
public abstract class MapPage(MapFigures figures, Words words, SiteLinks links, string page) : PageModel
{
    private const int BesideMap = 8;

    public DirectoryQuery Query { get; private set; } = null!;

    public MapFound Found { get; private set; } = null!;

    public MapPicture Picture { get; private set; } = null!;

    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    /// <summary>The filters chosen, being near among them.</summary>
    public IReadOnlyList<FacetValue> Chosen { get; private set; } = [];

    public bool IsEveryone => Query.Words is null && Chosen.Count == 0;

    public string FoundLine => Query.Words is { } sought ? words.Count("MemberDirectory.FoundFor", Found.Total, sought) : words.Count("MemberDirectory.Found", Found.Total);

    /// <summary>As many as stand beside a map; more are in the list.</summary>
    public IReadOnlyList<ListingCard> Shown => [.. Found.Cards.Take(BesideMap)];

    /// <summary>The same search as a list.</summary>
    public string List => DirectoryAddress.Of(Query, links);

    /// <summary>The same search on this page.</summary>
    public string Here => AddressOf(Query);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var status = DirectoryAddress.Read(Request.Query, words.Language, out var query);
        if (status != StatusCodes.Status200OK) return StatusCode(status);
        Query = query with { After = null };
        Found = await figures.FindAsync(Query, cancellation);
        Facets = [.. Facet.Of(Query, words, AddressOf, term => Found.CountOf(term))];
        Chosen = Facet.Chosen(Facets, Query, Found.Total, words, AddressOf);
        Picture = MapPicture.Of(Query, Found, words, links, page, inFrame: page == DirectoryAddress.Embed);
        return Page();
    }

    private string AddressOf(DirectoryQuery query) => DirectoryAddress.Of(query, links, page);
}
