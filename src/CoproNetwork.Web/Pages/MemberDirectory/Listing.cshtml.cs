using CoproNetwork.Domain;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>Someone or something as the public finds them. What is not listed, or no longer, has no such page; what became part of another leads there.</summary>
[PublicPage]
public sealed class ListingModel(CoproDbContext db, ListingAddresses addresses, SiteLinks links) : PageModel
{
    public ListingCard Card { get; private set; } = null!;

    /// <summary>A project, a venue…: nobody's own listing.</summary>
    public bool IsEntry { get; private set; }

    public IReadOnlyList<string> WebAddresses { get; private set; } = [];

    public GeoPoint? Exactly { get; private set; }

    /// <summary>When someone last said that all this is right.</summary>
    public DateTime RightAtUtc { get; private set; }

    /// <summary>Edition and number; only when its holder agreed to be named on the badge's page.</summary>
    public (int Edition, int Number)? Badge { get; private set; }

    /// <summary>Who belongs to it, as far as they want to be named and are listed themselves.</summary>
    public IReadOnlyList<LinkedListing> People { get; private set; } = [];

    /// <summary>What they bring or belong to and are named on.</summary>
    public IReadOnlyList<LinkedListing> Brings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellation)
    {
        var found = await db.Listings.AsNoTracking().Where(l => l.Slug == slug).Select(l => new
        {
            Card = new ListingCard(
                l.Id, l.Slug, l.Name, l.NameWelsh, l.Kind, l.OrganisationName, l.Role, l.PlaceId, l.AreaCode, l.OutsideWales, l.SummaryWelsh, l.SummaryEnglish, l.Themes, l.Offers, l.OpenToVisits,
                l.PromiseText, l.PromiseLanguage, l.Theme, l.PromiseStatus, l.StaleSinceUtc)
            { PromiseMadeAtUtc = l.PromiseMadeAtUtc, ListedAtUtc = l.ListedAtUtc, PromiseKey = l.PromiseText == null ? null : db.Promises.Where(p => p.MemberId == l.MemberId).OrderByDescending(p => p.Id).Select(p => p.Key).FirstOrDefault() },
            l.MemberId,
            l.EntryId,
            OwnEntryId = db.Entries.Where(entry => entry.OwnMemberId == l.MemberId).Select(entry => (long?)entry.Id).FirstOrDefault(),
            l.Links,
            l.Latitude,
            l.Longitude,
            l.RightAtUtc,
            Badge = db.Badges.Where(badge => badge.MemberId == l.MemberId && badge.NamesHolder).Select(badge => new { badge.EditionNumber, badge.Number }).SingleOrDefault(),
        }).SingleOrDefaultAsync(cancellation);
        if (found is null) return await addresses.NowAtAsync(slug, cancellation) is { } now ? RedirectPermanent(links.To("/MemberDirectory/Listing", ("slug", now))) : NotFound();
        (Card, IsEntry, RightAtUtc) = (found.Card, found.EntryId is not null, found.RightAtUtc);
        WebAddresses = found.Links?.Split('\n') ?? [];
        if (found is { Latitude: { } latitude, Longitude: { } longitude }) Exactly = new(latitude, longitude);
        if (!IsEntry && found.Badge is { } badge) Badge = (badge.EditionNumber, badge.Number);
        People = await LinkedListing.PeopleOfAsync(db, found.EntryId ?? found.OwnEntryId, cancellation);
        if (!IsEntry) Brings = await LinkedListing.BroughtByAsync(db, found.MemberId, cancellation);
        return Page();
    }
}
