using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Applications;

/// <summary>Reads the lists of applications page by page. The place to go on from is named by the last one's key; its bound stands by itself in each condition, so that the index is entered there.</summary>
public sealed class ApplicationLists(CoproDbContext db, DuplicateFinder duplicates, Coordinators coordinators)
{
    public const int PageSize = 25;

    /// <summary>Oldest confirmation first.</summary>
    public async Task<Slice<WaitingRow>> WaitingAsync(string? after, CancellationToken cancellation)
    {
        var members = db.Members.AsNoTracking().Where(m => m.Status == MemberStatus.Applied);
        if (await PlaceOfAsync(after, m => m.ConfirmedAtUtc, cancellation) is { } place)
            members = members.Where(m => m.ConfirmedAtUtc >= place.AtUtc && (m.ConfirmedAtUtc > place.AtUtc || m.Id > place.Id));
        var rows = await members.OrderBy(m => m.ConfirmedAtUtc).ThenBy(m => m.Id).Take(PageSize + 1)
            .Select(m => new
            {
                Member = new { m.Id, m.Key, m.Name, m.Kind, m.OrganisationName, m.PlaceId, m.AreaCode, m.OutsideWales, m.ConfirmedAtUtc, m.CameOnPaper },
                Promise = db.Promises.Where(p => p.MemberId == m.Id).OrderByDescending(p => p.Id).Select(p => new { p.Text, p.Language }).FirstOrDefault(),
                WasAsked = db.MemberNotes.Any(note => note.MemberId == m.Id && note.WasAsked),
            })
            .ToListAsync(cancellation);
        var slice = Slice.Of(
            [.. rows.Select(row => new WaitingRow(
                row.Member.Id, row.Member.Key, row.Member.Name, row.Member.Kind, row.Member.OrganisationName, new(row.Member.PlaceId, row.Member.AreaCode, row.Member.OutsideWales),
                row.Member.ConfirmedAtUtc!.Value, row.Promise?.Text, row.Promise?.Language, row.WasAsked, row.Member.CameOnPaper))],
            PageSize);
        var doubles = await duplicates.AmongAsync([.. slice.Rows.Select(row => row.Id)], cancellation);
        return slice with { Rows = [.. slice.Rows.Select(row => row with { MayBeDouble = doubles.Contains(row.Id) })] };
    }

    /// <summary>Sent longest ago first.</summary>
    public async Task<Slice<UnconfirmedRow>> UnconfirmedAsync(string? after, CancellationToken cancellation)
    {
        var members = db.Members.AsNoTracking().Where(m => m.Status == MemberStatus.Unconfirmed);
        if (await PlaceOfAsync(after, m => m.SentAtUtc, cancellation) is { } place)
            members = members.Where(m => m.SentAtUtc >= place.AtUtc && (m.SentAtUtc > place.AtUtc || m.Id > place.Id));
        var rows = await members.OrderBy(m => m.SentAtUtc).ThenBy(m => m.Id).Take(PageSize + 1)
            .Select(m => new UnconfirmedRow(m.Key, m.Name, m.SentAtUtc, m.RemindedAtUtc)).ToListAsync(cancellation);
        return Slice.Of(rows, PageSize);
    }

    /// <summary>Newest decision first; each kind is read from its own order and the two are merged.</summary>
    public async Task<Slice<DecidedRow>> DecidedAsync(string? after, CancellationToken cancellation)
    {
        var approved = db.Members.AsNoTracking().Where(m => m.Status == MemberStatus.Approved);
        var declined = db.Members.AsNoTracking().Where(m => m.Status == MemberStatus.Declined);
        if (await PlaceOfAsync(after, m => m.ApprovedAtUtc ?? m.DeclinedAtUtc, cancellation) is { } place)
        {
            approved = approved.Where(m => m.ApprovedAtUtc <= place.AtUtc && (m.ApprovedAtUtc < place.AtUtc || m.Id < place.Id));
            declined = declined.Where(m => m.DeclinedAtUtc <= place.AtUtc && (m.DeclinedAtUtc < place.AtUtc || m.Id < place.Id));
        }

        var yes = await approved.OrderByDescending(m => m.ApprovedAtUtc).ThenByDescending(m => m.Id).Take(PageSize + 1)
            .Select(m => new DecidedRow(m.Id, m.Key, m.Name, true, m.ApprovedAtUtc!.Value, m.Number)).ToListAsync(cancellation);
        var no = await declined.OrderByDescending(m => m.DeclinedAtUtc).ThenByDescending(m => m.Id).Take(PageSize + 1)
            .Select(m => new DecidedRow(m.Id, m.Key, m.Name, false, m.DeclinedAtUtc!.Value, null)).ToListAsync(cancellation);
        var slice = Slice.Of([.. yes.Concat(no).OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id).Take(PageSize + 1)], PageSize);
        return slice with { Rows = await WithDecidersAsync(slice.Rows, cancellation) };
    }

    private async Task<IReadOnlyList<DecidedRow>> WithDecidersAsync(IReadOnlyList<DecidedRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => (long?)row.Id).ToList();
        var decisions = await db.AuditEntries.AsNoTracking()
            .Where(entry => ids.Contains(entry.SubjectId) && (entry.Action == AuditActions.ApplicationApproved || entry.Action == AuditActions.ApplicationDeclined))
            .Select(entry => new { entry.SubjectId, entry.ActorAccountId, entry.AtUtc })
            .ToListAsync(cancellation);
        var name = await coordinators.NamesAsync(decisions.Select(decision => decision.ActorAccountId), cancellation);
        var by = decisions.GroupBy(decision => decision.SubjectId).ToDictionary(group => group.Key!.Value, group => name(group.MaxBy(decision => decision.AtUtc)!.ActorAccountId));
        return [.. rows.Select(row => row with { By = by.GetValueOrDefault(row.Id, "") })];
    }

    /// <summary>Null for the first page, and when the last one shown has been erased since.</summary>
    private async Task<Place?> PlaceOfAsync(string? key, System.Linq.Expressions.Expression<Func<Member, DateTime?>> at, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(key)) return null;
        var last = db.Members.AsNoTracking().Where(m => m.Key == key);
        var id = await last.Select(m => (long?)m.Id).SingleOrDefaultAsync(cancellation);
        var atUtc = await last.Select(at).SingleOrDefaultAsync(cancellation);
        return id is null || atUtc is null ? null : new(id.Value, atUtc.Value);
    }

    private sealed record Place(long Id, DateTime AtUtc);
}
