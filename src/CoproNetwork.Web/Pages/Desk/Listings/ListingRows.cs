using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;

namespace CoproNetwork.Web.Pages.Desk.Listings;

/// <summary>How far an entry is from the directory.</summary>
public enum EntryStanding
{
    Shown = 1,

    /// <summary>Its first version waits.</summary>
    New = 2,

    /// <summary>No version was ever approved, and none waits.</summary>
    Declined = 3,

    Archived = 4,
    Hidden = 5,
    Merged = 6,

    /// <summary>Approved, but whoever answers for it is not listed, or no longer there.</summary>
    Unlisted = 7,
}

/// <summary>Both names of a listing, of which one may be missing.</summary>
public sealed record ListingNames(string? Welsh, string? English)
{
    public string In(SiteLanguage language) => (language == SiteLanguage.Welsh ? Welsh ?? English : English ?? Welsh) ?? "";
}

/// <summary>A version that waits for approval, in a list.</summary>
/// <param name="IsFirst">Nothing of it has been approved yet.</param>
/// <param name="By">Null where its writer has left.</param>
public sealed record WaitingRow(long RevisionId, string Key, ListingNames Names, ListingKind Kind, bool IsOwn, bool IsFirst, string? By, DateTime AtUtc);

/// <summary>An entry in a list.</summary>
public sealed record EntryRow(string Key, ListingNames Names, ListingKind Kind, bool IsOwn, EntryStanding Standing, bool Waits);

/// <summary>Someone who belongs to an entry.</summary>
/// <param name="AgreedAtUtc">Null until they said yes.</param>
public sealed record EntryPersonRow(string MemberKey, string Name, DateTime? AgreedAtUtc, bool IsNamed);

/// <summary>Another entry, to be linked.</summary>
public sealed record EntryLink(string Key, ListingNames Names);

/// <summary>The member whose own listing an entry says more of.</summary>
public sealed record EntryOwner(string MemberKey, string Name, DateTime? HiddenAtUtc);

/// <summary>The listing as it stands in the directory.</summary>
public sealed record ListingNow(string Slug, DateTime RightAtUtc, DateTime? AskedAtUtc, DateTime? StaleSinceUtc);

/// <summary>One entry with all that helps to decide on it.</summary>
/// <param name="Entry">With its revisions, untracked.</param>
/// <param name="Own">Null for what is no member's own.</param>
/// <param name="Now">Null where it is not in the directory.</param>
/// <param name="Into">What it has become part of.</param>
/// <param name="Parts">What has become part of it.</param>
/// <param name="Authors">Names of those who wrote its versions and are still there, by member id.</param>
public sealed record EntrySheet(
    Entry Entry, EntryOwner? Own, ListingNow? Now, EntryLink? Into, IReadOnlyList<EntryLink> Parts, IReadOnlyList<EntryPersonRow> People, IReadOnlyDictionary<long, string> Authors)
{
    public ListingNames Names => Own is null ? new(Entry.Newest.NameWelsh, Entry.Newest.NameEnglish) : new(null, Own.Name);

    public EntryStanding Standing => Standings.Of(Into is not null, Entry.HiddenAtUtc is not null || Own?.HiddenAtUtc is not null, Entry.ArchivedAtUtc is not null, Now is not null, Entry.Shown is not null, Entry.Waiting is not null);
}

public static class Standings
{
    public static string TagClass(this EntryStanding standing) => standing switch
    {
        EntryStanding.Shown => "done",
        EntryStanding.Hidden or EntryStanding.Declined => "late",
        _ => "",
    };

    public static EntryStanding Of(bool isMerged, bool isHidden, bool isArchived, bool isListed, bool hasShown, bool waits) =>
        isMerged ? EntryStanding.Merged
        : isHidden ? EntryStanding.Hidden
        : isArchived ? EntryStanding.Archived
        : isListed && hasShown ? EntryStanding.Shown
        : hasShown ? EntryStanding.Unlisted
        : waits ? EntryStanding.New : EntryStanding.Declined;
}
