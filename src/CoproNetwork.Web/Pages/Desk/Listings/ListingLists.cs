using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Listings;

/// <summary>Reads entries for the desk.</summary>
public sealed class ListingLists(CoproDbContext db)
{
    public const int PageSize = 25;

    /// <summary>Sorts after every letter.</summary>
    private const char Last = '\uffff';

    private const string Escape = "\\";

    /// <summary>What has waited longest comes first.</summary>
    /// <param name="after">The last one of the page before, as <see cref="PlaceOf"/> gives it.</param>
    public async Task<Slice<WaitingRow>> WaitingAsync(string? after, CancellationToken cancellation)
    {
        var waiting = db.EntryRevisions.AsNoTracking().Where(revision => revision.State == RevisionState.Waiting);
        if (after is not null && ListCursor.TryParse(after, out var place)) waiting = waiting.Where(revision => revision.MadeAtUtc >= place.AtUtc && (revision.MadeAtUtc > place.AtUtc || revision.Id > place.Id));
        var rows = await waiting.OrderBy(revision => revision.MadeAtUtc).ThenBy(revision => revision.Id).Take(PageSize + 1)
            .Select(revision => new WaitingRow(
                revision.Id, revision.Entry.Key,
                revision.Entry.OwnMemberId == null ? new ListingNames(revision.NameWelsh, revision.NameEnglish) : new ListingNames(null, db.Members.Where(m => m.Id == revision.Entry.OwnMemberId).Select(m => m.Name).FirstOrDefault()),
                revision.Entry.Kind, revision.Entry.OwnMemberId != null, !revision.Entry.Revisions.Any(other => other.State == RevisionState.Shown),
                db.Members.Where(m => m.Id == revision.ByMemberId).Select(m => m.Name).FirstOrDefault(), revision.MadeAtUtc))
            .ToListAsync(cancellation);
        return Slice.Of(rows, PageSize);
    }

    public static string PlaceOf(WaitingRow row) => new ListCursor(row.AtUtc, row.RevisionId).ToString();

    /// <summary>Entries of any standing with the words somewhere in a name, the newest first; without words all.</summary>
    /// <param name="after">Key of the last one of the page before.</param>
    public async Task<Slice<EntryRow>> FindAsync(string words, string? after, CancellationToken cancellation)
    {
        var entries = words.Length == 0 ? db.Entries.AsNoTracking() : Named(words);
        if (after is not null && await db.Entries.Where(entry => entry.Key == after).Select(entry => (long?)entry.Id).SingleOrDefaultAsync(cancellation) is { } last) entries = entries.Where(entry => entry.Id < last);
        var found = await entries.OrderByDescending(entry => entry.Id).Take(PageSize + 1)
            .Select(entry => new
            {
                entry.Key,
                entry.Kind,
                IsOwn = entry.OwnMemberId != null,
                Own = db.Members.Where(m => m.Id == entry.OwnMemberId).Select(m => new { m.Name, IsHidden = m.ListingHiddenAtUtc != null }).FirstOrDefault(),
                Newest = entry.Revisions.OrderByDescending(revision => revision.Number).Select(revision => new { revision.NameWelsh, revision.NameEnglish }).FirstOrDefault(),
                HasShown = entry.Revisions.Any(revision => revision.State == RevisionState.Shown),
                Waits = entry.Revisions.Any(revision => revision.State == RevisionState.Waiting),
                IsListed = db.Listings.Any(listing => listing.EntryId == entry.Id || (listing.EntryId == null && listing.MemberId == entry.OwnMemberId)),
                IsHidden = entry.HiddenAtUtc != null,
                IsArchived = entry.ArchivedAtUtc != null,
                IsMerged = entry.MergedIntoId != null,
            }).ToListAsync(cancellation);
        return Slice.Of([.. found.Select(row => new EntryRow(
            row.Key, row.Own is null ? new(row.Newest?.NameWelsh, row.Newest?.NameEnglish) : new(null, row.Own.Name), row.Kind, row.IsOwn,
            Standings.Of(row.IsMerged, row.IsHidden || row.Own?.IsHidden == true, row.IsArchived, row.IsListed, row.HasShown, row.Waits), row.Waits))], PageSize);
    }

