using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>What a coordinator decides on entries. Each deed is one transaction with the directory, the mails to its editors and the audit trail.</summary>
public sealed class EntryDecisions(CoproDbContext db, DirectoryWriter directory, Outbox outbox)
{
    /// <summary>Shows what waits.</summary>
    /// <param name="number">The version that the coordinator has read: what was written since is not approved unread.</param>
    /// <exception cref="DomainRuleException">No such entry, nothing waits, or another version does.</exception>
    public Task ApproveAsync(string key, int number, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => DecideAsync(key, AuditActions.ListingApproved, MailTemplates.ListingApproved, null, entry =>
    {
        if (entry.Shown?.Number == number) return false;
        MustWait(entry, number);
        entry.Approve(nowUtc);
        return true;
    }, actorAccountId, nowUtc, cancellation);

    /// <summary>Does not show what waits, and tells its editors why.</summary>
    /// <exception cref="DomainRuleException">As <see cref="ApproveAsync"/>, or no reason.</exception>
    public Task DeclineAsync(string key, int number, string? reason, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => DecideAsync(key, AuditActions.ListingDeclined, MailTemplates.ListingDeclined, reason, entry =>
    {
        if (entry.Revisions.Any(revision => revision.Number == number && revision.State == RevisionState.Declined)) return false;
        MustWait(entry, number);
        entry.Decline(reason, nowUtc);
        return true;
    }, actorAccountId, nowUtc, cancellation);

    /// <summary>Takes it out of the directory, and tells its editors why. A member's own listing is hidden with the member's other texts.</summary>
    /// <exception cref="DomainRuleException">No such entry, a member's own, hidden already, or no reason.</exception>
    public Task HideAsync(string key, string? reason, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => DecideAsync(key, AuditActions.ListingHidden, MailTemplates.ListingHidden, reason, entry =>
    {
        Rules.Must(!entry.IsOwn, "MemberDirectory.Entry.OwnIsHiddenThere");
        if (entry.HiddenAtUtc is not null && entry.HiddenReason == Rules.Clean(reason)) return false;
        Rules.Must(entry.HiddenAtUtc is null, "MemberDirectory.Entry.AlreadyHidden");
        entry.Hide(reason, nowUtc);
        return true;
    }, actorAccountId, nowUtc, cancellation);

    /// <exception cref="DomainRuleException">No such entry.</exception>
    public Task ShowAgainAsync(string key, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => DecideAsync(key, AuditActions.ListingShown, null, null, entry =>
    {
        if (entry.HiddenAtUtc is null) return false;
        entry.ShowAgain();
        return true;
    }, actorAccountId, nowUtc, cancellation);

    private static void MustWait(Entry entry, int number)
    {
        Rules.Must(entry.Waiting is not null, "MemberDirectory.Entry.NothingWaits");
        Rules.Must(entry.Waiting!.Number == number, "MemberDirectory.Entry.AnotherWaits");
        Rules.Must(entry.MergedIntoId is null, "MemberDirectory.Entry.Merged");
    }

    /// <param name="deed">False where it is done already: a doubled press.</param>
    private Task DecideAsync(string key, string action, string? template, string? words, Func<Entry, bool> deed, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await directory.LockAsync(token);
        var entry = await db.Entries.Include(one => one.Revisions).SingleOrDefaultAsync(one => one.Key == key, token) ?? throw new DomainRuleException("MemberDirectory.Entry.NotFound");
        if (!deed(entry)) return;
        await directory.RefreshEntryAsync(entry, nowUtc, token);
        if (template is not null) await TellAsync(entry, template, words, nowUtc, token);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, action, entry.Id, nowUtc));
    }, cancellation, onWhatIsThere: true);

    private async Task TellAsync(Entry entry, string template, string? words, DateTime nowUtc, CancellationToken cancellation)
    {
        foreach (var editor in await db.EditorsOf(entry).AsNoTracking().OrderBy(m => m.Id).Select(m => new { m.Id, m.Name, m.Language }).ToListAsync(cancellation))
        {
            var name = entry.IsOwn ? editor.Name : entry.Newest.NameEnglish ?? entry.Newest.NameWelsh;
            outbox.Queue(template, new(Text: words is null ? null : Rules.Clean(words), Listing: name, ListingKey: entry.Key), MailTo.Member(editor.Id), editor.Language, MailUrgency.Ordinary, nowUtc);
        }
    }
}
