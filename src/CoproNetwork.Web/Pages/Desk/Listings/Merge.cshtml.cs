using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Desk.Listings;

/// <summary>Two listings beside each other, and what they would be as one.</summary>
public sealed class MergeModel(CoproDbContext db, MergeSides sides, ListingMerge merge, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    /// <summary>Speaking part of the address of what stays.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Stays { get; set; }

    /// <summary>Of what becomes part of it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Goes { get; set; }

    /// <summary>Null where it is no longer listed, as <see cref="Second"/>.</summary>
    public MergeSide? First { get; private set; }

    public MergeSide? Second { get; private set; }

    /// <summary>Key of a version that must be decided on first.</summary>
    public string? WaitingKey => First?.Waits == true ? First.EntryKey : Second?.Waits == true ? Second.EntryKey : null;

    public bool IsPersonWithOther => (First!.Card.Kind == ListingKind.Person) != (Second!.Card.Kind == ListingKind.Person);

    public VersionTable Versions => new(words["Desk.Merge.Result"],
    [
        new(words["Desk.Merge.Stays"], First!.Whole),
        new(words["Desk.Merge.Goes"], Second!.Whole),
        new(words["Desk.Merge.Result"], First.With(Second), First.Whole),
    ]);

    public IReadOnlyList<string> Editors => [.. First!.Editors.Union(Second!.Editors, StringComparer.Ordinal)];

    private string? _mergedKey;

    private DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    /// <summary>Also where they have been merged so already: then whoever presses again sees that.</summary>
    public override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Stays != Goes && First is not null && Second is not null) return true;
        _mergedKey = await sides.AlreadyOneAsync(Stays, Goes, cancellation);
        return _mergedKey is not null;
    }

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        First = await sides.ReadAsync(Stays, cancellation);
        Second = await sides.ReadAsync(Goes, cancellation);
    }

    public override int StatusOf(string resourceKey) => resourceKey is "MemberDirectory.Merge.Gone" or "MemberDirectory.Merge.Waits" ? StatusCodes.Status409Conflict : base.StatusOf(resourceKey);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (_mergedKey is not null) return Merged();
        foreach (var side in new[] { First!, Second! }) db.AuditEntries.Add(AuditEntry.Record(User.AccountId(), AuditActions.ListingRead, side.EntryId, NowUtc));
        await db.SaveChangesAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (_mergedKey is not null) return Merged();
        await merge.MergeAsync(First!.Card.ListingId, Second!.Card.ListingId, User.AccountId(), NowUtc, cancellation);
        _mergedKey = await sides.AlreadyOneAsync(Stays, Goes, cancellation);
        return Merged();
    }

    /// <summary>They only look alike.</summary>
    public async Task<IActionResult> OnPostApartAsync(CancellationToken cancellation)
    {
        if (_mergedKey is not null) return Merged();
        await merge.KeepApartAsync(First!.Card.ListingId, Second!.Card.ListingId, User.AccountId(), NowUtc, cancellation);
        Say(words["Desk.Merge.ApartNow"]);
        return LocalRedirect(links.To("/Desk/Listings/Index", ("view", "pairs")));
    }

    private LocalRedirectResult Merged()
    {
        Say(words["Desk.Merge.MergedNow"]);
        return LocalRedirect(links.To("/Desk/Listings/Entry", ("key", _mergedKey)));
    }
}
