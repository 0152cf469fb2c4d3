using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Listings;

/// <summary>One entry whole: what waits beside what is shown, its versions, its people; and the decisions on it.</summary>
public sealed class EntryModel(CoproDbContext db, ListingLists lists, EntryDecisions decisions, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>The waiting version that the coordinator had before them.</summary>
    [BindProperty]
    public int Number { get; set; }

    // Both are bound at every post, so that nothing typed is lost whichever button is pressed; only the handler's own argument is validated.
    [BindProperty]
    public ReasonInput Decline { get; set; } = new();

    [BindProperty]
    public ReasonInput Hide { get; set; } = new();

    public EntrySheet Sheet { get; private set; } = null!;

    public string Name => Sheet.Names.In(words.Language);

    /// <summary>What waits beside what is shown; the one or the other alone where there is no other; null where there is neither.</summary>
    public VersionTable? Versions
    {
        get
        {
            var (shown, waiting) = (Sheet.Entry.Shown?.Content, Sheet.Entry.Waiting?.Content);
            var columns = new List<VersionColumn>();
            if (shown is not null) columns.Add(new(words["Desk.Version.Column.Shown"], shown));
            if (waiting is not null) columns.Add(new(words["Desk.Version.Column.Waiting"], waiting, shown));
            return columns.Count == 0 ? null : new(words["Desk.Version.Column.What"], columns);
        }
    }

    public string NameOf(EntryRevision revision) => words["Desk.Listing.Version", revision.Number, words.Date(revision.MadeAtUtc)];

    /// <summary>All that one version said.</summary>
    public VersionTable Whole(EntryRevision revision) => new(NameOf(revision), [new(words["Desk.Version.Column.Said"], revision.Content)]);

    private DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    private long EntryId { get; set; }

    public override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        EntryId = await db.Entries.Where(entry => entry.Key == Key).Select(entry => entry.Id).SingleOrDefaultAsync(cancellation);
        return EntryId != 0;
    }

    /// <summary>However it comes to be shown, it is read.</summary>
    public override async Task LoadAsync(CancellationToken cancellation)
    {
        Sheet = (await lists.ReadAsync(Key, cancellation))!;
        await db.NoteReadingAsync(User.AccountId(), AuditActions.ListingRead, NowUtc, cancellation, EntryId);
    }

    public override string FieldOf(string resourceKey) =>
        !resourceKey.StartsWith("MemberDirectory.Entry.Reason.", StringComparison.Ordinal) ? "" : Request.Query["handler"] == "Hide" ? "Hide.Reason" : "Decline.Reason";

    public override int StatusOf(string resourceKey) => resourceKey is "MemberDirectory.Entry.AnotherWaits" or "MemberDirectory.Entry.NothingWaits" or "MemberDirectory.Entry.AlreadyHidden" or "MemberDirectory.Entry.Merged"
        ? StatusCodes.Status409Conflict : base.StatusOf(resourceKey);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    /// <summary>Enter in a field does nothing but show the form again.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancellation)
    {
        await decisions.ApproveAsync(Key, Number, User.AccountId(), NowUtc, cancellation);
        return Back("Desk.Listing.ApprovedNow");
    }

    public async Task<IActionResult> OnPostDeclineAsync([FromForm(Name = "Decline")] ReasonInput decline, CancellationToken cancellation)
    {
        await decisions.DeclineAsync(Key, Number, decline.Reason, User.AccountId(), NowUtc, cancellation);
        return Back("Desk.Listing.DeclinedNow");
    }

    public async Task<IActionResult> OnPostHideAsync([FromForm(Name = "Hide")] ReasonInput hide, CancellationToken cancellation)
    {
        await decisions.HideAsync(Key, hide.Reason, User.AccountId(), NowUtc, cancellation);
        return Stay("Desk.Listing.HiddenNow");
    }

    public async Task<IActionResult> OnPostShowAsync(CancellationToken cancellation)
    {
        await decisions.ShowAgainAsync(Key, User.AccountId(), NowUtc, cancellation);
        return Stay("Desk.Listing.ShownNow");
    }

    private LocalRedirectResult Back(string said)
    {
        Say(words[said]);
        return LocalRedirect(links.To("/Desk/Listings/Index"));
    }

    private LocalRedirectResult Stay(string said)
    {
        Say(words[said]);
        return LocalRedirect(links.To("/Desk/Listings/Entry", ("key", Key)));
    }

    public sealed class ReasonInput
    {
        public string? Reason { get; set; }
    }

    public sealed class ReasonValidator : AbstractValidator<ReasonInput>
    {
        public ReasonValidator() => RuleFor(input => input.Reason).Needed("MemberDirectory.Entry.Reason").AtMost(Entry.ReasonMaxLength, "MemberDirectory.Entry.Reason");
    }
}
