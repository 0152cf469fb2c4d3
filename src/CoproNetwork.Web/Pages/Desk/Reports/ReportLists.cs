using CoproNetwork.Domain;
using CoproNetwork.Domain.Moderation;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Reports;

/// <summary>A text with the reports on it that await a decision, or were decided together.</summary>
/// <param name="Key">Of the first of the reports.</param>
/// <param name="Reports">How many there are.</param>
public sealed record ReportRow(string Key, PublicText What, long TargetId, string MemberKey, string MemberName, DateTime AtUtc, int Reports, ReportOutcome? Outcome, DateTime? DecidedAtUtc, long? DecidedBy)
{
    /// <summary>Null when it is gone.</summary>
    public TextAtDesk? Text { get; init; }

    /// <summary>The coordinator's name.</summary>
    public string By { get; init; } = "";
}

/// <summary>Why someone reported a text.</summary>
public sealed record ReportReason(string Reason, DateTime AtUtc);

/// <summary>All about the reports on one text.</summary>
public sealed record ReportSheet(PublicText What, string MemberKey, string MemberName, TextAtDesk? Text, IReadOnlyList<ReportReason> Reasons, ReportOutcome? Outcome, DateTime? DecidedAtUtc, string By);

/// <summary>Reads reports for the desk, one row a text.</summary>
public sealed class ReportLists(CoproDbContext db, Coordinators coordinators)
{
    public const int PageSize = 25;

    /// <summary>So many of those decided last are shown.</summary>
    public const int DecidedShown = 50;

    /// <summary>Whoever was reported first comes first.</summary>
    /// <param name="after">Key of the last one of the page before.</param>
    public async Task<Slice<ReportRow>> UndecidedAsync(string? after, CancellationToken cancellation)
    {
        var firsts = db.TextReports.AsNoTracking().Where(report => report.DecidedAtUtc == null && !db.TextReports.Any(other => other.What == report.What && other.TargetId == report.TargetId && other.DecidedAtUtc == null && other.Id < report.Id));
        var place = string.IsNullOrEmpty(after) ? null : await db.TextReports.Where(report => report.Key == after).Select(report => new { report.AtUtc, report.Id }).SingleOrDefaultAsync(cancellation);
        if (place is not null) firsts = firsts.Where(report => report.AtUtc >= place.AtUtc && (report.AtUtc > place.AtUtc || report.Id > place.Id));
        return await WithTextsAsync(Slice.Of(await Rows(firsts.OrderBy(report => report.AtUtc).ThenBy(report => report.Id).Take(PageSize + 1)).ToListAsync(cancellation), PageSize), cancellation);
    }

    /// <summary>Decided last comes first; reports that were decided together are one row.</summary>
    public async Task<IReadOnlyList<ReportRow>> DecidedAsync(CancellationToken cancellation)
    {
        var firsts = db.TextReports.AsNoTracking().Where(report => report.DecidedAtUtc != null && !db.TextReports.Any(other => other.What == report.What && other.TargetId == report.TargetId && other.DecidedAtUtc == report.DecidedAtUtc && other.Id < report.Id));
        var rows = await Rows(firsts.OrderByDescending(report => report.DecidedAtUtc).ThenByDescending(report => report.Id).Take(DecidedShown)).ToListAsync(cancellation);
        return (await WithTextsAsync(new(rows, false), cancellation)).Rows;
    }

    /// <summary>Null when there is no such report.</summary>
    public async Task<ReportSheet?> FindAsync(string? key, CancellationToken cancellation)
    {
        var report = await db.TextReports.AsNoTracking().SingleOrDefaultAsync(one => one.Key == key, cancellation);
        if (report is null) return null;
        var member = await db.Members.Where(one => one.Id == report.MemberId).Select(one => new { one.Key, one.Name }).SingleAsync(cancellation);
        var reasons = await db.TextReports.AsNoTracking().Where(other => other.What == report.What && other.TargetId == report.TargetId && other.DecidedAtUtc == report.DecidedAtUtc)
            .OrderBy(other => other.Id).Select(other => new ReportReason(other.Reason, other.AtUtc)).ToListAsync(cancellation);
        var texts = await TextsAtDesk.ReadAsync(db, [(report.What, report.TargetId)], cancellation);
        var name = await coordinators.NamesAsync([report.DecidedByAccountId], cancellation);
        return new(report.What, member.Key, member.Name, texts.GetValueOrDefault((report.What, report.TargetId)), reasons, report.Outcome, report.DecidedAtUtc, name(report.DecidedByAccountId));
    }

    private IQueryable<ReportRow> Rows(IQueryable<TextReport> firsts) =>
        from report in firsts
        join member in db.Members on report.MemberId equals member.Id
        select new ReportRow(
            report.Key, report.What, report.TargetId, member.Key, member.Name, report.AtUtc,
            db.TextReports.Count(other => other.What == report.What && other.TargetId == report.TargetId && other.DecidedAtUtc == report.DecidedAtUtc), report.Outcome, report.DecidedAtUtc, report.DecidedByAccountId);

    private async Task<Slice<ReportRow>> WithTextsAsync(Slice<ReportRow> slice, CancellationToken cancellation)
    {
        var texts = await TextsAtDesk.ReadAsync(db, [.. slice.Rows.Select(row => (row.What, row.TargetId))], cancellation);
        var name = await coordinators.NamesAsync(slice.Rows.Select(row => row.DecidedBy), cancellation);
        return slice with { Rows = [.. slice.Rows.Select(row => row with { Text = texts.GetValueOrDefault((row.What, row.TargetId)), By = row.DecidedBy is null ? "" : name(row.DecidedBy) })] };
    }
}
