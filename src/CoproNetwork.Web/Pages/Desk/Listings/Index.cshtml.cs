using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Desk.Listings;

/// <summary>Which listings the page shows.</summary>
public enum ListingView
{
    Waiting = 0,
    Pairs = 1,
    All = 2,
}

/// <summary>What waits for approval, what may be the same, and every entry by name.</summary>
public sealed class IndexModel(CoproDbContext db, ListingLists lists, ListingLikeness likeness, SiteLinks links, TimeProvider clock) : PageModel
{
    public const int PairsShown = 50;

    [BindProperty(SupportsGet = true)]
    public ListingView View { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Question { get; set; }

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    public Slice<WaitingRow> Waiting { get; private set; } = new([], false);

    public IReadOnlyList<LikePair> Pairs { get; private set; } = [];

    public Slice<EntryRow> Found { get; private set; } = new([], false);

    public Pager Pager => new(
        After is null ? null : To(View, Question),
        Waiting.More ? To(View, null, ListingLists.PlaceOf(Waiting.Rows[^1])) : Found.More ? To(View, Question, Found.Rows[^1].Key) : null);

    public string To(ListingView view, string? question = null, string? after = null) =>
        links.To("/Desk/Listings/Index", ("view", view == ListingView.Waiting ? null : view.ToString().ToLowerInvariant()), ("q", question), ("after", after));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (!Enum.IsDefined(View)) View = ListingView.Waiting;
        Question = Rules.Cut(Rules.Clean(Question), EntryContent.NameMaxLength);
        if (View == ListingView.Waiting) Waiting = await lists.WaitingAsync(After, cancellation);
        else if (View == ListingView.Pairs) Pairs = await likeness.PairsAsync(PairsShown, cancellation);
        else Found = await lists.FindAsync(Question, After, cancellation);
        await db.NoteReadingAsync(User.AccountId(), AuditActions.ListingsListed, NowUtc, cancellation);
    }
}
