using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Where a listing is found, and when it last changed or was confirmed.</summary>
public sealed record ListedAddress(string Slug, DateTime AtUtc);

/// <summary>The addresses of everything listed, in parts of a bounded size, for whoever wants them all.</summary>
public sealed class ListingAddresses(CoproDbContext db)
{
    /// <summary>The most listings of one part.</summary>
    public const int MostInPart = BlockBits.Span;

    /// <summary>The numbers of the parts that hold, or held, any.</summary>
    public Task<List<int>> PartsAsync(CancellationToken cancellation) => db.ListingBlocks.AsNoTracking().OrderBy(block => block.Block).Select(block => block.Block).ToListAsync(cancellation);

    /// <summary>One part, read as it is taken; empty where there is no such part.</summary>
    public IAsyncEnumerable<ListedAddress> InPart(int part)
    {
        var (from, upto) = ((long)part * MostInPart, ((long)part + 1) * MostInPart);
        return db.Listings.AsNoTracking().Where(l => l.Id >= from && l.Id < upto).OrderBy(l => l.Id)
            .Select(l => new ListedAddress(l.Slug, l.PromiseMadeAtUtc > l.RightAtUtc ? l.PromiseMadeAtUtc.Value : l.RightAtUtc)).AsAsyncEnumerable();
    }
}
