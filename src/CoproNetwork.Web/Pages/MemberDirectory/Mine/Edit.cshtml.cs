using CoproNetwork.Domain;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.MemberDirectory.Mine;

/// <summary>Changes what a listing says. Its key is the entry's or, for the member's own listing, also the member's: of that there may be no entry yet.</summary>
public sealed class EditModel(CoproDbContext db, EntryEditing editing, ListingLikeness likeness, SiteLinks links, Words words, TimeProvider clock) : ListingForm(db, likeness, links, words, clock)
{
    private Entry? _entry;

    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    /// <summary>How it stands, for its head and its buttons.</summary>
    public MyListing Listing { get; private set; } = null!;

    public override ListingKind? KnownKind => Listing.Kind;

    public override long? ListingId => Listing.ListingId;

    protected override bool IsNamedAnew => (_entry?.Newest.NameWelsh, _entry?.Newest.NameEnglish) != (Named(Input.NameWelsh), Named(Input.NameEnglish));

    public override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        if (await MyListing.FindAsync(Db, MemberId, Key, cancellation) is not { State: not MyListingState.PartOfAnother } listing) return false;
        Listing = listing;
        _entry = listing.EntryKey is null ? null : await Db.Entries.AsNoTracking().Include(entry => entry.Revisions).SingleOrDefaultAsync(entry => entry.Key == listing.EntryKey, cancellation);
        (Input.IsOwn, Input.Kind) = (listing.IsOwn, listing.Kind);
        return true;
    }

    public void OnGet()
    {
        var newest = _entry is { Revisions.Count: > 0 } ? _entry.Newest : null;
        Input = newest is null ? new() : ListingInput.Of(newest.Content, Links.Language);
        (Input.IsOwn, Input.Kind, Input.ReadNumber) = (Listing.IsOwn, Listing.Kind, newest?.Number ?? 0);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await ReadAsync(cancellation) is not { } content) return Page();
        if (Listing.EntryKey is { } key) await editing.EditAsync(key, MemberId, Input.ReadNumber, content, NowUtc, cancellation);
        else await editing.EditOwnAsync(MemberId, content, NowUtc, cancellation);
        return DoneAt("/MemberDirectory/Mine/Index", Words[await OutcomeAsync(cancellation)]);
    }

    // As it stands now, so that a doubled press says the same.
    private async Task<string> OutcomeAsync(CancellationToken cancellation)
    {
        var now = await MyListing.FindAsync(Db, MemberId, Key, cancellation);
        return now switch
        {
            { ChangeWaits: true, HasShown: true } => "MemberDirectory.Mine.Saved.ChangeWaits",
            { ChangeWaits: true } => "MemberDirectory.Mine.Saved.Waits",
            { Slug: not null } => "MemberDirectory.Mine.Saved.Shown",
            _ => "MemberDirectory.Mine.Saved.NotListed",
        };
    }

    private static string? Named(string? typed) => Domain.Common.Rules.Clean(typed) is { Length: > 0 } name ? name : null;
}
