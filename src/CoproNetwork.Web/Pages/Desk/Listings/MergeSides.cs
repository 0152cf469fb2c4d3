using CoproNetwork.Domain;
using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Listings;

/// <summary>One of two listings that may be the same.</summary>
/// <param name="EntryId">Null for a member's own listing of which nothing was written.</param>
/// <param name="Says">As it is approved; of a member's own listing without what is the membership's.</param>
/// <param name="Editors">Everyone who looks after it.</param>
public sealed record MergeSide(ListingCard Card, long? EntryId, string? EntryKey, bool IsOwn, EntryContent Says, bool Waits, IReadOnlyList<string> Editors)
{
    /// <summary>With the place, wherever that comes from.</summary>
    public EntryContent Whole => IsOwn ? WithMembership(Says) : Says;

    /// <summary>What both say once this one has taken in the other.</summary>
    public EntryContent With(MergeSide other)
    {
        var together = Says.With(other.Says, Card.Kind, IsOwn);
        return IsOwn ? WithMembership(together) : together;
    }

    private EntryContent WithMembership(EntryContent content) =>
        content with { Where = new(Card.PlaceId, Card.AreaCode, Card.OutsideWales) };
}

/// <summary>Reads the two sides of a merge.</summary>
public sealed class MergeSides(CoproDbContext db)
{
    /// <summary>Null where nothing is listed there.</summary>
    public async Task<MergeSide?> ReadAsync(string? slug, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(slug) || slug.Length > Listing.SlugMaxLength) return null;
        var listing = await db.Listings.AsNoTracking().SingleOrDefaultAsync(l => l.Slug == slug, cancellation);
        if (listing is null) return null;
        var card = await db.Listings.AsNoTracking().Where(l => l.Id == listing.Id).Select(ListingCard.Of).SingleAsync(cancellation);
        var entry = await EntryOf(listing).Include(one => one.Revisions).SingleOrDefaultAsync(cancellation);
        var editors = entry is null
            ? await db.Members.Where(m => m.Id == listing.MemberId).Select(m => m.Name).ToListAsync(cancellation)
            : await db.EditorsOf(entry).OrderBy(m => m.Id).Select(m => m.Name).ToListAsync(cancellation);
        return new(card, entry?.Id, entry?.Key, listing.EntryId is null, entry?.Shown?.Content ?? new(), entry?.Waiting is not null, editors);
    }

    /// <summary>Key of the entry that stays, where what was found at the one address is part of what is at the other already.</summary>
    public async Task<string?> AlreadyOneAsync(string? stays, string? goes, CancellationToken cancellation)
    {
        var listing = await db.Listings.AsNoTracking().SingleOrDefaultAsync(l => l.Slug == stays, cancellation);
        return listing is null ? null : await EntryOf(listing).Where(entry => db.FormerSlugs.Any(former => former.Slug == goes && former.EntryId == entry.Id)).Select(entry => entry.Key).SingleOrDefaultAsync(cancellation);
    }

    private IQueryable<Entry> EntryOf(Listing listing) =>
        db.Entries.AsNoTracking().Where(entry => listing.EntryId == null ? entry.OwnMemberId == listing.MemberId : entry.Id == listing.EntryId);
}
