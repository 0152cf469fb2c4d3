using CoproNetwork.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Badges;

/// <summary>Postal addresses are erased 30 days after posting.</summary>
public sealed class AddressRetention(CoproDbContext db) : IRetentionPass
{
    public Task<int> RunAsync(DateTime nowUtc, CancellationToken cancellation) =>
        db.Postings
            .Where(posting => posting.Status == PostingStatus.Posted && posting.ProtectedAddress != null && posting.PostedAtUtc <= nowUtc - Posting.AddressKept)
            .ExecuteUpdateAsync(set => set.SetProperty(posting => posting.ProtectedAddress, (string?)null), cancellation);
}
