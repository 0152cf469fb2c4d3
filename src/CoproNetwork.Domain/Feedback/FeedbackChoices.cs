using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Feedback;

/// <summary>How often a member is asked: chosen by a mail's link or when signed in. The pass may be writing the same plan at that moment; the choice is then made on what it left.</summary>
public sealed class FeedbackChoices(CoproDbContext db)
{
    /// <summary>Requests and nudges that still wait are not sent any more.</summary>
    /// <exception cref="DomainRuleException">Not a member, or the day is not after today or too far away.</exception>
    public Task PauseAsync(long memberId, DateOnly until, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        (await PlanAsync(memberId, token)).PauseUntil(until, nowUtc);
        await FeedbackMails.DropAsync(db, memberId, token);
    }, cancellation, onWhatIsThere: true);

    /// <exception cref="DomainRuleException">Not a member.</exception>
    public Task GoOnAsync(long memberId, DateTime nowUtc, CancellationToken cancellation) =>
        db.InTransactionAsync(async token => (await PlanAsync(memberId, token)).GoOn(nowUtc), cancellation, onWhatIsThere: true);

    /// <exception cref="DomainRuleException">Not a member.</exception>
    public Task ChooseYearlyAsync(long memberId, bool yearly, DateTime nowUtc, CancellationToken cancellation) =>
        db.InTransactionAsync(async token => (await PlanAsync(memberId, token)).ChooseYearly(yearly, nowUtc), cancellation, onWhatIsThere: true);

    private async Task<FeedbackPlan> PlanAsync(long memberId, CancellationToken cancellation) =>
        await db.FeedbackPlans.SingleOrDefaultAsync(plan => plan.MemberId == memberId && plan.Member.Status == MemberStatus.Approved, cancellation) ?? throw new DomainRuleException("Members.NotMember");
}
