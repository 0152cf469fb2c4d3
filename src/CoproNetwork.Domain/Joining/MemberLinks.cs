using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>Links that were mailed to a member. Each speaks for whoever reads it, so all die when the member's address becomes another.</summary>
public sealed class MemberLinks(CoproDbContext db, Outbox outbox)
{
    /// <summary>Those in mails that have left lie in a mailbox that is not the member's any more. Mails that never arrived go to the new address, and their links live.</summary>
    /// <param name="accountId">The member's; 0 for none.</param>
    /// <returns>The mails that have not left.</returns>
    public async Task<IReadOnlyList<OutboxMail>> EndMailedAsync(long memberId, long accountId, DateTime nowUtc, CancellationToken cancellation)
    {
        var unsent = await UnsentAsync(memberId, cancellation);
        var alive = unsent.Where(mail => mail.ProtectedToken is not null).Select(mail => RandomToken.Hash(outbox.UnprotectToken(mail.ProtectedToken!))).ToList();
        var mailed = db.MailedLinks.Where(link => link.UsedAtUtc == null && !alive.Contains(link.TokenHash));

        // Purpose by purpose, so that each is found in the index.
        await MailedLinks.RevokeAsync(mailed.Where(link => link.Purpose == LinkPurpose.SignIn && link.SubjectId == accountId), nowUtc, cancellation);
        await MailedLinks.RevokeAsync(mailed.Where(link => MailedLinks.OfMembers.Contains(link.Purpose) && link.SubjectId == memberId), nowUtc, cancellation);
        await MailedLinks.RevokeAsync(mailed.Where(link => link.Purpose == LinkPurpose.Feedback && db.FeedbackRequests.Any(request => request.Id == link.SubjectId && request.MemberId == memberId)), nowUtc, cancellation);
        await MailedLinks.RevokeAsync(mailed.Where(link => link.Purpose == LinkPurpose.HelpReply && db.PromiseMessages.Any(message => message.Id == link.SubjectId && message.Promise.MemberId == memberId)), nowUtc, cancellation);
        await MailedLinks.RevokeAsync(mailed.Where(link => link.Purpose == LinkPurpose.ListingCheck && db.Listings.Any(listing => listing.Id == link.SubjectId && listing.MemberId == memberId)), nowUtc, cancellation);
        return unsent;
    }

    public Task<List<OutboxMail>> UnsentAsync(long memberId, CancellationToken cancellation) =>
        db.OutboxMails.Where(mail => mail.RecipientKind == RecipientKind.Member && mail.RecipientId == memberId && (mail.Status == MailStatus.Waiting || mail.Status == MailStatus.GivenUp)).ToListAsync(cancellation);
}
