using CoproNetwork.Domain;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Badges;

/// <summary>The public page of one badge. It names its holder only while they agree to that, may be named and no coordinator has hidden them.</summary>
[PublicPage]
public sealed class BadgeModel(CoproDbContext db) : PageModel
{
    public BadgeView Badge { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int edition, int number, CancellationToken cancellation)
    {
        var badge = await db.Badges.AsNoTracking()
            .Where(badge => badge.EditionNumber == edition && badge.Number == number)
            .Select(badge => new BadgeView(
                badge.EditionNumber,
                badge.Number,
                db.BadgeEditions.Where(open => open.Number == edition).Select(open => open.Capacity).Single(),
                badge.GivenAtUtc,
                badge.NamesHolder && badge.Member.Status == MemberStatus.Approved && badge.Member.Age == AgeBand.Adult && badge.Member.ListingHiddenAtUtc == null ? badge.Member.Name : null,
                db.Listings.Where(listing => listing.MemberId == badge.MemberId && listing.EntryId == null).Select(listing => listing.Slug).SingleOrDefault()))
            .SingleOrDefaultAsync(cancellation);
        if (badge is null) return NotFound();
        Badge = badge;
        return Page();
    }

    /// <param name="Slug">Of the holder's listing; shown only beside the name.</param>
    public sealed record BadgeView(int Edition, int Number, int Capacity, DateTime GivenAtUtc, string? Holder, string? Slug);
}
