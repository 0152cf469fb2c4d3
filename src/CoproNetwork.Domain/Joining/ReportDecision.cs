using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Moderation;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>A coordinator decides on a report, and with it on all others on the same text.</summary>
public sealed class ReportDecision(CoproDbContext db, TextHiding hiding, EntryDecisions entries)
{
    /// <summary>The text stays where it is.</summary>
    /// <exception cref="DomainRuleException">No such report, or it is decided otherwise.</exception>
    public Task KeepAsync(string key, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => DecideAsync(key, ReportOutcome.Kept, (_, _) => Task.CompletedTask, actorAccountId, nowUtc, cancellation);

    /// <summary>The text is hidden, and its author told why.</summary>
    /// <exception cref="DomainRuleException">No such report, it is decided otherwise, the text is gone, or there is no reason.</exception>
    public Task HideAsync(string key, string? reason, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => DecideAsync(key, ReportOutcome.Hidden, async (report, token) =>
    {
        if (report.What == PublicText.Entry) await entries.HideAsync(await db.Entries.Where(entry => entry.Id == report.TargetId).Select(entry => entry.Key).SingleOrDefaultAsync(token) ?? "", reason, actorAccountId, nowUtc, token);
        else await hiding.HideAsync(report.MemberId, report.What, reason, actorAccountId, nowUtc, token, report.What == PublicText.Listing ? null : report.TargetId);
    }, actorAccountId, nowUtc, cancellation);

    private Task DecideAsync(string key, ReportOutcome outcome, Func<TextReport, CancellationToken, Task> deed, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var report = await db.TextReports.SingleOrDefaultAsync(one => one.Key == key, token) ?? throw new DomainRuleException("Moderation.NotFound");
        if (report.Outcome == outcome && report.DecidedByAccountId == actorAccountId && report.DecidedAtUtc > nowUtc - RepeatedDeeds.Moment) return;
        foreach (var one in await db.TextReports.Where(other => other.What == report.What && other.TargetId == report.TargetId && (other.DecidedAtUtc == null || other.Id == report.Id)).ToListAsync(token)) one.Decide(outcome, actorAccountId, nowUtc);
        await deed(report, token);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.ReportDecided, report.MemberId, nowUtc));
    }, cancellation);
}
