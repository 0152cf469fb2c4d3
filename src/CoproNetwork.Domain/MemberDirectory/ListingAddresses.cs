using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Where a listing is found, and when it last changed or was confirmed.</summary>
public sealed record ListedAddress(string Slug, DateTime AtUtc);

/// <summary>The addresses of everything listed, in parts of a bounded size, for whoever wants them all.</summary>
public sealed class ListingAddresses(CoproDbContext db)
{
    /// <summary>The most listings of one part: with an address in each language they stay below the 50 000 that a sitemap may hold.</summary>
    public const int MostInPart = 16_384;

    private const int PartsOfBlock = BlockBits.Span / MostInPart;

    /// <summary>The numbers of the parts that hold any.</summary>
    public async Task<List<int>> PartsAsync(CancellationToken cancellation)
    {
        var blocks = await db.FilterBlocks.AsNoTracking().Where(row => row.Term == FilterTerms.All).OrderBy(row => row.Block).Select(row => new { row.Block, row.Bits }).ToListAsync(cancellation);
        return [.. blocks.SelectMany(row => HeldParts(row.Bits).Select(part => (row.Block * PartsOfBlock) + part))];
    }

    private static IEnumerable<int> HeldParts(byte[] stored)
    {
        var bits = new ulong[BlockBits.Words];
        BlockBits.Load(stored, bits);
        const int words = BlockBits.Words / PartsOfBlock;
        return Enumerable.Range(0, PartsOfBlock).Where(part => !BlockBits.IsEmpty(bits.AsSpan(part * words, words)));
    }

    /// <summary>One part, read as it is taken; empty where there is no such part.</summary>
    public IAsyncEnumerable<ListedAddress> InPart(int part)
    {
        var (from, upto) = ((long)part * MostInPart, ((long)part + 1) * MostInPart);
        return db.Listings.AsNoTracking().Where(l => l.Id >= from && l.Id < upto).OrderBy(l => l.Id)
            .Select(l => new ListedAddress(l.Slug, l.PromiseMadeAtUtc > l.RightAtUtc ? l.PromiseMadeAtUtc.Value : l.RightAtUtc)).AsAsyncEnumerable();
    }

    /// <summary>Where what once had this address is now; null where nothing had it, or it is not listed any more.</summary>
    public Task<string?> NowAtAsync(string formerSlug, CancellationToken cancellation) => (
        from former in db.FormerSlugs
        join entry in db.Entries on former.EntryId equals entry.Id
        from listing in db.Listings
        where former.Slug == formerSlug && (entry.OwnMemberId == null ? listing.EntryId == entry.Id : listing.EntryId == null && listing.MemberId == entry.OwnMemberId)
        select listing.Slug).FirstOrDefaultAsync(cancellation);
}
