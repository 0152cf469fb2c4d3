using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Members;

/// <summary>One member whole: what they are, what they say, what was done about them; and hiding what should not stand in public.</summary>
public sealed class MemberModel(CoproDbContext db, MemberSheets sheets, TextHiding hiding, EmailCorrection correction, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    public MemberSheet Sheet { get; private set; } = null!;

    public IReadOnlyList<TrailEntry> Trail { get; private set; } = [];

    /// <summary>Null for who has left.</summary>
    public SheetFeedback? Feedback { get; private set; }

    // All are bound at every post, so that nothing typed is lost whichever button is pressed; only the handler's own argument is validated.
    [BindProperty]
    public EmailInput Email { get; set; } = new();

    [BindProperty]
    public HideInput Listing { get; set; } = new();

    [BindProperty]
    public HideInput Promise { get; set; } = new();

    [BindProperty]
    public HideInput Story { get; set; } = new();

    /// <summary>Which text a button was pressed for.</summary>
    [BindProperty(SupportsGet = true)]
    public PublicText Text { get; set; }

    /// <summary>Key of the report on a promise that a button was pressed for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Update { get; set; }

    private DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    private (long Id, MemberStatus Status) Found { get; set; }

    public override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        var found = await db.Members.Where(m => m.Key == Key).Select(m => new { m.Id, m.Status }).SingleOrDefaultAsync(cancellation);
        Found = found is null ? default : (found.Id, found.Status);
        return found is not null;
    }

    /// <summary>However it comes to be shown, it is read, and its own trail says so.</summary>
    public override async Task LoadAsync(CancellationToken cancellation)
    {
        await db.NoteReadingAsync(User.AccountId(), AuditActions.MemberRead, NowUtc, cancellation, Found.Id);
        Sheet = (await sheets.ReadAsync(Key, cancellation))!;
        Feedback = await sheets.FeedbackAsync(Found.Id, NowUtc, cancellation);
        Trail = await sheets.TrailAsync(Found.Id, cancellation);
        Email.Address = Sheet.Member.Email;
    }

    public override string FieldOf(string resourceKey) => resourceKey switch
    {
        _ when resourceKey.StartsWith("Members.Email.", StringComparison.Ordinal) => "Email.Address",
        _ when resourceKey.StartsWith("Members.HideReason.", StringComparison.Ordinal) => $"{Text}.Reason",
        _ => "",
    };

    public override int StatusOf(string resourceKey) =>
        resourceKey is "Members.AlreadyHidden" or "Members.NotHidden" ? StatusCodes.Status409Conflict : base.StatusOf(resourceKey);

    /// <summary>An application has a page of its own.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Found.Status is not (MemberStatus.Approved or MemberStatus.Left)) return LocalRedirect(links.To("/Desk/Applications/Application", ("key", Key)));
        await LoadAsync(cancellation);
        return Page();
    }

    /// <summary>Enter in a field does nothing but show the form again.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostEmailAsync([FromForm(Name = "Email")] EmailInput email, CancellationToken cancellation)
    {
        await correction.CorrectAsync(Found.Id, email.Address, User.AccountId(), NowUtc, cancellation);
        return Stay("Desk.EmailCorrected");
    }

    public Task<IActionResult> OnPostHideListingAsync([FromForm(Name = "Listing")] HideInput listing, CancellationToken cancellation) => HideAsync(PublicText.Listing, listing, cancellation);

    public Task<IActionResult> OnPostHidePromiseAsync([FromForm(Name = "Promise")] HideInput promise, CancellationToken cancellation) => HideAsync(PublicText.Promise, promise, cancellation);

    public Task<IActionResult> OnPostHideStoryAsync([FromForm(Name = "Story")] HideInput story, CancellationToken cancellation) => HideAsync(PublicText.Story, story, cancellation);

    public async Task<IActionResult> OnPostShowAsync(CancellationToken cancellation)
    {
        long? target = Text == PublicText.Update ? await db.PromiseUpdates.Where(update => update.Key == Update).Select(update => (long?)update.Id).SingleOrDefaultAsync(cancellation) : null;
        await hiding.ShowAgainAsync(Found.Id, Text, User.AccountId(), NowUtc, cancellation, target);
        return Stay("Desk.Member.ShownAgain");
    }

    private async Task<IActionResult> HideAsync(PublicText text, HideInput input, CancellationToken cancellation)
    {
        await hiding.HideAsync(Found.Id, text, input.Reason, User.AccountId(), NowUtc, cancellation);
        return Stay("Desk.Member.Hidden");
    }

    private LocalRedirectResult Stay(string said)
    {
        Say(words[said]);
        return LocalRedirect(links.To("/Desk/Members/Member", ("key", Key)));
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
