using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>A listing that another's page names and links. Only whoever said yes to belonging and to being named is shown with what they belong to, from either side.</summary>
public sealed record LinkedListing(string Slug, string Name, string? NameWelsh, ListingKind Kind)
{
    public string NameIn(SiteLanguage language) => language == SiteLanguage.Welsh ? NameWelsh ?? Name : Name;

    /// <summary>Whoever has belonged to it longest first; nobody for what no entry describes.</summary>
    public static async Task<IReadOnlyList<LinkedListing>> PeopleOfAsync(CoproDbContext db, long? entryId, CancellationToken cancellation)
    {
        if (entryId is null) return [];
        return await (
            from person in db.EntryPeople
            join listing in db.Listings on person.MemberId equals listing.MemberId
            where person.EntryId == entryId && person.AgreedAtUtc != null && person.IsNamed && listing.EntryId == null
            orderby person.Id
            select new LinkedListing(listing.Slug, listing.Name, listing.NameWelsh, listing.Kind)).ToListAsync(cancellation);
    }

    public static async Task<IReadOnlyList<LinkedListing>> BroughtByAsync(CoproDbContext db, long memberId, CancellationToken cancellation)
    {
        var belongs = db.EntryPeople.Where(person => person.MemberId == memberId && person.AgreedAtUtc != null && person.IsNamed);
        var things =
            from person in belongs
            join listing in db.Listings on person.EntryId equals listing.EntryId
            select new { listing.Id, listing.Slug, listing.Name, listing.NameWelsh, listing.Kind };
        var members =
            from person in belongs
            join listing in db.Listings on person.Entry.OwnMemberId equals listing.MemberId
            where listing.EntryId == null
            select new { listing.Id, listing.Slug, listing.Name, listing.NameWelsh, listing.Kind };
        return await things.Concat(members).OrderBy(one => one.Id).Select(one => new LinkedListing(one.Slug, one.Name, one.NameWelsh, one.Kind)).ToListAsync(cancellation);
    }
}
