using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Writes the blocks of terms, inside the transaction that writes the postings. The caller holds <see cref="LockAsync"/>, for two listings share a block.</summary>
internal sealed class TermBlocks(CoproDbContext db)
{
    private const int TermsAtOnce = 500;

    /// <summary>From here to the end of the transaction nobody else writes the index.</summary>
    public Task LockAsync(CancellationToken cancellation) => db.ListingCounts.Where(count => count.Term == FilterTerms.All)
        .ExecuteUpdateAsync(set => set.SetProperty(count => count.Count, count => count.Count), cancellation);

    /// <param name="marks">Which listing now has which term, or no longer has it.</param>
    public async Task MarkAsync(IReadOnlyCollection<(string Term, long ListingId, bool Has)> marks, CancellationToken cancellation)
    {
        foreach (var block in marks.GroupBy(mark => TermBlock.Of(mark.ListingId)))
        {
            foreach (var terms in block.Select(mark => mark.Term).Distinct(StringComparer.Ordinal).Chunk(TermsAtOnce))
                await db.TermBlocks.Where(stored => stored.Block == block.Key && terms.Contains(stored.Term)).LoadAsync(cancellation);
            var known = db.ChangeTracker.Entries<TermBlock>().Where(entry => entry.Entity.Block == block.Key).ToDictionary(entry => entry.Entity.Term, StringComparer.Ordinal);
            foreach (var term in block.GroupBy(mark => mark.Term, StringComparer.Ordinal))
            {
                var entry = known.GetValueOrDefault(term.Key) ?? db.TermBlocks.Add(TermBlock.Empty(term.Key, block.Key));
                foreach (var mark in term) entry.Entity.Put(mark.ListingId, mark.Has);
                entry.State = StateOf(entry);
            }
        }
    }

    /// <summary>A word that nobody has any more leaves no trace.</summary>
    private static EntityState StateOf(EntityEntry<TermBlock> entry) => (entry.State, entry.Entity.IsEmpty) switch
    {
        (EntityState.Added, true) => EntityState.Detached,
        (EntityState.Added, false) => EntityState.Added,
        (_, true) => EntityState.Deleted,
        (_, false) => EntityState.Modified,
    };
}
