using CoproNetwork.Domain;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>What the desk's tests ask of the database, with fresh eyes.</summary>
internal static class DeskData
{
    public static Task<string> KeyAsync(this Portal portal, long memberId) =>
        portal.SeeAsync(db => db.Members.Where(member => member.Id == memberId).Select(member => member.Key).SingleAsync());

    /// <summary>What was written about this member, oldest first.</summary>
    public static Task<List<string>> TrailAsync(this Portal portal, long? subjectId) =>
        portal.SeeAsync(db => db.AuditEntries.Where(entry => entry.SubjectId == subjectId).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());

    /// <summary>The mails of one kind that wait for this member.</summary>
    public static Task<int> MailsAsync(this Portal portal, long memberId, string template) =>
        portal.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.RecipientKind == RecipientKind.Member && mail.RecipientId == memberId && mail.Template == template));

    /// <summary>Changes data past the domain, for states that would take days to come about.</summary>
    public static Task<int> ChangeAsync(this Portal portal, Func<CoproDbContext, Task<int>> change) => portal.SeeAsync(change);
}
