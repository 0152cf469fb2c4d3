using CoproNetwork.Domain;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>One member as the public finds them. Who is not listed, or no longer, has no such page.</summary>
[PublicPage]
public sealed class ListingModel(CoproDbContext db) : PageModel
{
    public ListingCard Card { get; private set; } = null!;

    /// <summary>Edition and number; only when its holder agreed to be named on the badge's page.</summary>
    public (int Edition, int Number)? Badge { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellation)
    {
        var found = await db.Listings.AsNoTracking().Where(l => l.Slug == slug).Select(l => new
        {
            Card = new ListingCard(
                l.Id, l.Slug, l.Name, l.NameWelsh, l.Kind, l.OrganisationName, l.Role, l.PlaceId, l.AreaCode, l.OutsideWales, l.SummaryWelsh, l.SummaryEnglish, l.Themes, l.Offers, l.OpenToVisits,
                l.PromiseText, l.PromiseLanguage, l.Theme, l.PromiseStatus, l.StaleSinceUtc)
            { PromiseMadeAtUtc = l.PromiseMadeAtUtc, ListedAtUtc = l.ListedAtUtc, PromiseKey = l.PromiseText == null ? null : db.Promises.Where(p => p.MemberId == l.MemberId).OrderByDescending(p => p.Id).Select(p => p.Key).FirstOrDefault() },
            Badge = db.Badges.Where(badge => badge.MemberId == l.MemberId && badge.NamesHolder).Select(badge => new { badge.EditionNumber, badge.Number }).SingleOrDefault(),
        }).SingleOrDefaultAsync(cancellation);
        if (found is null) return NotFound();
        Card = found.Card;
        Badge = found.Badge is { } badge ? (badge.EditionNumber, badge.Number) : null;
        return Page();
    }
}
