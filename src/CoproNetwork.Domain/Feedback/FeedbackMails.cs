using CoproNetwork.Domain.Mail;

namespace CoproNetwork.Domain.Feedback;

/// <summary>Requests and nudges in the outbox.</summary>
internal static class FeedbackMails
{
    /// <summary>Those that wait for a member are not sent any more.</summary>
    public static Task<int> DropAsync(CoproDbContext db, long memberId, CancellationToken cancellation) => Outbox.DropUnsentAsync(
        db.OutboxMails.Where(mail => mail.RecipientKind == RecipientKind.Member && mail.RecipientId == memberId && (mail.Template == MailTemplates.Feedback || mail.Template == MailTemplates.FeedbackNudge)),
        MailReason.Replaced, cancellation);
}
