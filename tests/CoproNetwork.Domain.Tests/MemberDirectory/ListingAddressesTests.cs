using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class ListingAddressesTests(DemoDirectory demo) : IClassFixture<DemoDirectory>
{
    /// <summary>https://www.sitemaps.org/protocol.html</summary>
    private const int MostAddressesOfASitemap = 50_000;

    private const int Languages = 2;

    [Fact]
    public void Part_InBothLanguages_FitsASitemap() => Assert.True(ListingAddresses.MostInPart * Languages <= MostAddressesOfASitemap);

    [Fact]
    public async Task Parts_TogetherHoldEveryListingOnce_AndNoneIsEmpty()
    {
        var parts = await demo.Database.SeeAsync(async db =>
        {
            var read = new List<List<string>>();
            var addresses = new ListingAddresses(db);
            foreach (var part in await addresses.PartsAsync(default)) read.Add(await addresses.InPart(part).Select(one => one.Slug).ToListAsync());
            return read;
        });
        var slugs = await demo.Database.SeeAsync(db => db.Listings.Select(listing => listing.Slug).ToListAsync());

        Assert.All(parts, Assert.NotEmpty);
        Assert.Equal(slugs.Order(StringComparer.Ordinal), parts.SelectMany(part => part).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, 16_383, 12)]
    [InlineData(3, 16_384, 13)]
    [InlineData(3, 65_535, 15)]
    public async Task Parts_OfABlock_AreItsQuarters(int block, int offset, int part)
    {
        await using var database = await TestDatabase.CreateAsync();
        var bits = new ulong[BlockBits.Words];
        bits[offset / 64] = 1UL << (offset % 64);
        await database.SeeAsync(db =>
        {
            db.FilterBlocks.Add(FilterBlock.Of(FilterTerms.All, block, bits));
            return db.SaveChangesAsync();
        });

        Assert.Equal([part], await database.SeeAsync(db => new ListingAddresses(db).PartsAsync(default)));
    }
}
