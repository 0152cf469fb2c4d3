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

/// <summary>Mail that could not be sent, with the reason, and a button to try again.</summary>
public sealed class IndexModel(CoproDbContext db, DeskFigures figures, MailRetry retry, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    public const int PageSize = 25;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The last mail of the page before; newest first.</summary>
    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public Slice<GivenUpRow> GivenUp { get; private set; } = new([], false);

    public DeskCounts Counts { get; private set; } = null!;

    public DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (GivenUp.Rows.Count > 0) await db.NoteReadingAsync(User.AccountId(), AuditActions.MailsListed, NowUtc, cancellation);
    }

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        Counts = await figures.CountAsync(cancellation);
        var mails = db.OutboxMails.AsNoTracking().Where(mail => mail.Status == MailStatus.GivenUp);
        if (After is { } after) mails = mails.Where(mail => mail.Id < after);
        var rows = await mails.OrderByDescending(mail => mail.Id).Take(PageSize + 1)
            .Select(mail => new GivenUpRow(mail.Id, mail.Template, mail.CreatedAtUtc, mail.ExpiresAtUtc, mail.LastError, mail.RecipientKind, mail.RecipientId)).ToListAsync(cancellation);
        GivenUp = Slice.Of(rows, PageSize);
        GivenUp = GivenUp with { Rows = await WithReadersAsync(GivenUp.Rows, cancellation) };
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

    private async Task<IReadOnlyList<GivenUpRow>> WithReadersAsync(IReadOnlyList<GivenUpRow> rows, CancellationToken cancellation)
    {
        var accountIds = rows.Where(row => row.RecipientKind == RecipientKind.Account).Select(row => row.RecipientId).ToList();
        var memberOf = await db.Users.AsNoTracking().Where(account => accountIds.Contains(account.Id) && account.MemberId != null).ToDictionaryAsync(account => account.Id, account => account.MemberId!.Value, cancellation);
        long? MemberId(GivenUpRow row) => row.RecipientKind == RecipientKind.Member ? row.RecipientId
            : row.RecipientKind == RecipientKind.Account && memberOf.TryGetValue(row.RecipientId, out var id) ? id : null;
        var memberIds = rows.Select(MemberId).OfType<long>().ToList();
        var readers = await db.Members.AsNoTracking().Where(member => memberIds.Contains(member.Id)).Select(member => new Reader(member.Id, member.Key, member.Name, member.Status)).ToDictionaryAsync(reader => reader.Id, cancellation);
        return [.. rows.Select(row => row with { Reader = MemberId(row) is { } id ? readers.GetValueOrDefault(id) : null })];
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
