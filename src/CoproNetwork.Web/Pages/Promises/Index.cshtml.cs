using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.MemberDirectory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Promises;

/// <summary>The wall of promises, what moved last first. Members who are signed in see what is for members too. An address that names a filter that there is not is no page.</summary>
[PublicPage]
public sealed class IndexModel(CoproDbContext db, PromiseWall wall, Words words, SiteLinks links) : PageModel
{
    public WallQuery Query { get; private set; } = null!;

    public WallPage Found { get; private set; } = null!;

    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    /// <summary>How much say people have, where enough have answered; on the first page of everything alone.</summary>
    public IReadOnlyList<SayBar> Says { get; private set; } = [];

    public IReadOnlyList<FacetValue> Chosen => [.. Facets.SelectMany(facet => facet.Values).Where(value => value.IsChosen)];

    public bool IsFirst => Query.After is null;

    public int Total => Found.Counts.Of(Query);

    public StackedBar Bar => Found.Counts.Bar(Query.Theme, Query.Area, words);

    /// <summary>Those in sight of the picture, stuck ones among them.</summary>
    public int Pictured => Found.Counts.Of(Query.Theme, Query.Area);

    public int StuckNow => Found.Counts.Of(Query.Theme, Query.Area, PromiseStatus.Stuck);

    public async Task<IActionResult> OnGetAsync(string? theme, string? area, string? status, string? after, CancellationToken cancellation)
    {
        var (themeChosen, statusChosen) = (PromiseThemes.FromSlug(theme), WallAddress.StatusOf(status));
        if (!string.IsNullOrEmpty(area) && !WallQuery.IsArea(area)) return NotFound();
        if ((!string.IsNullOrEmpty(theme) && themeChosen is null) || (!string.IsNullOrEmpty(status) && statusChosen is null)) return NotFound();
        ListCursor? cursor = null;
        if (!string.IsNullOrEmpty(after) && !ListCursor.TryParse(after, out cursor)) return BadRequest();
        var reader = await PageReader.OfAsync(db, User, cancellation);
        Query = new(reader.Audience) { Theme = themeChosen, Area = string.IsNullOrEmpty(area) ? null : area, Status = statusChosen, After = cursor };
        Found = await wall.FindAsync(Query, cancellation);
        Facets = [.. WallFacets.Of(Query, Found.Counts, words, links)];
        if (Query.IsEverything && IsFirst) Says = await SaysAsync(cancellation);
        return Page();
    }

    /// <summary>The same from another place on, or from the start.</summary>
    public string From(ListCursor? cursor) => WallAddress.Of(Query with { After = cursor }, links);

    /// <summary>Nothing of fewer members than the public may be shown of.</summary>
    private async Task<IReadOnlyList<SayBar>> SaysAsync(CancellationToken cancellation)
    {
        var changes = await db.SayChanges.AsNoTracking().OrderBy(change => change.Question).ToListAsync(cancellation);
        return [.. changes.Where(change => change.Members >= SayChange.FewestInPublic).Select(change => SayBar.Of(change, words))];
    }
}
