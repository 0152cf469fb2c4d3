using CoproNetwork.Domain;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk;

/// <summary>What waits at the desk.</summary>
/// <param name="OldestConfirmedUtc">When the application that has waited longest was confirmed; null when none waits.</param>
/// <param name="OldestMailUtc">When the oldest mail still to be sent was written; null when none is.</param>
public sealed record DeskCounts(
    int Applications, DateTime? OldestConfirmedUtc, int Unconfirmed, int BadgesToPost, int AddressesAwaited, int MailsGivenUp, int MailsWaiting, DateTime? OldestMailUtc);

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
            db.OutboxMails.Where(m => m.Status == MailStatus.Waiting).Min(m => (DateTime?)m.CreatedAtUtc)))
        .SingleAsync(cancellation);
}
