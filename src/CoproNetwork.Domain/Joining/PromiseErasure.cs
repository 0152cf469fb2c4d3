using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>What hangs on a member's promises and must go, or let go, before they do.</summary>
internal static class PromiseErasure
{
    /// <summary>Messages and tasks are erased; of a request stays that it was answered.</summary>
    public static async Task ForgetTraceAsync(CoproDbContext db, long memberId, CancellationToken cancellation)
    {
        await db.FeedbackRequests.Where(request => request.MemberId == memberId && request.UpdateId != null).ExecuteUpdateAsync(set => set.SetProperty(request => request.UpdateId, (long?)null), cancellation);
        await db.StuckTaskNotes.Where(note => db.StuckTasks.Any(task => task.Id == note.TaskId && task.MemberId == memberId)).ExecuteDeleteAsync(cancellation);
        await db.StuckTasks.Where(task => task.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.PromiseMessages.Where(message => message.Promise.MemberId == memberId).ExecuteDeleteAsync(cancellation);

        // Mails that have not left and carry the promise's words.
        await Outbox.DropUnsentAsync(db.OutboxMails.Where(mail => mail.AboutMemberId == memberId && mail.Template == MailTemplates.HelpAnswered), reason: null, cancellation);
        await Outbox.DropUnsentAsync(
            db.OutboxMails.Where(mail => mail.RecipientKind == RecipientKind.Member && mail.RecipientId == memberId && (mail.Template == MailTemplates.HelpOffered || mail.Template == MailTemplates.Thanks)), reason: null, cancellation);
    }
}
