using CoproNetwork.Domain;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Badges;

/// <summary>A badge as its holder sees it, and where it is on its way.</summary>
public sealed record OwnBadge(int Edition, int Number, int Capacity, bool NamesHolder, PostingStatus Status, DateTime? PostedAtUtc, bool KeepsAddress)
{
    /// <summary>Until the badge is posted an address may be given or changed.</summary>
    public bool TakesAddress => Status is PostingStatus.AddressAsked or PostingStatus.AddressGiven or PostingStatus.Printed or PostingStatus.Returned;

    public bool HasAddress => Status is PostingStatus.AddressGiven or PostingStatus.Printed;

    /// <summary>Stem of the texts for where it is; a printed label is no news to its holder.</summary>
    public string StatusKey => $"Badges.Posting.{(Status == PostingStatus.Printed ? PostingStatus.AddressGiven : Status)}";

    /// <summary>What its holder can expect next, or do.</summary>
    public string Next(Words words) => words[Status == PostingStatus.Posted && !KeepsAddress ? "Badges.Posting.Posted.Past" : $"{StatusKey}.Next", PostedAtUtc is { } posted ? words.Date(posted) : ""];

    public static Task<OwnBadge?> FindAsync(CoproDbContext db, long memberId, CancellationToken cancellation) =>
        db.Postings.AsNoTracking()
            .Where(posting => posting.Badge.MemberId == memberId)
            .Join(db.BadgeEditions, posting => posting.Badge.EditionNumber, edition => edition.Number, (posting, edition) => new OwnBadge(
                posting.Badge.EditionNumber, posting.Badge.Number, edition.Capacity, posting.Badge.NamesHolder, posting.Status, posting.PostedAtUtc, posting.ProtectedAddress != null))
            .SingleOrDefaultAsync(cancellation);
}
