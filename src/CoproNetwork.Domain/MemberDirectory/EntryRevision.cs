using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>How far a version of an entry has come. Stored as a number; never renumber.</summary>
public enum RevisionState
{
    Waiting = 1,
    Shown = 2,

    /// <summary>Another took its place.</summary>
    Past = 3,
    Declined = 4,
}

/// <summary>One version of what an entry says. None is ever changed or lost; an entry has at most one that is shown and one that waits.</summary>
public sealed class EntryRevision
{
    private EntryRevision() { }

    public long Id { get; private set; }

    public long EntryId { get; private set; }

    public Entry Entry { get; private set; } = null!;

    /// <summary>From 1, in the order of writing.</summary>
    public int Number { get; private set; }

    public RevisionState State { get; private set; }

    public DateTime MadeAtUtc { get; private set; }

    /// <summary>Null where it came of a merge, or where its writer has left.</summary>
    public long? ByMemberId { get; private set; }

    public DateTime? DecidedAtUtc { get; private set; }

    public string? DeclineReason { get; private set; }

    public string? NameWelsh { get; private set; }

    public string? NameEnglish { get; private set; }

    public string? SummaryWelsh { get; private set; }

    public string? SummaryEnglish { get; private set; }

    /// <summary>A bit for each theme, see <see cref="ThemeBits"/>.</summary>
    public int Themes { get; private set; }

    public Offers Offers { get; private set; }

    public bool OpenToVisits { get; private set; }

    /// <summary>One a line.</summary>
    public string? Links { get; private set; }

    public int? PlaceId { get; private set; }

    public string? AreaCode { get; private set; }

    public bool OutsideWales { get; private set; }

    /// <summary>Degrees, WGS 84; both or neither.</summary>
    public double? Latitude { get; private set; }

    public double? Longitude { get; private set; }

    public EntryContent Content => new()
    {
        NameWelsh = NameWelsh,
        NameEnglish = NameEnglish,
        SummaryWelsh = SummaryWelsh,
        SummaryEnglish = SummaryEnglish,
        Themes = ThemeBits.Read(Themes),
        Offers = Offers,
        OpenToVisits = OpenToVisits,
        Links = LinkLines.Read(Links),
        Where = PlaceId is null && AreaCode is null && !OutsideWales ? null : new Whereabouts(PlaceId, AreaCode, OutsideWales),
        Exactly = Latitude is { } latitude && Longitude is { } longitude ? new GeoPoint(latitude, longitude) : null,
    };

    internal static EntryRevision Write(Entry entry, int number, EntryContent content, bool waits, long? byMemberId, DateTime nowUtc) => new()
    {
        Entry = entry,
        Number = number,
        State = waits ? RevisionState.Waiting : RevisionState.Shown,
        MadeAtUtc = nowUtc,
        ByMemberId = byMemberId,
        NameWelsh = content.NameWelsh,
        NameEnglish = content.NameEnglish,
        SummaryWelsh = content.SummaryWelsh,
        SummaryEnglish = content.SummaryEnglish,
        Themes = ThemeBits.Of(content.Themes),
        Offers = content.Offers,
        OpenToVisits = content.OpenToVisits,
        Links = LinkLines.Of(content.Links),
        PlaceId = content.Where?.PlaceId,
        AreaCode = content.Where?.AreaCode,
        OutsideWales = content.Where?.OutsideWales ?? false,
        Latitude = content.Exactly?.Latitude,
        Longitude = content.Exactly?.Longitude,
    };

    internal bool Says(EntryContent content)
    {
        var own = Content;
        return own with { Themes = [], Links = [] } == content with { Themes = [], Links = [] } && own.Themes.SequenceEqual(content.Themes) && own.Links.SequenceEqual(content.Links, StringComparer.Ordinal);
    }

    internal void Show(DateTime nowUtc) => (State, DecidedAtUtc) = (RevisionState.Shown, nowUtc);

    internal void Replace() => State = RevisionState.Past;

    internal void Decline(string reason, DateTime nowUtc) => (State, DeclineReason, DecidedAtUtc) = (RevisionState.Declined, reason, nowUtc);
}

/// <summary>Several themes as one number: bit n is the theme of number n.</summary>
public static class ThemeBits
{
    public static int Of(IEnumerable<PromiseTheme> themes) => themes.Aggregate(0, (bits, theme) => bits | 1 << (int)theme);

    public static IReadOnlyList<PromiseTheme> Read(int bits) => bits == 0 ? [] : [.. PromiseThemes.All.Where(theme => (bits & 1 << (int)theme) != 0)];
}

internal static class LinkLines
{
    public static string? Of(IReadOnlyList<string> links) => links.Count == 0 ? null : string.Join('\n', links);

    public static IReadOnlyList<string> Read(string? lines) => lines?.Split('\n') ?? [];
}
