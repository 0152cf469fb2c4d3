using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Who or what the public finds: a row that a list reads without a join, and all that the index is made of. Written only by <see cref="DirectoryWriter"/>.</summary>
public sealed class Listing : IVersioned, IPublicContent
{
    public const int SlugMaxLength = 140;

    /// <summary>Ids of entries' listings begin here; below it stand the member numbers.</summary>
    public const long FirstOfEntries = 1L << 32;

    private Listing() { }

    /// <summary>The member number of a member's own listing, else <see cref="IdOf"/>: it stays the same however often something is hidden and shown.</summary>
    public long Id { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>Whose own listing it is, or who answers for the entry.</summary>
    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    /// <summary>Null for a member's own listing, also where an entry says more of it.</summary>
    public long? EntryId { get; private set; }

    public Entry? Entry { get; private set; }

    /// <summary>The speaking part of the address; unique.</summary>
    public string Slug { get; private set; } = null!;

    /// <summary>The only name, or the one in English.</summary>
    public string Name { get; private set; } = null!;

    /// <summary>Where it has another name in Welsh.</summary>
    public string? NameWelsh { get; private set; }

    /// <summary>Folded and without what does not tell names apart; see <see cref="Likeness"/>.</summary>
    public string LikenessKey { get; private set; } = null!;

    public ListingKind Kind { get; private set; }

    public string? OrganisationName { get; private set; }

    public string? Role { get; private set; }

    public int? PlaceId { get; private set; }

    public string? AreaCode { get; private set; }

    public bool OutsideWales { get; private set; }

    public double? Latitude { get; private set; }

    public double? Longitude { get; private set; }

    public string? SummaryWelsh { get; private set; }

    public string? SummaryEnglish { get; private set; }

    /// <summary>Of the promise and of what is said beside it; see <see cref="ThemeBits"/>.</summary>
    public int Themes { get; private set; }

    public Offers Offers { get; private set; }

    public bool OpenToVisits { get; private set; }

    /// <summary>One a line.</summary>
    public string? Links { get; private set; }

    /// <summary>The promise, where everyone may see it; theme, language and status go with it.</summary>
    public string? PromiseText { get; private set; }

    public SiteLanguage? PromiseLanguage { get; private set; }

    public PromiseTheme? Theme { get; private set; }

    public PromiseStatus? PromiseStatus { get; private set; }

    public DateTime? PromiseMadeAtUtc { get; private set; }

    /// <summary>Sort key in the Welsh alphabet, see <see cref="NameOrder"/>.</summary>
    public string KeyWelsh { get; private set; } = null!;

    public string KeyEnglish { get; private set; } = null!;

    public DateTime ListedAtUtc { get; private set; }

    /// <summary>When its editors last said, or showed, that it is right.</summary>
    public DateTime RightAtUtc { get; private set; }

    /// <summary>When they are asked next, or it is greyed; null once it is. See <see cref="ListingCheck"/>.</summary>
    public DateTime? CheckAtUtc { get; private set; }

    /// <summary>When they were asked; null when no answer is awaited.</summary>
    public DateTime? AskedAtUtc { get; private set; }

    /// <summary>Greyed since then, for want of an answer.</summary>
    public DateTime? StaleSinceUtc { get; private set; }

    public static long IdOf(long entryId) => FirstOfEntries + entryId;

    internal static Listing Of(Member member, Promise? promise, EntryContent? content, string slug, DateTime nowUtc)
    {
        var listing = new Listing { Id = member.Number!.Value, Member = member, ListedAtUtc = nowUtc };
        listing.Take(member, promise, content, slug);
        listing.ConfirmRight(nowUtc);
        return listing;
    }

    internal static Listing Of(Entry entry, long memberId, string slug, DateTime nowUtc)
    {
        var listing = new Listing { Id = IdOf(entry.Id), EntryId = entry.Id, ListedAtUtc = nowUtc };
        listing.Take(entry, memberId, slug);
        listing.ConfirmRight(nowUtc);
        return listing;
    }

    internal void Take(Member member, Promise? promise, EntryContent? content, string slug)
    {
        (Slug, Name, NameWelsh, Kind, OrganisationName, Role) = (slug, member.Name, null, member.Kind.Listed(), member.OrganisationName, member.Role);
        (PlaceId, AreaCode, OutsideWales) = member.Where;
        var shown = promise is { IsPublic: true } ? promise : null;
        (PromiseText, PromiseLanguage, Theme, PromiseStatus, PromiseMadeAtUtc) = (shown?.Text, shown?.Language, shown?.Theme, shown?.PublicStatus, shown?.MadeAtUtc);
        Take(content ?? new());
    }

    internal void Take(Entry entry, long memberId, string slug)
    {
        var content = entry.Shown!.Content;
        (MemberId, Slug, Kind) = (memberId, slug, entry.Kind);
        (Name, NameWelsh) = content.NameEnglish is { } english ? (english, content.NameWelsh) : (content.NameWelsh!, null);
        (PlaceId, AreaCode, OutsideWales) = content.Where!;
        Take(content);
    }

    private void Take(EntryContent content)
    {
        var exactly = Kind.MayHaveExactPlace() && !OutsideWales ? content.Exactly : null;
        (Latitude, Longitude) = (exactly?.Latitude, exactly?.Longitude);
        (SummaryWelsh, SummaryEnglish, Offers, OpenToVisits, Links) = (content.SummaryWelsh, content.SummaryEnglish, content.Offers, content.OpenToVisits, LinkLines.Of(content.Links));
        Themes = ThemeBits.Of(Theme is { } theme ? content.Themes.Append(theme) : content.Themes);
        TakeOrder();
        TakeLikeness();
    }

    internal void TakeOrder() => (KeyWelsh, KeyEnglish) = (NameOrder.Welsh(NameWelsh ?? Name), NameOrder.English(Name));

    internal void TakeLikeness() => LikenessKey = Likeness.Key(Name);

    /// <summary>Its editors said so, or have just written it.</summary>
    internal void ConfirmRight(DateTime nowUtc) => (RightAtUtc, CheckAtUtc, AskedAtUtc, StaleSinceUtc) = (nowUtc, ListingCheck.DueAtUtc(nowUtc), null, null);

    internal void NoteAsked(DateTime nowUtc) => (AskedAtUtc, CheckAtUtc) = (nowUtc, nowUtc + ListingCheck.TimeToAnswer);

    /// <summary>An answer is not waited for any more, but asked for.</summary>
    internal void AskAnew(DateTime nowUtc)
    {
        if (AskedAtUtc is not null && StaleSinceUtc is null) (AskedAtUtc, CheckAtUtc) = (null, nowUtc);
    }

    internal void Grey(DateTime nowUtc) => (StaleSinceUtc, CheckAtUtc) = (nowUtc, null);
}

/// <summary>When a listing is asked after.</summary>
public static class ListingCheck
{
    /// <summary>Without an answer in this time a listing is greyed.</summary>
    public static readonly TimeSpan TimeToAnswer = TimeSpan.FromDays(30);

