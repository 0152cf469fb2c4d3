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
        if (Query.IsEverything && IsFirst) Says = SayBar.Of(await db.SayChanges.AsNoTracking().ToListAsync(cancellation), words);
        return Page();
    }

    /// <summary>The same from another place on, or from the start.</summary>
    public string From(ListCursor? cursor) => WallAddress.Of(Query with { After = cursor }, links);

    /// <summary>One of the three questions as a bar.</summary>
    public sealed record SayBar(string Heading, string Answered, StackedBar Bar)
    {
        /// <summary>Nothing of fewer members than the public may be shown of.</summary>
        public static IReadOnlyList<SayBar> Of(IEnumerable<SayChange> changes, Words words) =>
        [
            .. changes.Where(change => change.Members >= SayChange.FewestInPublic).OrderBy(change => change.Question).Select(change =>
            {
                var heading = words[$"Promises.Say.{change.Question}"];
                return new SayBar(heading, words.Count("Promises.Say.Members", change.Members), new(words["Promises.Say.Label", heading, change.Less, change.Same, change.More],
                [
                    new("less", words["Promises.Say.Less"], change.Less),
                    new("same", words["Promises.Say.Same"], change.Same),
                    new("more", words["Promises.Say.More"], change.More),
                ])
                { IsSmall = true });
            }),
        ];
    }
}
