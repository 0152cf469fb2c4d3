using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Applications;

/// <summary>One application whole, and what a coordinator can do with it.</summary>
public sealed class ApplicationModel(
    CoproDbContext db, MemberSheets sheets, DuplicateFinder duplicates, MemberApproval approval, EmailCorrection correction, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    public MemberSheet Sheet { get; private set; } = null!;

    public IReadOnlyList<PossibleDuplicate> Duplicates { get; private set; } = [];

    // All are bound at every post, so that nothing typed is lost whichever button is pressed; only the handler's own argument is validated.
    [BindProperty]
    public EmailInput Email { get; set; } = new();

    [BindProperty]
    public DeclineInput Decline { get; set; } = new();

    [BindProperty]
    public AskInput Ask { get; set; } = new();

    [BindProperty]
    public NoteInput Note { get; set; } = new();

    public DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    private long MemberId { get; set; }

    public override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        MemberId = await db.Members.Where(m => m.Key == Key && m.Status != MemberStatus.Left).Select(m => m.Id).SingleOrDefaultAsync(cancellation);
        return MemberId != 0;
    }

    /// <summary>However it comes to be shown, it is read.</summary>
    public override async Task LoadAsync(CancellationToken cancellation)
    {
        Sheet = (await sheets.ReadAsync(Key, cancellation))!;
        Duplicates = await duplicates.OfAsync(MemberId, cancellation);
        Email.Address = Sheet.Member.Email;
        await db.NoteReadingAsync(User.AccountId(), AuditActions.ApplicationRead, NowUtc, cancellation, MemberId);
    }

    public override string FieldOf(string resourceKey) => resourceKey switch
    {
        _ when resourceKey.StartsWith("Members.Email.", StringComparison.Ordinal) => "Email.Address",
        _ when resourceKey.StartsWith("Members.DeclineReason.", StringComparison.Ordinal) => "Decline.Reason",
        _ => "",
    };

    public override int StatusOf(string resourceKey) =>
        resourceKey is "Members.AlreadyDecided" ? StatusCodes.Status409Conflict : base.StatusOf(resourceKey);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    /// <summary>Enter in a field does nothing but show the form again.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancellation)
    {
        var given = await approval.ApproveAsync(MemberId, User.AccountId(), NowUtc, cancellation);
        var name = await db.Members.Where(m => m.Id == MemberId).Select(m => m.Name).SingleAsync(cancellation);
        Say(words["Desk.Application.Approved", name, given.MemberNumber, given.Badge.Number, given.Badge.Edition]);
        return LocalRedirect(links.To("/Desk/Applications/Index"));
    }

    public async Task<IActionResult> OnPostDeclineAsync([FromForm(Name = "Decline")] DeclineInput decline, CancellationToken cancellation)
    {
        await approval.DeclineAsync(MemberId, decline.Reason, User.AccountId(), NowUtc, cancellation);
        Say(words["Desk.Application.Declined"]);
        return LocalRedirect(links.To("/Desk/Applications/Index"));
    }

    public async Task<IActionResult> OnPostAskAsync([FromForm(Name = "Ask")] AskInput ask, CancellationToken cancellation)
    {
        await approval.AskAsync(MemberId, ask.Question, User.AccountId(), NowUtc, cancellation);
        return Stay("Desk.Application.Asked");
    }

    public async Task<IActionResult> OnPostNoteAsync([FromForm(Name = "Note")] NoteInput note, CancellationToken cancellation)
    {
        await approval.NoteAsync(MemberId, note.Text, User.AccountId(), NowUtc, cancellation);
        return Stay("Desk.Application.Noted");
    }

    public async Task<IActionResult> OnPostEmailAsync([FromForm(Name = "Email")] EmailInput email, CancellationToken cancellation)
    {
        await correction.CorrectAsync(MemberId, email.Address, User.AccountId(), NowUtc, cancellation);
        return Stay("Desk.EmailCorrected");
    }

    private LocalRedirectResult Stay(string said)
    {
        Say(words[said]);
        return LocalRedirect(links.To("/Desk/Applications/Application", ("key", Key)));
    }

    public sealed class DeclineInput
    {
        public string? Reason { get; set; }
    }

    public sealed class DeclineValidator : AbstractValidator<DeclineInput>
    {
        public DeclineValidator() => RuleFor(input => input.Reason).Needed("Members.DeclineReason").AtMost(Member.ReasonMaxLength, "Members.DeclineReason");
    }

    public sealed class AskInput
    {
        public string? Question { get; set; }
    }

    public sealed class AskValidator : AbstractValidator<AskInput>
    {
        public AskValidator() => RuleFor(input => input.Question).Needed("Members.Note").AtMost(MemberNote.TextMaxLength, "Members.Note");
    }

    public sealed class NoteInput
    {
        public string? Text { get; set; }
    }

    public sealed class NoteValidator : AbstractValidator<NoteInput>
    {
        public NoteValidator() => RuleFor(input => input.Text).Needed("Members.Note").AtMost(MemberNote.TextMaxLength, "Members.Note");
    }
}