    /// <summary>By any name that an entry ever had, or by the beginning of the member's. What is listed is found without its accents, too.</summary>
    private IQueryable<Entry> Named(string words)
    {
        var (folded, asTyped) = (Folding.Fold(words), Containing(words));
        var (likeness, to) = (Containing(folded), folded + Last);
        return db.Entries.AsNoTracking().Where(entry => entry.OwnMemberId == null
            ? entry.Revisions.Any(revision => EF.Functions.Like(revision.NameEnglish, asTyped, Escape) || EF.Functions.Like(revision.NameWelsh, asTyped, Escape))
                || db.Listings.Any(listing => listing.EntryId == entry.Id && EF.Functions.Like(listing.LikenessKey, likeness, Escape))
            : db.Members.Any(m => m.Id == entry.OwnMemberId && m.NameKey.CompareTo(folded) >= 0 && m.NameKey.CompareTo(to) < 0));
    }

    private static string Containing(string words)
    {
        foreach (var special in new[] { Escape, "%", "_", "[" }) words = words.Replace(special, Escape + special, StringComparison.Ordinal);
        return $"%{words}%";
    }

    /// <summary>Null when there is no such entry.</summary>
    public async Task<EntrySheet?> ReadAsync(string key, CancellationToken cancellation)
    {
        var entry = await db.Entries.AsNoTracking().Include(one => one.Revisions).SingleOrDefaultAsync(one => one.Key == key, cancellation);
        if (entry is null) return null;
        var own = await db.Members.AsNoTracking().Where(m => m.Id == entry.OwnMemberId).Select(m => new EntryOwner(m.Key, m.Name, m.ListingHiddenAtUtc)).SingleOrDefaultAsync(cancellation);
        var now = await db.Listings.AsNoTracking().Where(l => l.EntryId == entry.Id || (l.EntryId == null && l.MemberId == entry.OwnMemberId)).Select(l => new ListingNow(l.Slug, l.RightAtUtc, l.AskedAtUtc, l.StaleSinceUtc)).SingleOrDefaultAsync(cancellation);
        var people = await db.EntryPeople.AsNoTracking().Where(person => person.EntryId == entry.Id).OrderBy(person => person.Id).Select(person => new EntryPersonRow(person.Member.Key, person.Member.Name, person.AgreedAtUtc, person.IsNamed)).ToListAsync(cancellation);
        var writers = entry.Revisions.Select(revision => revision.ByMemberId).OfType<long>().Distinct().ToArray();
        var authors = await db.Members.AsNoTracking().Where(m => writers.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancellation);
        var into = await LinksAsync(db.Entries.Where(other => other.Id == entry.MergedIntoId), cancellation);
        return new(entry, own, now, into.SingleOrDefault(), await LinksAsync(db.Entries.Where(other => other.MergedIntoId == entry.Id), cancellation), people, authors);
    }

    private async Task<IReadOnlyList<EntryLink>> LinksAsync(IQueryable<Entry> entries, CancellationToken cancellation)
    {
        var found = await entries.OrderBy(entry => entry.Id).Select(entry => new
        {
            entry.Key,
            Own = db.Members.Where(m => m.Id == entry.OwnMemberId).Select(m => m.Name).FirstOrDefault(),
            Newest = entry.Revisions.OrderByDescending(revision => revision.Number).Select(revision => new { revision.NameWelsh, revision.NameEnglish }).FirstOrDefault(),
        }).ToListAsync(cancellation);
        return [.. found.Select(one => new EntryLink(one.Key, one.Own is null ? new(one.Newest?.NameWelsh, one.Newest?.NameEnglish) : new(null, one.Own)))];
    }
}
