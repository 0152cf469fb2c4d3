using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Badges;

/// <summary>The tabs of the queue.</summary>
public enum QueueTab
{
    Asked = 1,
    ToPost = 2,
    Posted = 3,
    Returned = 4,
}

/// <summary>
/// The posting queue. Addresses are shown on the tab of those to post and nowhere else; each view of it writes one audit entry for each
/// member whose address it shows, so that the trail answers whose address was seen by whom and when.
/// </summary>
public sealed class IndexModel(CoproDbContext db, BadgePosting posting, AddressProtection protection, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    /// <summary>Two sheets of labels.</summary>
    public const int PageSize = 42;

    [BindProperty(SupportsGet = true)]
    public QueueTab Tab { get; set; } = QueueTab.ToPost;

    /// <summary>Where the page begins: after the row with this place.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyDictionary<QueueTab, int> Counts { get; private set; } = new Dictionary<QueueTab, int>();

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Place of the last row where more follow.</summary>
    public string? Next { get; private set; }

    /// <summary>Ticked before, when the page is shown again.</summary>
    public IReadOnlyCollection<string> Chosen { get; private set; } = [];

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!Enum.IsDefined(Tab) || !ModelState.IsValid) return NotFound();
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostRemindAsync(string? member, CancellationToken cancellation)
    {
        if (await NameAsync(member, cancellation) is not { } name) return NotFound();
        await posting.RemindAsync(member!, User.AccountId(), NowUtc, cancellation);
        return Done(words["Badges.Desk.Reminded", name]);
    }

    public IActionResult OnPostLabels(ChosenInput chosen) =>
        LocalRedirect(links.To("/Desk/Badges/Labels", [.. chosen.Keys.Select(key => ("key", (object?)key))]));

    public async Task<IActionResult> OnPostPostedAsync(ChosenInput chosen, CancellationToken cancellation)
    {
        var posted = await posting.NotePostedAsync(chosen.Keys, User.AccountId(), NowUtc, cancellation);
        return Done(posted == 0 ? words["Badges.Desk.NoneLeft"] : words.Count("Badges.Desk.MarkedPosted", posted));
    }

    public async Task<IActionResult> OnPostReturnedAsync(string? member, CancellationToken cancellation)
    {
        if (await NameAsync(member, cancellation) is null) return NotFound();
        await posting.NoteReturnedAsync(member!, User.AccountId(), NowUtc, cancellation);
        return Done(words["Badges.Desk.MarkedReturned"]);
    }

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        if (Request.HasFormContentType) Chosen = Request.Form["chosen.Keys"].OfType<string>().ToHashSet(StringComparer.Ordinal);
        Counts = await CountsAsync(cancellation);
        var rows = await PageOf(Tab).Take(PageSize + 1).Select(p => new StoredRow(
            p.Id, p.BadgeId, p.Badge.Member.Key, p.Badge.Member.Name, p.Badge.MemberId, p.Badge.EditionNumber, p.Badge.Number,
            p.Status, p.AskedAtUtc, p.RemindedAtUtc, p.AddressGivenAtUtc, p.PrintedAtUtc, p.PostedAtUtc, p.ReturnedAtUtc,
            Tab == QueueTab.ToPost ? p.ProtectedAddress : null)).ToListAsync(cancellation);
        if (rows.Count > PageSize)
        {
            rows.RemoveAt(PageSize);
            Next = QueuePlace.Of(Tab, rows[^1].Id, rows[^1].BadgeId, rows[^1].PostedAtUtc);
        }

        Rows = [.. rows.Select(row => new Row(row, row.ProtectedAddress is null ? null : protection.Find(row.ProtectedAddress)))];
        if (Tab == QueueTab.ToPost) await NoteReadAsync(cancellation);
        else if (Rows.Count > 0) await db.NoteReadingAsync(User.AccountId(), AuditActions.PostingsListed, NowUtc, cancellation);
    }

    /// <summary>In the order of the badges; what was posted, latest first.</summary>
    private IQueryable<Posting> PageOf(QueueTab tab)
    {
        var all = db.Postings.AsNoTracking();
        var place = QueuePlace.Read(After);
        switch (tab)
        {
            case QueueTab.Posted:
                var posted = all.Where(p => p.Status == PostingStatus.Posted);
                if (place is { AtUtc: { } at }) posted = posted.Where(p => p.PostedAtUtc < at || p.PostedAtUtc == at && p.Id < place.Id);
                return posted.OrderByDescending(p => p.PostedAtUtc).ThenByDescending(p => p.Id);
            case QueueTab.ToPost:
                all = all.Where(p => p.Status == PostingStatus.AddressGiven || p.Status == PostingStatus.Printed);
                break;
            default:
                var status = tab == QueueTab.Asked ? PostingStatus.AddressAsked : PostingStatus.Returned;
                all = all.Where(p => p.Status == status);
                break;
        }

        if (place is not null) all = all.Where(p => p.BadgeId > place.Id);
        return all.OrderBy(p => p.BadgeId);
    }

    private async Task<Dictionary<QueueTab, int>> CountsAsync(CancellationToken cancellation)
    {
        var byStatus = await db.Postings.GroupBy(p => p.Status).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        int Of(PostingStatus status) => byStatus.GetValueOrDefault(status);
        return new()
        {
            [QueueTab.Asked] = Of(PostingStatus.AddressAsked),
            [QueueTab.ToPost] = Of(PostingStatus.AddressGiven) + Of(PostingStatus.Printed),
            [QueueTab.Posted] = Of(PostingStatus.Posted),
            [QueueTab.Returned] = Of(PostingStatus.Returned),
        };
    }

    private async Task NoteReadAsync(CancellationToken cancellation)
    {
        foreach (var row in Rows) db.AuditEntries.Add(AuditEntry.Record(User.AccountId(), AuditActions.AddressRead, row.Stored.MemberId, NowUtc));
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<string?> NameAsync(string? memberKey, CancellationToken cancellation) =>
        memberKey is null ? null : await db.Members.Where(m => m.Key == memberKey && m.Number != null).Select(m => m.Name).SingleOrDefaultAsync(cancellation);

    private LocalRedirectResult Done(string message)
    {
        Say(message);
        return LocalRedirect(links.To("/Desk/Badges/Index", ("tab", Tab)));
    }

    public sealed record StoredRow(
        long Id, long BadgeId, string Key, string Name, long MemberId, int Edition, int Number,
        PostingStatus Status, DateTime AskedAtUtc, DateTime? RemindedAtUtc, DateTime? AddressGivenAtUtc, DateTime? PrintedAtUtc, DateTime? PostedAtUtc, DateTime? ReturnedAtUtc, string? ProtectedAddress);

    /// <param name="Address">Null on every tab but the one of those to post, and where it can no longer be read.</param>
    public sealed record Row(StoredRow Stored, PostalAddress? Address);
}
