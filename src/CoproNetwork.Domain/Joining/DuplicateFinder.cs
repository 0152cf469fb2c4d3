using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>Another membership that may be the same person's.</summary>
/// <param name="SameEmail">The same address but for case, dots and a +tag.</param>
/// <param name="SameNameAndPlace">The same name but for case and accents, in the same place as far as both say it.</param>
public sealed record PossibleDuplicate(string Key, string Name, MemberStatus Status, long? Number, bool SameEmail, bool SameNameAndPlace);

/// <summary>Finds memberships that look alike. Those who have left are not looked at: nothing of them is there to compare.</summary>
public sealed class DuplicateFinder(CoproDbContext db)
{
    /// <summary>More than this need not be shown one by one.</summary>
    public const int Most = 20;

    public async Task<IReadOnlyList<PossibleDuplicate>> OfAsync(long memberId, CancellationToken cancellation)
    {
        var own = await db.Members.AsNoTracking().Where(m => m.Id == memberId)
            .Select(m => new { m.EmailLikenessKey, m.NameKey, m.PlaceId, m.AreaCode, m.OutsideWales }).SingleAsync(cancellation);
        var others = db.Members.AsNoTracking().Where(m => m.Id != memberId && m.Status != MemberStatus.Left);
        var sameEmail = others.Where(m => m.EmailLikenessKey == own.EmailLikenessKey);
        var sameName = others.Where(m => m.NameKey == own.NameKey && m.AreaCode == own.AreaCode && m.OutsideWales == own.OutsideWales
            && (m.PlaceId == null || own.PlaceId == null || m.PlaceId == own.PlaceId));

        // Two questions, so that each is answered from its own index.
        var found = await ReadAsync(sameEmail, cancellation);
        var named = await ReadAsync(sameName, cancellation);
        var namedIds = named.Select(one => one.Id).ToHashSet();
        var mailedIds = found.Select(one => one.Id).ToHashSet();
        return [.. found.Concat(named.Where(one => !mailedIds.Contains(one.Id)))
            .Select(one => new PossibleDuplicate(one.Key, one.Name, one.Status, one.Number, mailedIds.Contains(one.Id), namedIds.Contains(one.Id)))];
    }

    /// <summary>Which of these memberships have a possible duplicate, for marks in a list.</summary>
    public async Task<IReadOnlySet<long>> AmongAsync(IReadOnlyCollection<long> memberIds, CancellationToken cancellation)
    {
        var marked = await db.Members.AsNoTracking()
            .Where(m => memberIds.Contains(m.Id))
            .Where(m => db.Members.Any(other => other.EmailLikenessKey == m.EmailLikenessKey && other.Id != m.Id && other.Status != MemberStatus.Left)
                || db.Members.Any(other => other.NameKey == m.NameKey && other.Id != m.Id && other.Status != MemberStatus.Left
                    && other.AreaCode == m.AreaCode && other.OutsideWales == m.OutsideWales
                    && (other.PlaceId == null || m.PlaceId == null || other.PlaceId == m.PlaceId)))
            .Select(m => m.Id)
            .ToListAsync(cancellation);
        return marked.ToHashSet();
    }

    private static Task<List<Alike>> ReadAsync(IQueryable<Member> members, CancellationToken cancellation) =>
        members.OrderBy(m => m.Id).Take(Most).Select(m => new Alike(m.Id, m.Key, m.Name, m.Status, m.Number)).ToListAsync(cancellation);

    private sealed record Alike(long Id, string Key, string Name, MemberStatus Status, long? Number);
}
