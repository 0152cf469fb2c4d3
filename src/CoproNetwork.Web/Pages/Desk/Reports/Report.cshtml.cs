using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Reports;

/// <summary>One reported text whole, why it was reported, and the decision.</summary>
public sealed class ReportModel(CoproDbContext db, ReportLists lists, ReportDecision decision, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    // Bound at every post, so that nothing typed is lost whichever button is pressed; only the handler's own argument is validated.
    [BindProperty]
    public HideInput Hide { get; set; } = new();

    public ReportSheet Sheet { get; private set; } = null!;

    /// <summary>Where the text stands, for the coordinator to see it there; null where it stands nowhere.</summary>
    public string? Place => Sheet.Text is not { IsShown: true } text ? null : text.What switch
    {
        PublicText.Listing or PublicText.Entry => links.To("/MemberDirectory/Listing", ("slug", text.Place)),
        PublicText.Story => links.To("/Stories/Story", ("key", text.Place)),
        _ => links.To("/Promises/Promise", ("key", text.Place)),
    };

    private DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    private long MemberId { get; set; }

    public override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        MemberId = await db.TextReports.Where(report => report.Key == Key).Select(report => report.MemberId).SingleOrDefaultAsync(cancellation);
        return MemberId != 0;
    }

    /// <summary>However it comes to be shown, it is read.</summary>
    public override async Task LoadAsync(CancellationToken cancellation)
    {
        Sheet = (await lists.FindAsync(Key, cancellation))!;
        await db.NoteReadingAsync(User.AccountId(), AuditActions.ReportRead, NowUtc, cancellation, MemberId);
    }

    public override string FieldOf(string resourceKey) => resourceKey.StartsWith("Members.HideReason.", StringComparison.Ordinal) || resourceKey.StartsWith("MemberDirectory.Entry.Reason.", StringComparison.Ordinal) ? "Hide.Reason" : "";

    public override int StatusOf(string resourceKey) =>
        resourceKey is "Moderation.Decided" or "Members.AlreadyHidden" or "Members.NoSuchText" or "MemberDirectory.Entry.AlreadyHidden" or "MemberDirectory.Entry.NotFound" ? StatusCodes.Status409Conflict : base.StatusOf(resourceKey);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    /// <summary>Enter in a field does nothing but show the form again.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancellation)
    {
        await decision.KeepAsync(Key, User.AccountId(), NowUtc, cancellation);
        return Back("Desk.Report.KeptNow");
    }

    public async Task<IActionResult> OnPostHideAsync([FromForm(Name = "Hide")] HideInput hide, CancellationToken cancellation)
    {
        await decision.HideAsync(Key, hide.Reason, User.AccountId(), NowUtc, cancellation);
        return Back("Desk.Report.HiddenNow");
    }

    private LocalRedirectResult Back(string said)
    {
        Say(words[said]);
        return LocalRedirect(links.To("/Desk/Reports/Index"));
    }

    public sealed class HideInput
    {
        public string? Reason { get; set; }
    }

    public sealed class HideValidator : AbstractValidator<HideInput>
    {
        public HideValidator() => RuleFor(input => input.Reason).Needed("Members.HideReason").AtMost(Member.ReasonMaxLength, "Members.HideReason");
    }
}
