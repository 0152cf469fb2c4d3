using CoproNetwork.Domain;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Feedback;

/// <summary>How often to be asked, by a feedback mail's link: a pause, once a year, or leaving altogether.</summary>
public sealed class ChoicesModel(CoproDbContext db, MailedLinks mailed, FeedbackChoices choices, SiteLinks links, Words words, TimeProvider clock) : FeedbackLinkPage(db, mailed, links, clock)
{
    public AskingView? Asking { get; private set; }

    public PauseInput Pause { get; private set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostPauseAsync([FromForm(Name = nameof(Pause))] PauseInput pause, CancellationToken cancellation)
    {
        await choices.PauseAsync(Link!.MemberId, pause.Day!.Value, NowUtc, cancellation);
        return Done(words["Feedback.Pause.Done", words.Date(pause.Day.Value)]);
    }

    public async Task<IActionResult> OnPostGoOnAsync(CancellationToken cancellation)
    {
        await choices.GoOnAsync(Link!.MemberId, NowUtc, cancellation);
        return Done(words["Feedback.Asking.GoOn.Done"]);
    }

    public Task<IActionResult> OnPostYearlyAsync(CancellationToken cancellation) => ChooseAsync(yearly: true, cancellation);

    public Task<IActionResult> OnPostHalfYearlyAsync(CancellationToken cancellation) => ChooseAsync(yearly: false, cancellation);

    public override string FieldOf(string resourceKey) => resourceKey.StartsWith("Feedback.Pause", StringComparison.Ordinal) ? "Pause.Until" : "";

    protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        var found = await Db.FeedbackPlans.AsNoTracking().Where(plan => plan.MemberId == Link!.MemberId).Select(plan => new { Plan = plan, plan.Member.ApprovedAtUtc }).SingleAsync(cancellation);
        Asking = AskingView.Of(found.Plan, found.ApprovedAtUtc!.Value, NowUtc);
    }

    private async Task<IActionResult> ChooseAsync(bool yearly, CancellationToken cancellation)
    {
        await choices.ChooseYearlyAsync(Link!.MemberId, yearly, NowUtc, cancellation);
        return Done(words[yearly ? "Feedback.Asking.ToYearly.Done" : "Feedback.Asking.ToHalfYearly.Done"]);
    }

    private LocalRedirectResult Done(string message)
    {
        Say(message);
        return LocalRedirect(Links.To("/Feedback/Choices", ("t", Token)));
    }
}
