using CoproNetwork.Domain;
using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Mail;

/// <summary>A mail that was given up. Names its reader where it is a member; never an address.</summary>
public sealed record GivenUpRow(long Id, string Template, DateTime CreatedAtUtc, DateTime? ExpiresAtUtc, string? Reason, RecipientKind RecipientKind, long RecipientId)
{
    public Reader? Reader { get; init; }
}

/// <summary>The membership that a mail goes to.</summary>
public sealed record Reader(long Id, string Key, string Name, MemberStatus Status);

/// <summary>A mail that came back.</summary>
/// <param name="Status">The enhanced status code.</param>
public sealed record CameBackRow(DateTime AtUtc, bool IsHard, string Status, RecipientKind Kind, long RecipientId)
{
    public Reader? Reader { get; init; }
}

/// <summary>Mail that could not be sent, with the reason, and a button to try again.</summary>
public sealed class IndexModel(CoproDbContext db, DeskFigures figures, MailRetry retry, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    public const int PageSize = 25;

    /// <summary>The newest of what came back, so many.</summary>
    private const int MostCameBack = 25;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The last mail of the page before; newest first.</summary>
    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public Slice<GivenUpRow> GivenUp { get; private set; } = new([], false);

    public IReadOnlyList<CameBackRow> CameBack { get; private set; } = [];

    public DeskCounts Counts { get; private set; } = null!;

    public DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (GivenUp.Rows.Count + CameBack.Count > 0) await db.NoteReadingAsync(User.AccountId(), AuditActions.MailsListed, NowUtc, cancellation);
    }

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        Counts = await figures.CountAsync(cancellation);
        var mails = db.OutboxMails.AsNoTracking().Where(mail => mail.Status == MailStatus.GivenUp);
        if (After is { } after) mails = mails.Where(mail => mail.Id < after);
        var rows = await mails.OrderByDescending(mail => mail.Id).Take(PageSize + 1)
            .Select(mail => new GivenUpRow(mail.Id, mail.Template, mail.CreatedAtUtc, mail.ExpiresAtUtc, mail.LastError, mail.RecipientKind, mail.RecipientId)).ToListAsync(cancellation);
        GivenUp = Slice.Of(rows, PageSize);
        var back = await db.MailBounces.AsNoTracking().OrderByDescending(bounce => bounce.AtUtc).ThenByDescending(bounce => bounce.Id).Take(MostCameBack)
            .Select(bounce => new CameBackRow(bounce.AtUtc, bounce.IsHard, bounce.Status, bounce.Kind, bounce.RecipientId)).ToListAsync(cancellation);
        var readers = await ReadersAsync([.. GivenUp.Rows.Select(row => (row.RecipientKind, row.RecipientId)), .. back.Select(row => (row.Kind, row.RecipientId))], cancellation);
        GivenUp = GivenUp with { Rows = [.. GivenUp.Rows.Select(row => row with { Reader = readers.GetValueOrDefault((row.RecipientKind, row.RecipientId)) })] };
        CameBack = [.. back.Select(row => row with { Reader = readers.GetValueOrDefault((row.Kind, row.RecipientId)) })];
    }

    public override int StatusOf(string resourceKey) => resourceKey is "Mail.NotGivenUp" ? StatusCodes.Status409Conflict : base.StatusOf(resourceKey);

    /// <summary>Tries again the one whose button was pressed, or all that are ticked.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        List<long> mails = Input.One is { } one ? [one] : [.. Input.Chosen.Distinct()];
        await retry.RetryAsync(mails, User.AccountId(), NowUtc, cancellation);
        Say(words.Count("Desk.Mail.Retried", mails.Count));
        return LocalRedirect(links.To("/Desk/Mail/Index"));
    }

    /// <summary>The memberships that mails went to, by whom they were for.</summary>
    private async Task<Dictionary<(RecipientKind, long), Reader>> ReadersAsync(List<(RecipientKind Kind, long Id)> recipients, CancellationToken cancellation)
    {
        var accountIds = recipients.Where(to => to.Kind == RecipientKind.Account).Select(to => to.Id).ToList();
        var memberOf = await db.Users.AsNoTracking().Where(account => accountIds.Contains(account.Id) && account.MemberId != null).ToDictionaryAsync(account => account.Id, account => account.MemberId!.Value, cancellation);
        var known = recipients.Distinct().Select(to => (To: to, MemberId: to.Kind == RecipientKind.Member ? to.Id : to.Kind == RecipientKind.Account ? memberOf.GetValueOrDefault(to.Id) : 0)).Where(to => to.MemberId != 0).ToList();
        var memberIds = known.Select(to => to.MemberId).ToList();
        var readers = await db.Members.AsNoTracking().Where(member => memberIds.Contains(member.Id)).Select(member => new Reader(member.Id, member.Key, member.Name, member.Status)).ToDictionaryAsync(reader => reader.Id, cancellation);
        return known.Where(to => readers.ContainsKey(to.MemberId)).ToDictionary(to => to.To, to => readers[to.MemberId]);
    }

    public sealed class InputModel
    {
        public List<long> Chosen { get; set; } = [];

        public long? One { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(input => input.Chosen)
            .Must((input, chosen) => chosen.Count > 0 || input.One is not null).WithMessage("Desk.Mail.ChooseOne");
    }
}
