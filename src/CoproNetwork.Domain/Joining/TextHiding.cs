using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>Hides a member's public text, with a reason that is mailed, or shows it again. Gone from the directory and every page in the same transaction.</summary>
public sealed class TextHiding(CoproDbContext db, DirectoryWriter directory, Outbox outbox)
{
    /// <param name="targetId">Which promise, story or update; null for the newest promise or story.</param>
    /// <exception cref="DomainRuleException">No reason, no such text, hidden already, or not a member.</exception>
    public Task HideAsync(long memberId, PublicText text, string? reason, long actorAccountId, DateTime nowUtc, CancellationToken cancellation, long? targetId = null) => db.InTransactionAsync(async token =>
    {
        var texts = await ReadAsync(memberId, text, targetId, token);
        if (texts.HiddenAt(text) is not null && texts.ReasonOf(text) == Rules.Clean(reason) && await db.HasJustDoneAsync(actorAccountId, AuditActions.TextHidden, memberId, nowUtc, token)) return;
        Rules.Must(texts.HiddenAt(text) is null, "Members.AlreadyHidden");
        texts.Hide(text, reason, nowUtc);
        await directory.RefreshAsync(texts.Member, await NewestAsync(memberId, token), nowUtc, token);
        outbox.Queue(MailTemplates.TextHidden, new(Text: Rules.Clean(reason), Subject: NameOf(text)), MailTo.Member(memberId), texts.Member.Language, MailUrgency.Ordinary, nowUtc);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.TextHidden, memberId, nowUtc));
    }, cancellation);

    /// <exception cref="DomainRuleException">No such text, not hidden, or not a member.</exception>
    public Task ShowAgainAsync(long memberId, PublicText text, long actorAccountId, DateTime nowUtc, CancellationToken cancellation, long? targetId = null) => db.InTransactionAsync(async token =>
    {
        var texts = await ReadAsync(memberId, text, targetId, token);
        if (texts.HiddenAt(text) is null && await db.HasJustDoneAsync(actorAccountId, AuditActions.TextShown, memberId, nowUtc, token)) return;
        Rules.Must(texts.HiddenAt(text) is not null, "Members.NotHidden");
        texts.ShowAgain(text);
        await directory.RefreshAsync(texts.Member, await NewestAsync(memberId, token), nowUtc, token);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.TextShown, memberId, nowUtc));
    }, cancellation);

    private async Task<Texts> ReadAsync(long memberId, PublicText text, long? targetId, CancellationToken cancellation)
    {
        await directory.LockAsync(cancellation);
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == memberId, cancellation) ?? throw new DomainRuleException("Members.NotFound");
        Rules.Must(member.Status == MemberStatus.Approved, "Members.NotMemberNow");
        var promise = text switch
        {
            PublicText.Promise when targetId is not null => await WithUpdates.SingleOrDefaultAsync(p => p.MemberId == memberId && p.Id == targetId, cancellation),
            PublicText.Update => await WithUpdates.SingleOrDefaultAsync(p => p.MemberId == memberId && p.Updates.Any(update => update.Id == targetId), cancellation),
            _ => await NewestAsync(memberId, cancellation),
        };
        var story = await db.Stories.OrderByDescending(s => s.Id).FirstOrDefaultAsync(s => s.MemberId == memberId && (text != PublicText.Story || targetId == null || s.Id == targetId), cancellation);
        return new(member, promise, promise?.Updates.SingleOrDefault(update => update.Id == targetId), story);
    }

    private IQueryable<Promise> WithUpdates => db.Promises.Include(promise => promise.Updates);

    private Task<Promise?> NewestAsync(long memberId, CancellationToken cancellation) =>
        WithUpdates.OrderByDescending(p => p.Id).FirstOrDefaultAsync(p => p.MemberId == memberId, cancellation);

    private static string NameOf(PublicText text) => text switch
    {
        PublicText.Promise => HiddenText.Promise,
        PublicText.Story => HiddenText.Story,
        PublicText.Update => HiddenText.Update,
        _ => HiddenText.Listing,
    };

    private sealed record Texts(Member Member, Promise? Promise, PromiseUpdate? Update, Story? Story)
    {
        private Promise ItsPromise => Promise ?? throw new DomainRuleException("Members.NoSuchText");

        private PromiseUpdate ItsUpdate => Update ?? throw new DomainRuleException("Members.NoSuchText");

        private Story ItsStory => Story ?? throw new DomainRuleException("Members.NoSuchText");

        public DateTime? HiddenAt(PublicText text) => text switch
        {
            PublicText.Listing => Member.ListingHiddenAtUtc,
            PublicText.Promise => ItsPromise.HiddenAtUtc,
            PublicText.Story => ItsStory.HiddenAtUtc,
            PublicText.Update => ItsUpdate.HiddenAtUtc,
            _ => throw new DomainRuleException("Members.NoSuchText"),
        };

        public string? ReasonOf(PublicText text) => text switch
        {
            PublicText.Listing => Member.ListingHiddenReason,
            PublicText.Promise => ItsPromise.HiddenReason,
            PublicText.Update => ItsUpdate.HiddenReason,
            _ => ItsStory.HiddenReason,
        };

        public void Hide(PublicText text, string? reason, DateTime nowUtc)
        {
            if (text == PublicText.Listing) Member.HideListing(reason, nowUtc);
            else if (text == PublicText.Promise) ItsPromise.Hide(reason, nowUtc);
            else if (text == PublicText.Update) ItsPromise.HideUpdate(ItsUpdate, reason, nowUtc);
            else ItsStory.Hide(reason, nowUtc);
        }

        public void ShowAgain(PublicText text)
        {
            if (text == PublicText.Listing) Member.ShowListingAgain();
            else if (text == PublicText.Promise) ItsPromise.ShowAgain();
            else if (text == PublicText.Update) ItsPromise.ShowUpdateAgain(ItsUpdate);
            else ItsStory.ShowAgain();
        }
    }
}
