using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Applications;

/// <summary>Applications that await a decision, those not yet confirmed, and those decided lately.</summary>
public sealed class IndexModel(CoproDbContext db, ApplicationLists lists, MemberApproval approval, SignUp signUp, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public QueueView View { get; set; }

    /// <summary>Key of the last one of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    public Slice<WaitingRow> Waiting { get; private set; } = new([], false);

    public Slice<UnconfirmedRow> Unconfirmed { get; private set; } = new([], false);

    public Slice<DecidedRow> Decided { get; private set; } = new([], false);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        await db.NoteReadingAsync(User.AccountId(), AuditActions.ApplicationsListed, NowUtc, cancellation);
    }

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        if (View == QueueView.Unconfirmed) Unconfirmed = await lists.UnconfirmedAsync(After, cancellation);
        else if (View == QueueView.Decided) Decided = await lists.DecidedAsync(After, cancellation);
        else Waiting = await lists.WaitingAsync(After, cancellation);
    }

    /// <summary>Approves the one whose button was pressed, or all that are ticked.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        IReadOnlyCollection<string> keys = string.IsNullOrEmpty(Input.One) ? Input.Chosen : [Input.One];
        var done = await approval.ApproveSeveralAsync(keys, User.AccountId(), NowUtc, cancellation);
        var said = words.Count("Desk.Applications.Approved", done.Approved);
        Say(done.DecidedBefore == 0 ? said : $"{said} {words.Count("Desk.Applications.DecidedBefore", done.DecidedBefore)}");
        return LocalRedirect(links.To("/Desk/Applications/Index"));
    }

    /// <summary>Mails a fresh confirmation link.</summary>
    public async Task<IActionResult> OnPostResendAsync(string? key, CancellationToken cancellation)
    {
        var sent = await db.InTransactionAsync(async token =>
        {
            var id = await db.Members.Where(m => m.Key == key && m.Status == MemberStatus.Unconfirmed).Select(m => (long?)m.Id).SingleOrDefaultAsync(token);
            if (id is null) return false;
            await signUp.SendAgainAsync(id.Value, NowUtc, token);

            // It keeps to a limit of its own, and says nothing.
            if (!await db.MailedLinks.AnyAsync(link => link.Purpose == LinkPurpose.Confirm && link.SubjectId == id && link.MadeAtUtc == NowUtc, token)) return false;
            db.AuditEntries.Add(AuditEntry.Record(User.AccountId(), AuditActions.ConfirmationResent, id, NowUtc));
            return true;
        }, cancellation);
        Say(words[sent ? "Desk.Applications.Resent" : "Desk.Applications.NotResent"]);
        return LocalRedirect(links.To("/Desk/Applications/Index", ("view", QueueView.Unconfirmed)));
    }

    public sealed class InputModel
    {
        public List<string> Chosen { get; set; } = [];

        /// <summary>The one whose own button was pressed.</summary>
        public string? One { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(input => input.Chosen)
            .Must((input, chosen) => chosen.Count > 0 || !string.IsNullOrEmpty(input.One)).WithMessage("Desk.Applications.ChooseOne");
    }
}
