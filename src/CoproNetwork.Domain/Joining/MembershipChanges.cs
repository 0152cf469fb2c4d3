using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>What members change of their own membership. Each deed is one transaction with the directory.</summary>
public sealed class MembershipChanges(CoproDbContext db, DirectoryWriter directory, PromiseWallWriter wall, StoryShelf shelf)
{
    /// <summary>Someone who turns out to be under 18 is from then on neither listed nor named, and answers for no entry.</summary>
    /// <exception cref="DomainRuleException">As <see cref="Member.ChangeDetails"/>.</exception>
    public Task ChangeDetailsAsync(long memberId, MemberDetails details, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (member, token) =>
    {
        var age = member.Age;
        member.ChangeDetails(details);
        (await db.Entries.SingleOrDefaultAsync(entry => entry.OwnMemberId == memberId, token))?.Follow(member);
        if (member.Age != AgeBand.Adult) await LeaveUnnamedAsync(member, token);
        if (member.Age != age) await RefreshEntriesAsync(memberId, nowUtc, token);
    }, nowUtc, cancellation);

    /// <summary>Rewords the member's promise; one that was withdrawn is made anew.</summary>
    /// <exception cref="DomainRuleException">As <see cref="Promise.Make"/>.</exception>
    public Task ChangePromiseAsync(long memberId, string? text, SiteLanguage language, PromiseTheme theme, PromiseVisibility visibility, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (member, token) =>
    {
        if (await PromiseAsync(memberId, token) is { } promise) promise.Reword(text, language, theme, visibility, nowUtc);
        else
        {
            var made = Promise.Make(member, text, language, theme, visibility, nowUtc);
            if (member.PromiseHeldReason is { } reason) made.Hide(reason, nowUtc);
            member.HoldPromise(null);
            db.Promises.Add(made);
        }
    }, nowUtc, cancellation);

    /// <summary>Erases the promise with the words it had before.</summary>
    public Task WithdrawPromiseAsync(long memberId, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (member, token) =>
    {
        var promises = await db.Promises.Include(promise => promise.Updates).Where(promise => promise.MemberId == memberId).OrderBy(promise => promise.Id).ToListAsync(token);
        if (promises.Count > 0) member.HoldPromise(promises[^1].HiddenReason);
        await wall.ClearAsync(memberId, token);
        await PromiseErasure.ForgetTraceAsync(db, memberId, token);
        db.PromiseUpdates.RemoveRange(promises.SelectMany(promise => promise.Updates));
        db.Promises.RemoveRange(promises);
    }, nowUtc, cancellation);

    /// <summary>Retells the member's story; one that was withdrawn is told anew.</summary>
    /// <exception cref="DomainRuleException">As <see cref="Story.Tell"/>.</exception>
    public Task ChangeStoryAsync(long memberId, string? title, string? text, SiteLanguage language, PromiseTheme theme, StoryConsent consent, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (member, token) =>
    {
        if (await StoryAsync(memberId, token) is { } story) story.Retell(title, text, language, theme, consent);
        else
        {
            var told = Story.Tell(member, title, text, language, theme, consent, nowUtc);
            if (member.StoryHeldReason is { } reason) told.Hide(reason, nowUtc);
            member.HoldStory(null);
            db.Stories.Add(told);
        }
    }, nowUtc, cancellation);

    public Task WithdrawStoryAsync(long memberId, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (member, token) =>
    {
        var stories = await db.Stories.Where(story => story.MemberId == memberId).OrderBy(story => story.Id).ToListAsync(token);
        if (stories.Count > 0) member.HoldStory(stories[^1].HiddenReason);
        await shelf.ClearAsync(memberId, token);
        await db.FeedbackRequests.Where(request => request.MemberId == memberId && request.StoryId != null).ExecuteUpdateAsync(set => set.SetProperty(request => request.StoryId, (long?)null), token);
        db.Stories.RemoveRange(stories);
    }, nowUtc, cancellation);

    public Task ChooseVisibilityAsync(long memberId, bool listed, bool newsletter, bool namedOnBadge, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (member, token) =>
    {
        member.ChooseListing(listed);
        if (!newsletter && member.NewsletterAgreedAtUtc is not null) await Subscriptions.EndAsync(db, member.Email!, nowUtc, token);
        member.ChooseNewsletter(newsletter, nowUtc);
        if (await BadgeAsync(memberId, token) is { } badge) badge.ChooseNaming(namedOnBadge);
    }, nowUtc, cancellation);

    /// <summary>From now on no visitor sees the member's name anywhere: not in the directory, not at the badge, not beside the story.</summary>
    public Task HideAsync(long memberId, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (member, token) =>
    {
        member.ChooseListing(false);
        await LeaveUnnamedAsync(member, token);
    }, nowUtc, cancellation);

    private async Task LeaveUnnamedAsync(Member member, CancellationToken cancellation)
    {
        (await BadgeAsync(member.Id, cancellation))?.StopNaming();
        foreach (var story in await db.Stories.Include(story => story.Member).Where(story => story.MemberId == member.Id).ToListAsync(cancellation)) story.LeaveUnnamed();
    }

    /// <summary>Who answers for an entry hangs on the age of those who belong to it.</summary>
    private async Task RefreshEntriesAsync(long memberId, DateTime nowUtc, CancellationToken cancellation)
    {
        var entries = db.Entries.Include(entry => entry.Revisions).Where(entry => db.EntryPeople.Any(person => person.EntryId == entry.Id && person.MemberId == memberId && person.AgreedAtUtc != null));
        foreach (var entry in await entries.OrderBy(entry => entry.Id).ToListAsync(cancellation)) await directory.RefreshEntryAsync(entry, nowUtc, cancellation);
    }

    private Task ChangeAsync(long memberId, Func<Member, CancellationToken, Task> deed, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await directory.LockAsync(token);
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == memberId && (m.Status == MemberStatus.Approved || m.Status == MemberStatus.Applied), token) ?? throw new DomainRuleException("Members.NotMember");
        await deed(member, token);
        await db.SaveChangesAsync(token);
        await directory.RefreshAsync(member, await PromiseAsync(memberId, token), nowUtc, token);
    }, cancellation);

    private Task<Promise?> PromiseAsync(long memberId, CancellationToken cancellation) =>
        db.Promises.Include(promise => promise.Updates).OrderByDescending(promise => promise.Id).FirstOrDefaultAsync(promise => promise.MemberId == memberId, cancellation);

    private Task<Story?> StoryAsync(long memberId, CancellationToken cancellation) =>
        db.Stories.Include(story => story.Member).OrderByDescending(story => story.Id).FirstOrDefaultAsync(story => story.MemberId == memberId, cancellation);

    private Task<Badge?> BadgeAsync(long memberId, CancellationToken cancellation) =>
        db.Badges.Include(badge => badge.Member).SingleOrDefaultAsync(badge => badge.MemberId == memberId, cancellation);
}
