using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Promises;

/// <summary>
/// Keeps the wall in step with a member's promises, inside the caller's transaction. The caller holds the directory's lock, so that
/// counts are never made by two at once.
/// </summary>
public sealed class PromiseWallWriter(CoproDbContext db)
{
    /// <summary>Puts up, changes and takes down the cards of all the member's promises, which are saved already.</summary>
    public async Task RefreshAsync(Member member, CancellationToken cancellation)
    {
        if (member.Id == 0) return;
        var promises = member.Status == MemberStatus.Approved
            ? await db.Promises.Include(promise => promise.Updates).Where(promise => promise.MemberId == member.Id).ToListAsync(cancellation)
            : [];
        var there = await CardsAsync(member.Id, cancellation);
        var before = Tally(there.Values);
        var area = AreaOf(member);
        var after = new List<PromiseCard>();
        foreach (var promise in promises)
            foreach (var audience in Audiences.All.Where(promise.IsFor))
            {
                if (there.Remove((audience, promise.Id), out var card)) card.Take(promise, area);
                else db.PromiseCards.Add(card = PromiseCard.Of(audience, promise, area));
                after.Add(card);
            }

        db.PromiseCards.RemoveRange(there.Values);
        await CountAsync(before, Tally(after), cancellation);

        // What a second call in the same transaction finds must be written.
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Takes down all that the member has on the wall, saved at once, before the promises themselves are erased.</summary>
    public async Task ClearAsync(long memberId, CancellationToken cancellation)
    {
        var there = await CardsAsync(memberId, cancellation);
        if (there.Count == 0) return;
        db.PromiseCards.RemoveRange(there.Values);
        await CountAsync(Tally(there.Values), [], cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    internal static string AreaOf(Member member) => member.OutsideWales ? PromiseCard.Outside : member.AreaCode ?? PromiseCard.Outside;

    internal static Dictionary<CountedAs, int> Tally(IEnumerable<PromiseCard> cards) =>
        cards.GroupBy(card => card.Counted).ToDictionary(group => group.Key, group => group.Count());

    // In one fixed order, so that two transactions never wait for each other's rows crosswise.
    internal async Task CountAsync(Dictionary<CountedAs, int> before, Dictionary<CountedAs, int> after, CancellationToken cancellation)
    {
        foreach (var cell in before.Keys.Union(after.Keys).OrderBy(cell => cell.Audience).ThenBy(cell => cell.Theme).ThenBy(cell => cell.Area, StringComparer.Ordinal).ThenBy(cell => cell.Status))
        {
            var change = after.GetValueOrDefault(cell) - before.GetValueOrDefault(cell);
            if (change == 0) continue;
            var (audience, theme, area, status) = cell;
            var known = await db.PromiseCounts.Where(count => count.Audience == audience && count.Theme == theme && count.Area == area && count.Status == status)
                .ExecuteUpdateAsync(set => set.SetProperty(count => count.Count, count => count.Count + change), cancellation);
            if (known == 0) db.PromiseCounts.Add(PromiseCount.Of(cell, change));
        }
    }

    private Task<Dictionary<(Audience, long), PromiseCard>> CardsAsync(long memberId, CancellationToken cancellation) =>
        db.PromiseCards.Where(card => card.Promise.MemberId == memberId).ToDictionaryAsync(card => (card.Audience, card.PromiseId), cancellation);
}
