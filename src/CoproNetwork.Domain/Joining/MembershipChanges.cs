using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>What members change of their own membership. Each deed is one transaction with the directory.</summary>
public sealed class MembershipChanges(CoproDbContext db, DirectoryWriter directory)
{
    /// <summary>Someone who turns out to be under 18 is from then on neither listed nor named.</summary>
    /// <exception cref="DomainRuleException">As <see cref="Member.ChangeDetails"/>.</exception>
    public Task ChangeDetailsAsync(long memberId, MemberDetails details, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (member, token) =>
    {
        member.ChangeDetails(details);
        if (member.Age != AgeBand.Adult) await LeaveUnnamedAsync(member, token);
    }, nowUtc, cancellation);

    /// <summary>Rewords the member's promise; one that was withdrawn is made anew.</summary>
    /// <exception cref="DomainRuleException">As <see cref="Promise.Make"/>.</exception>
    public Task ChangePromiseAsync(long memberId, string? text, SiteLanguage language, PromiseTheme theme, PromiseVisibility visibility, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (member, token) =>
    {
        if (await PromiseAsync(memberId, token) is { } promise) promise.Reword(text, language, theme, visibility, nowUtc);
        else db.Promises.Add(Promise.Make(member, text, language, theme, visibility, nowUtc));
    }, nowUtc, cancellation);

    /// <summary>Erases the promise with the words it had before.</summary>
    public Task WithdrawPromiseAsync(long memberId, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (_, token) =>
    {
        var promises = await db.Promises.Include(promise => promise.Updates).Where(promise => promise.MemberId == memberId).ToListAsync(token);
        db.PromiseUpdates.RemoveRange(promises.SelectMany(promise => promise.Updates));
        db.Promises.RemoveRange(promises);
    }, nowUtc, cancellation);

    /// <summary>Retells the member's story; one that was withdrawn is told anew.</summary>
    /// <exception cref="DomainRuleException">As <see cref="Story.Tell"/>.</exception>
    public Task ChangeStoryAsync(long memberId, string? title, string? text, SiteLanguage language, StoryConsent consent, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (member, token) =>
    {
        if (await StoryAsync(memberId, token) is { } story) story.Retell(title, text, language, consent);
        else db.Stories.Add(Story.Tell(member, title, text, language, consent, nowUtc));
    }, nowUtc, cancellation);

    public Task WithdrawStoryAsync(long memberId, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (_, token) =>
        db.Stories.RemoveRange(await db.Stories.Where(story => story.MemberId == memberId).ToListAsync(token)), nowUtc, cancellation);

    public Task ChooseVisibilityAsync(long memberId, bool listed, bool newsletter, bool namedOnBadge, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(memberId, async (member, token) =>
    {
        member.ChooseListing(listed);
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
        (await StoryAsync(member.Id, cancellation))?.LeaveUnnamed();
    }

    private Task ChangeAsync(long memberId, Func<Member, CancellationToken, Task> deed, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == memberId && (m.Status == MemberStatus.Approved || m.Status == MemberStatus.Applied), token) ?? throw new DomainRuleException("Members.NotMember");
        await deed(member, token);
        await db.SaveChangesAsync(token);
        await directory.RefreshAsync(member, await PromiseAsync(memberId, token), nowUtc, token);
    }, cancellation);

    private Task<Promise?> PromiseAsync(long memberId, CancellationToken cancellation) =>
        db.Promises.OrderByDescending(promise => promise.Id).FirstOrDefaultAsync(promise => promise.MemberId == memberId, cancellation);

    private Task<Story?> StoryAsync(long memberId, CancellationToken cancellation) =>
        db.Stories.Include(story => story.Member).OrderByDescending(story => story.Id).FirstOrDefaultAsync(story => story.MemberId == memberId, cancellation);

    private Task<Badge?> BadgeAsync(long memberId, CancellationToken cancellation) =>
        db.Badges.Include(badge => badge.Member).SingleOrDefaultAsync(badge => badge.MemberId == memberId, cancellation);
}
