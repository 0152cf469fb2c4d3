using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>Holds what the index says against what the members, promises and entries say.</summary>
internal static class IndexReading
{
    public static async Task AssertExactAsync(CoproDbContext db)
    {
        var oracle = await DirectoryOracle.ReadAsync(db);
        var listings = await db.Listings.AsNoTracking().ToListAsync();
        Assert.Equal(oracle.Entries.Select(found => found.Id).Order(), listings.Select(listing => listing.Id).Order());
        Assert.Equal(listings.Count, listings.Select(listing => listing.Slug).Distinct().Count());
        Assert.Equal(
            oracle.Entries.SelectMany(found => found.Names.Concat(found.Tags).Concat(found.Text).Distinct().Select(word => (word, (TermTier)found.Tier(word), found.Id))).Order(),
            (await db.TermBlocks.AsNoTracking().ToListAsync()).SelectMany(row => Ids(row.Block, row.Bits).Select(id => (row.Term, row.Tier, id))).Order());
        Assert.Equal(
            listings.SelectMany(listing => FilterTerms.Of(listing).Select(term => (term, listing.Id))).Order(),
            (await db.FilterBlocks.AsNoTracking().ToListAsync()).SelectMany(row => Ids(row.Block, row.Bits).Select(id => (row.Term, id))).Order());
        Assert.False(await db.TermBlocks.AnyAsync(row => row.Bits.Length == 0));
        Assert.Empty(listings.Select(listing => BlockBits.BlockOf(listing.Id)).Except(await db.ListingBlocks.Select(row => row.Block).ToListAsync()));
        await AssertAlphabetAsync(db, SiteLanguage.Welsh, oracle);
        await AssertAlphabetAsync(db, SiteLanguage.English, oracle);
    }

    private static async Task AssertAlphabetAsync(CoproDbContext db, SiteLanguage language, DirectoryOracle oracle)
    {
        var slices = await db.NameSlices.AsNoTracking().Where(slice => slice.Language == language).OrderBy(slice => slice.FromKey).ThenBy(slice => slice.FromId).ToListAsync();
        Assert.Equal(oracle.Entries.OrderBy(found => found.Key(language), StringComparer.Ordinal).ThenBy(found => found.Id).Select(found => found.Id), slices.SelectMany(slice => slice.Read().ToArray()));
        Assert.All(slices, slice => Assert.InRange(slice.Read().Length, 0, NameSlice.MaxIds));
    }

    private static IEnumerable<long> Ids(int block, byte[] stored)
    {
        var bits = new ulong[BlockBits.Words];
        BlockBits.Load(stored, bits);
        return BlockBits.Offsets(bits).Select(offset => ((long)block * BlockBits.Span) + offset);
    }
}
