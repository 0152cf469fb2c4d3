using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.MemberDirectory.Mine;

/// <summary>Where a listing stands, as its editors are told.</summary>
public enum MyListingState
{
    Shown = 1,

    /// <summary>Shown greyed: nobody has confirmed it.</summary>
    Stale = 2,

    /// <summary>Never approved yet.</summary>
    Waiting = 3,

    /// <summary>Never approved, and the last version was declined.</summary>
    Declined = 4,
    Archived = 5,
    Hidden = 6,

    /// <summary>A member's own, who chose not to be listed.</summary>
    NotListed = 7,

    /// <summary>A member's own, which was merged into another.</summary>
    PartOfAnother = 8,
}

/// <summary>A listing as its editors see it.</summary>
/// <param name="Key">Of its address among them: the entry's, or the member's where there is no entry yet.</param>
/// <param name="IsOwn">A member's own listing.</param>
/// <param name="IsMine">The reader's own listing.</param>
/// <param name="Slug">Null where it is not in the directory.</param>
/// <param name="DeclineReason">Of the version written last, where that was declined.</param>
public sealed record MyListing(
    string Key, string? EntryKey, bool IsOwn, bool IsMine, ListingKind Kind, string Name, string? NameWelsh, MyListingState State, bool HasShown, bool ChangeWaits,
    string? DeclineReason, string? HiddenReason, long? ListingId, string? Slug, DateTime? RightAtUtc)
{
    public bool MaySayRight => Slug is not null;

    public bool MayArchive => !IsOwn && State is not MyListingState.Archived;

    /// <summary>A person alone answers for their own listing.</summary>
    public bool HasPeoplePage => EntryKey is not null && (!IsOwn || Kind != ListingKind.Person) && State != MyListingState.PartOfAnother;

    public string NameIn(SiteLanguage language) => language == SiteLanguage.Welsh ? NameWelsh ?? Name : Name;

    /// <summary>All that the member edits: their own listing, then the rest, oldest first.</summary>
    public static async Task<IReadOnlyList<MyListing>> AllAsync(CoproDbContext db, long memberId, CancellationToken cancellation)
    {
        var entries = await db.EditedBy(memberId).AsNoTracking().Where(entry => entry.MergedIntoId == null || entry.OwnMemberId == memberId).OrderBy(entry => entry.Id).ToListAsync(cancellation);
        return await ReadAsync(db, memberId, entries, cancellation);
    }

    /// <summary>One that the member edits; null for everything else.</summary>
    /// <param name="key">An entry's, or the member's own.</param>
    public static async Task<MyListing?> FindAsync(CoproDbContext db, long memberId, string? key, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(key)) return null;
        var isOwn = await db.Members.AnyAsync(member => member.Id == memberId && member.Key == key, cancellation);
        var entries = await db.EditedBy(memberId).AsNoTracking().Where(entry => entry.OwnMemberId == memberId || entry.MergedIntoId == null && entry.Key == key).ToListAsync(cancellation);
        var found = await ReadAsync(db, memberId, entries, cancellation);
        return found.FirstOrDefault(listing => isOwn ? listing.IsMine : listing.EntryKey == key);
    }

    private static async Task<IReadOnlyList<MyListing>> ReadAsync(CoproDbContext db, long memberId, List<Entry> entries, CancellationToken cancellation)
    {
        var ids = entries.Select(entry => entry.Id).ToArray();
        long[] owners = [.. entries.Select(entry => entry.OwnMemberId).OfType<long>().Append(memberId).Distinct()];
        var members = await db.Members.AsNoTracking().Where(member => EF.Parameter(owners).Contains(member.Id))
            .Select(member => new Owner(member.Id, member.Key, member.Name, member.Kind, member.ListingHiddenAtUtc != null, member.ListingHiddenReason)).ToDictionaryAsync(member => member.Id, cancellation);
        var versions = (await db.EntryRevisions.AsNoTracking()
            .Where(revision => EF.Parameter(ids).Contains(revision.EntryId))
            .Where(revision => revision.State == RevisionState.Shown || revision.State == RevisionState.Waiting || !db.EntryRevisions.Any(later => later.EntryId == revision.EntryId && later.Number > revision.Number))
            .ToListAsync(cancellation)).ToLookup(revision => revision.EntryId);
        var listings = await db.Listings.AsNoTracking()
            .Where(listing => listing.EntryId != null && EF.Parameter(ids).Contains(listing.EntryId.Value) || listing.EntryId == null && EF.Parameter(owners).Contains(listing.MemberId))
            .Select(listing => new Row(listing.Id, listing.EntryId, listing.MemberId, listing.Slug, listing.RightAtUtc, listing.StaleSinceUtc != null)).ToListAsync(cancellation);
        Row? ListingOf(long? ownerId, long? entryId) => listings.Find(row => ownerId is null ? row.EntryId == entryId : row.EntryId is null && row.MemberId == ownerId);

        var own = entries.Find(entry => entry.OwnMemberId == memberId);
        return [.. entries.Where(entry => entry != own).Select(entry => Of(memberId, entry, entry.OwnMemberId is { } owner ? members[owner] : null, [.. versions[entry.Id]], ListingOf(entry.OwnMemberId, entry.Id)))
            .Prepend(Of(memberId, own, members[memberId], own is null ? [] : [.. versions[own.Id]], ListingOf(memberId, null)))];
    }

    private static MyListing Of(long readerId, Entry? entry, Owner? owner, List<EntryRevision> versions, Row? row)
    {
        var newest = versions.MaxBy(version => version.Number);
        var (hasShown, waits) = (versions.Exists(version => version.State == RevisionState.Shown), versions.Exists(version => version.State == RevisionState.Waiting));
        var (name, nameWelsh) = owner is not null ? (owner.Name, null) : newest!.NameEnglish is { } english ? (english, newest.NameWelsh) : (newest.NameWelsh!, null);
        var isMine = owner?.Id == readerId;
        var isHidden = owner?.IsHidden ?? entry!.HiddenAtUtc is not null;
        var state = isHidden ? MyListingState.Hidden
            : entry?.MergedIntoId is not null ? MyListingState.PartOfAnother
            : entry?.ArchivedAtUtc is not null && owner is null ? MyListingState.Archived
            : row is not null ? row.IsStale ? MyListingState.Stale : MyListingState.Shown
            : owner is not null ? MyListingState.NotListed
            : waits || hasShown ? MyListingState.Waiting : MyListingState.Declined;
        return new(
            isMine ? owner!.Key : entry!.Key, entry?.Key, owner is not null, isMine, owner?.Kind.Listed() ?? entry!.Kind, name, nameWelsh, state, hasShown || owner is not null, waits,
            newest is { State: RevisionState.Declined } ? newest.DeclineReason : null, owner is null ? entry!.HiddenReason : owner.HiddenReason, row?.ListingId, row?.Slug, row?.RightAtUtc);
    }

    private sealed record Owner(long Id, string Key, string Name, MemberKind Kind, bool IsHidden, string? HiddenReason);

    private sealed record Row(long ListingId, long? EntryId, long MemberId, string Slug, DateTime RightAtUtc, bool IsStale);
}
