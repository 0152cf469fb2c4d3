using CoproNetwork.Domain;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Feedback;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>How often I am asked how it goes, when signed in.</summary>
public sealed class AskingModel(CoproDbContext db, FeedbackChoices choices, SiteLinks links, Words words, TimeProvider clock) : MemberPage(db, links, clock)
{
    public AskingView? View { get; private set; }

    public PauseInput Pause { get; private set; } = new();

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostPauseAsync([FromForm(Name = nameof(Pause))] PauseInput pause, CancellationToken cancellation)
    {
        await choices.PauseAsync(MemberId, pause.Day!.Value, NowUtc, cancellation);
        return SavedToMe(words["Feedback.Pause.Done", words.Date(pause.Day.Value)]);
    }

    public async Task<IActionResult> OnPostGoOnAsync(CancellationToken cancellation)
    {
        await choices.GoOnAsync(MemberId, NowUtc, cancellation);
        return SavedToMe(words["Feedback.Asking.GoOn.Done"]);
    }

    public async Task<IActionResult> OnPostYearlyAsync(CancellationToken cancellation)
    {
        await choices.ChooseYearlyAsync(MemberId, true, NowUtc, cancellation);
        return SavedToMe(words["Feedback.Asking.ToYearly.Done"]);
    }

    public async Task<IActionResult> OnPostHalfYearlyAsync(CancellationToken cancellation)
    {
        await choices.ChooseYearlyAsync(MemberId, false, NowUtc, cancellation);
        return SavedToMe(words["Feedback.Asking.ToHalfYearly.Done"]);
    }

    public override string FieldOf(string resourceKey) => resourceKey.StartsWith("Feedback.Pause", StringComparison.Ordinal) ? "Pause.Until" : "";

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        var found = await Db.FeedbackPlans.AsNoTracking().Where(plan => plan.MemberId == MemberId).Select(plan => new { Plan = plan, plan.Member.ApprovedAtUtc }).SingleAsync(cancellation);
        View = AskingView.Of(found.Plan, found.ApprovedAtUtc!.Value, NowUtc);
    }

    protected override bool Serves(MemberStatus status) => status == MemberStatus.Approved;
}
