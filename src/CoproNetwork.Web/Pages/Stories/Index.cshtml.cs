using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.MemberDirectory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Stories;

/// <summary>The stories that consent lets the reader have, the newest first. An address that names a filter that there is not is no page.</summary>
[PublicPage]
public sealed class IndexModel(CoproDbContext db, StoryList stories, Words words, SiteLinks links) : PageModel
{
    public StoryQuery Query { get; private set; } = null!;

    public StoryPage Found { get; private set; } = null!;

    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    public IReadOnlyList<FacetValue> Chosen => [.. Facets.SelectMany(facet => facet.Values).Where(value => value.IsChosen)];

    public bool IsFirst => Query.After is null;

    public async Task<IActionResult> OnGetAsync(string? lang, string? theme, string? after, CancellationToken cancellation)
    {
        var (language, themeChosen) = (StoryAddress.LanguageOf(lang), PromiseThemes.FromSlug(theme));
        if ((!string.IsNullOrEmpty(lang) && language is null) || (!string.IsNullOrEmpty(theme) && themeChosen is null)) return NotFound();
        ListCursor? cursor = null;
        if (!string.IsNullOrEmpty(after) && !ListCursor.TryParse(after, out cursor)) return BadRequest();
        var reader = await PageReader.OfAsync(db, User, cancellation);
        Query = new(reader.Audience) { Language = language, Theme = themeChosen, After = cursor };
        Found = await stories.FindAsync(Query, cancellation);
        Facets = [.. StoryAddress.Facets(Query, words, links)];
        return Page();
    }

    /// <summary>The same from another place on, or from the start.</summary>
    public string From(ListCursor? cursor) => StoryAddress.Of(Query with { After = cursor }, links);
}