    /// <summary>A calendar year on, at the same time of day in London; from 29 February to 28 February.</summary>
    public static DateTime DueAtUtc(DateTime rightAtUtc)
    {
        var local = LondonTime.FromUtc(rightAtUtc).AddYears(1);
        if (LondonTime.Zone.IsInvalidTime(local)) local = local.AddHours(1);
        return TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), LondonTime.Zone);
    }
}

/// <summary>Whether two names may mean the same.</summary>
public static class Likeness
{
    public const int KeyMaxLength = 140;

    /// <summary>Words that do not tell names apart: articles and what a body is in law.</summary>
    private static readonly HashSet<string> Empty = ["the", "y", "yr", "a", "ac", "and", "of", "o", "ltd", "limited", "cyf", "cyfyngedig", "cic", "cbc", "cio", "seg", "project", "prosiect"];

    /// <summary>Alike for names whose telling words are the same, in whatever order, but for case, accents, hyphens and apostrophes.</summary>
    public static string Key(string name)
    {
        var words = Folding.Fold(name).Replace("'", "", StringComparison.Ordinal).Split([.. " -.,&/()!"], StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(word => !Empty.Contains(word)).Order(StringComparer.Ordinal).ToArray();
        return Rules.Cut(string.Join(' ', telling.Length > 0 ? telling : words), KeyMaxLength);
    }
}
