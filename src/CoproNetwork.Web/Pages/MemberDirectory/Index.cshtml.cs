using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>The directory: everyone, or who is looked for. An address that names a filter that there is not is no page.</summary>
[PublicPage]
public sealed class IndexModel(DirectorySearch search, Words words, SiteLinks links) : PageModel
{
    public DirectoryQuery Query { get; private set; } = null!;

    public DirectoryPage Found { get; private set; } = null!;

    /// <summary>What was looked for, as typed; null when nothing was.</summary>
    public string? Words => Query.Words;

    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    public IReadOnlyList<FacetValue> Chosen => Facet.Chosen(Facets, Query, Found.Total, words, one => DirectoryAddress.Of(one, links));

    public bool IsEveryone => Words is null && !Query.HasFilter;

    public bool IsFirst => Query.After is null;

    /// <summary>How many were found, and for what.</summary>
    public string FoundLine => Words is { } sought ? words.Count("MemberDirectory.FoundFor", Found.Total, sought) : words.Count("MemberDirectory.Found", Found.Total);

    /// <summary>Words that were taken for a slip, and what was found for them.</summary>
    public IEnumerable<(string Typed, string Instead)> Corrected => Found.Total > 0 ? Found.Words.Corrected : [];

    /// <summary>Each word that finds something by itself under the same filters, where all of them together find nothing.</summary>
    public IEnumerable<(string Typed, int Count, string Address)> Alone => Found.Words.Alone.Where(word => word.Count > 0)
        .Select(word => (word.Typed, word.Count, DirectoryAddress.Of(Query with { Words = word.Typed, After = null }, links)));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var status = DirectoryAddress.Read(Request.Query, words.Language, out var query);
        if (status != StatusCodes.Status200OK) return StatusCode(status);
        Query = query;
        Found = await search.FindAsync(Query, cancellation);
        Facets = [.. Facet.Of(Query, words, one => DirectoryAddress.Of(one, links), term => Found.CountOf(term))];
        return Page();
    }

    /// <summary>The same search from another place on, or from the start.</summary>
    public string From(DirectoryCursor? cursor) => DirectoryAddress.Of(Query with { After = cursor }, links);

    public string WithoutFilters => DirectoryAddress.Of(new(Query.Language) { Words = Query.Words }, links);
}
