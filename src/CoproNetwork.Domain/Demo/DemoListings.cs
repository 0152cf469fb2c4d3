using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Demo;

/// <summary>Listings in bulk. Their index is made once all are there; until then it counts as not whole, so that a start after a kill makes it.</summary>
internal sealed class DemoListings
{
    private readonly CoproDbContext _db;
    private readonly HashSet<string> _slugs;
    private readonly DateTime _nowUtc;

    private DemoListings(CoproDbContext db, HashSet<string> slugs, DateTime nowUtc) => (_db, _slugs, _nowUtc) = (db, slugs, nowUtc);

    public static async Task<DemoListings> StartAsync(CoproDbContext db, DateTime nowUtc, CancellationToken cancellation)
    {
        await db.DirectoryStates.ExecuteUpdateAsync(set => set.SetProperty(state => state.IndexedBy, 0), cancellation);
        return new(db, await db.Listings.Select(listing => listing.Slug).ToHashSetAsync(StringComparer.Ordinal, cancellation), nowUtc);
    }

    /// <summary>Lists who of the batch may be listed, and what they bring; inside the caller's transaction, with the members saved.</summary>
    public async Task AddAsync(IReadOnlyCollection<DemoMember> batch, CancellationToken cancellation)
    {
        _db.Listings.AddRange(batch.Where(made => made.Member.MayBeListed).Select(OfMember));
        await _db.SaveChangesAsync(cancellation);
        var brought = batch.SelectMany(made => made.Brings.Select(entry => (made, entry))).ToList();
        _db.Listings.AddRange(brought.Where(one => one.entry.MayBeListed).Select(one => OfEntry(one.entry, one.made)));
        await _db.SaveChangesAsync(cancellation);
    }

    private Listing OfMember(DemoMember made)
    {
        var listing = Listing.Of(made.Member, made.Promise, made.Own?.Shown?.Content, Slugs.For(made.Member.Name, made.Member.Number!.Value).First(_slugs.Add), made.ApprovedAtUtc);
        listing.ConfirmRight(DemoEntries.RightAt(made, _nowUtc));
        return listing;
    }

    private Listing OfEntry(Entry entry, DemoMember made)
    {
        var content = entry.Shown!.Content;
        return Listing.Of(entry, made.Member.Id, Slugs.For((content.NameEnglish ?? content.NameWelsh)!, null).First(_slugs.Add), entry.MadeAtUtc);
    }
}
