using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>A listing with all of it that is public.</summary>
/// <param name="Exactly">Null where it is known, or may be shown, only by its place or area.</param>
/// <param name="RightAtUtc">When its editors last said that it is right.</param>
/// <param name="People">The slugs of the listings of those who bring it or belong to it, and are named with it.</param>
public sealed record OpenListing(ListingCard Card, IReadOnlyList<string> Links, GeoPoint? Exactly, DateTime RightAtUtc, IReadOnlyList<string> People);

/// <param name="Total">How many there are on all pages.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record OpenPage(IReadOnlyList<OpenListing> Listings, int Total, DirectoryCursor? Next);

/// <summary>The directory for machines: found as by people, with everything that a listing's own page says. A page takes the same few queries whatever its size.</summary>
public sealed class OpenListings(CoproDbContext db, DirectorySearch search)
{
    /// <summary>Listings read at once for those who want them all.</summary>
    private const int ReadAtOnce = 500;

    /// <param name="size">1 to 1000.</param>
    public async Task<OpenPage> PageAsync(DirectoryQuery query, int size, CancellationToken cancellation)
    {
        var page = await search.FindAsync(query, size, cancellation);
        return new(await ReadAsync(page.Cards, cancellation), page.Total, page.Next);
    }

    /// <summary>The first page for <see cref="AllAsync"/>.</summary>
    public Task<OpenPage> BeginAsync(DirectoryQuery query, CancellationToken cancellation) => PageAsync(query, ReadAtOnce, cancellation);

    /// <summary>Everything from a first page on, read page by page as it is taken. What changes meanwhile may be missing or stand where it stood.</summary>
    public async IAsyncEnumerable<OpenListing> AllAsync(DirectoryQuery query, OpenPage first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var page = first; ; page = await BeginAsync(query with { After = page.Next }, cancellation))
        {
            foreach (var listing in page.Listings) yield return listing;
            if (page.Next is null) yield break;
        }
    }

    /// <summary>Null where nothing is listed under that address.</summary>
    public async Task<OpenListing?> FindAsync(string slug, CancellationToken cancellation)
    {
        var card = await db.Listings.AsNoTracking().Where(l => l.Slug == slug).Select(ListingCard.Of).SingleOrDefaultAsync(cancellation);
        return card is null ? null : await ReadAsync([card], cancellation) is [var listing] ? listing : null;
    }

    /// <summary>In the order of the cards; what was taken out meanwhile is not among them.</summary>
    private async Task<IReadOnlyList<OpenListing>> ReadAsync(IReadOnlyList<ListingCard> cards, CancellationToken cancellation)
    {
        if (cards.Count == 0) return [];
        long[] ids = [.. cards.Select(card => card.ListingId)];
        var more = await db.Listings.AsNoTracking().Where(l => EF.Parameter(ids).Contains(l.Id)).Select(l => new More(
            l.Id, l.EntryId ?? db.Entries.Where(entry => entry.OwnMemberId == l.MemberId).Select(entry => (long?)entry.Id).FirstOrDefault(), l.Links, l.Latitude, l.Longitude, l.ListedAtUtc, l.RightAtUtc)).ToDictionaryAsync(one => one.Id, cancellation);
        var people = await PeopleAsync([.. more.Values.Where(one => one.EntryId is not null).Select(one => one.EntryId!.Value)], cancellation);
        return [.. cards.Where(card => more.ContainsKey(card.ListingId)).Select(card => Whole(card, more[card.ListingId], people))];
    }

    private static OpenListing Whole(ListingCard card, More more, ILookup<long, string> people) => new(
        card with { ListedAtUtc = more.ListedAtUtc },
        LinkLines.Read(more.Links),
        card.Kind.MayHaveExactPlace() && more is { Latitude: { } latitude, Longitude: { } longitude } ? new(latitude, longitude) : null,
        more.RightAtUtc,
        more.EntryId is { } entry ? [.. people[entry]] : []);

    /// <summary>By entry: who said yes to belonging and to being named, and is listed.</summary>
    private async Task<ILookup<long, string>> PeopleAsync(long[] entries, CancellationToken cancellation)
    {
        var named =
            from person in db.EntryPeople
            join listing in db.Listings on person.MemberId equals listing.MemberId
            where EF.Parameter(entries).Contains(person.EntryId) && person.AgreedAtUtc != null && person.IsNamed && listing.EntryId == null
            orderby person.Id
            select new { person.EntryId, listing.Slug };
        return (entries.Length == 0 ? [] : await named.ToListAsync(cancellation)).ToLookup(one => one.EntryId, one => one.Slug);
    }

    private sealed record More(long Id, long? EntryId, string? Links, double? Latitude, double? Longitude, DateTime ListedAtUtc, DateTime RightAtUtc);
}
