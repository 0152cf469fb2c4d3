using CoproNetwork.Domain;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk;

/// <summary>What waits at the desk.</summary>
/// <param name="OldestConfirmedUtc">When the application that has waited longest was confirmed; null when none waits.</param>
/// <param name="OldestMailUtc">When the oldest mail still to be sent was written; null when none is.</param>
/// <param name="OpenTasks">Promises that are stuck and that nobody has taken.</param>
/// <param name="OldestTaskUtc">Since when the first of them has waited; null when none does.</param>
/// <param name="ReportedTexts">Texts with reports that nobody has decided on; several on one text count once.</param>
/// <param name="ListingsWaiting">Versions of listings that await approval.</param>
/// <param name="OldestListingUtc">When the first of them was written; null when none waits.</param>
public sealed record DeskCounts(
    int Applications, DateTime? OldestConfirmedUtc, int Unconfirmed, int BadgesToPost, int AddressesAwaited, int MailsGivenUp, int MailsWaiting, DateTime? OldestMailUtc,
    int OpenTasks, DateTime? OldestTaskUtc, int TakenTasks, int ReportedTexts, int ListingsWaiting, DateTime? OldestListingUtc);

/// <summary>Counts what waits, in one query, once a request: the menu shows it on every page.</summary>
public sealed class DeskFigures(CoproDbContext db)
{
    private DeskCounts? _counts;

    public async Task<DeskCounts> CountAsync(CancellationToken cancellation) => _counts ??= await db.MembershipSettings.AsNoTracking()
        .Select(_ => new DeskCounts(
            db.Members.Count(m => m.Status == MemberStatus.Applied),
            db.Members.Where(m => m.Status == MemberStatus.Applied).Min(m => m.ConfirmedAtUtc),
            db.Members.Count(m => m.Status == MemberStatus.Unconfirmed),
            db.Postings.Count(p => p.Status == PostingStatus.AddressGiven || p.Status == PostingStatus.Printed),
            db.Postings.Count(p => p.Status == PostingStatus.AddressAsked || p.Status == PostingStatus.Returned),
            db.OutboxMails.Count(m => m.Status == MailStatus.GivenUp),
            db.OutboxMails.Count(m => m.Status == MailStatus.Waiting),
            db.OutboxMails.Where(m => m.Status == MailStatus.Waiting).Min(m => (DateTime?)m.CreatedAtUtc),
            db.StuckTasks.Count(t => t.Status == StuckTaskStatus.Open),
            db.StuckTasks.Where(t => t.Status == StuckTaskStatus.Open).Min(t => (DateTime?)t.OpenedAtUtc),
            db.StuckTasks.Count(t => t.Status == StuckTaskStatus.Taken),
            db.TextReports.Where(r => r.DecidedAtUtc == null).Select(r => new { r.What, r.TargetId }).Distinct().Count(),
            db.EntryRevisions.Count(r => r.State == RevisionState.Waiting),
            db.EntryRevisions.Where(r => r.State == RevisionState.Waiting).Min(r => (DateTime?)r.MadeAtUtc)))
        .SingleAsync(cancellation);
}
