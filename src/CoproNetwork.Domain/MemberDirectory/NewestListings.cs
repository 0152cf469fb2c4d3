using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Who and what came last, of those who are listed: a promise stands there with its maker's name.</summary>
public sealed class NewestListings(CoproDbContext db)
{
    public Task<List<ListingCard>> MembersAsync(int count, CancellationToken cancellation) =>
        Members(count).ToListAsync(cancellation);

    public Task<List<ListingCard>> PromisesAsync(int count, CancellationToken cancellation) =>
        Promises(count).ToListAsync(cancellation);

    internal IQueryable<ListingCard> Members(int count) =>
        Cards(db.Listings.Where(l => l.EntryId == null).OrderByDescending(l => l.ListedAtUtc).ThenByDescending(l => l.Id), count);

    /// <summary>The promise on a listing is its member's newest.</summary>
    internal IQueryable<ListingCard> Promises(int count) => db.Listings.AsNoTracking().Where(l => l.PromiseMadeAtUtc != null)
        .OrderByDescending(l => l.PromiseMadeAtUtc).ThenByDescending(l => l.Id).Take(count)
        .Select(l => new ListingCard(
            l.Id, l.Slug, l.Name, l.NameWelsh, l.Kind, l.OrganisationName, l.Role, l.PlaceId, l.AreaCode, l.OutsideWales, l.SummaryWelsh, l.SummaryEnglish, l.Themes, l.Offers, l.OpenToVisits,
            l.PromiseText, l.PromiseLanguage, l.Theme, l.PromiseStatus, l.StaleSinceUtc)
        {
            PromiseMadeAtUtc = l.PromiseMadeAtUtc,
            ListedAtUtc = l.ListedAtUtc,
            PromiseKey = db.Promises.Where(p => p.MemberId == l.MemberId).OrderByDescending(p => p.Id).Select(p => p.Key).FirstOrDefault(),
        });

    private static IQueryable<ListingCard> Cards(IQueryable<Listing> listings, int count) => listings.AsNoTracking().Take(count).Select(ListingCard.Of);
}
