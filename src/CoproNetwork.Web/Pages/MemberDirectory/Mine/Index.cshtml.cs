using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.MemberDirectory.Mine;

/// <summary>What the member edits, what they are asked to belong to, and the presses that need no form.</summary>
public sealed class IndexModel(CoproDbContext db, EntryEditing editing, EntryBelonging belonging, SiteLinks links, Words words, TimeProvider clock) : ListingsPage(db, links, clock)
{
    public IReadOnlyList<MyListing> Listings { get; private set; } = [];

    public IReadOnlyList<Invitation> Invitations { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostRightAsync(string? key, CancellationToken cancellation)
    {
        if (await MyListing.FindAsync(Db, MemberId, key, cancellation) is not { } listing) throw new DomainRuleException("MemberDirectory.Entry.NotFound");
        if (listing.EntryKey is { } entry) await editing.SayRightAsync(entry, MemberId, NowUtc, cancellation);
        else await editing.SayOwnRightAsync(MemberId, NowUtc, cancellation);
        return Done("MemberDirectory.Mine.Right.Done");
    }

    public async Task<IActionResult> OnPostArchiveAsync(string? key, CancellationToken cancellation)
    {
        await editing.ArchiveAsync(key ?? "", MemberId, NowUtc, cancellation);
        return Done("MemberDirectory.Mine.Archive.Done");
    }

    public async Task<IActionResult> OnPostBringBackAsync(string? key, CancellationToken cancellation)
    {
        await editing.BringBackAsync(key ?? "", MemberId, NowUtc, cancellation);
        return Done("MemberDirectory.Mine.BringBack.Done");
    }

    public async Task<IActionResult> OnPostAgreeAsync(string? key, bool named, CancellationToken cancellation)
    {
        await belonging.AgreeAsync(key ?? "", MemberId, named, NowUtc, cancellation);
        return Done("MemberDirectory.Mine.Invitation.Agreed");
    }

    public async Task<IActionResult> OnPostDeclineAsync(string? key, CancellationToken cancellation)
    {
        // Only an invitation: who belongs to it already leaves on its own page.
        if (await Db.EntryPeople.AnyAsync(person => person.Entry.Key == key && person.MemberId == MemberId && person.AgreedAtUtc == null, cancellation)) await belonging.LeaveAsync(key!, MemberId, NowUtc, cancellation);
        return Done("MemberDirectory.Mine.Invitation.Declined");
    }

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        Listings = await MyListing.AllAsync(Db, MemberId, cancellation);
        Invitations = await Invitation.OfAsync(Db, MemberId, cancellation);
    }

    private IActionResult Done(string saying) => DoneAt("/MemberDirectory/Mine/Index", words[saying]);
}

/// <summary>Something that the member is asked to belong to.</summary>
public sealed record Invitation(string Key, ListingKind Kind, string Name, string? NameWelsh)
{
    public string NameIn(SiteLanguage language) => language == SiteLanguage.Welsh ? NameWelsh ?? Name : Name;

    public static IQueryable<EntryPerson> Open(CoproDbContext db, long memberId) =>
        db.EntryPeople.Where(person => person.MemberId == memberId && person.AgreedAtUtc == null && person.Entry.MergedIntoId == null);

    public static async Task<IReadOnlyList<Invitation>> OfAsync(CoproDbContext db, long memberId, CancellationToken cancellation)
    {
        var open = await Open(db, memberId).AsNoTracking().OrderBy(person => person.Id).Select(person => new
        {
            person.Entry.Key,
            person.Entry.Kind,
            Owner = db.Members.Where(member => member.Id == person.Entry.OwnMemberId).Select(member => member.Name).FirstOrDefault(),
            English = person.Entry.Revisions.OrderByDescending(revision => revision.Number).Select(revision => revision.NameEnglish).FirstOrDefault(),
            Welsh = person.Entry.Revisions.OrderByDescending(revision => revision.Number).Select(revision => revision.NameWelsh).FirstOrDefault(),
        }).ToListAsync(cancellation);
        return [.. open.Select(one => new Invitation(one.Key, one.Kind, one.Owner ?? one.English ?? one.Welsh ?? "", one.Owner is null ? one.Welsh : null))];
    }
}
