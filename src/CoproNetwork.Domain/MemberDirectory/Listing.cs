using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Language;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>An approved, willing member as the public finds them: a row that a list reads without a join. Written only by <see cref="DirectoryWriter"/>.</summary>
public sealed class Listing : IVersioned, IPublicContent
{
    public const int SlugMaxLength = 140;

    private Listing() { }

    /// <summary>The member number, so that it may show in an address.</summary>
    public long Id { get; private set; }

    public Guid Version { get; private set; }

    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    /// <summary>The speaking part of the address; unique.</summary>
    public string Slug { get; private set; } = null!;

    public string Name { get; private set; } = null!;

    public MemberKind Kind { get; private set; }

    public string? OrganisationName { get; private set; }

    public string? Role { get; private set; }

    public int? PlaceId { get; private set; }

    public string? AreaCode { get; private set; }

    public bool OutsideWales { get; private set; }

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

    internal static Listing Of(Member member, Promise? promise, string slug, DateTime nowUtc)
    {
        var listing = new Listing { Id = member.Number!.Value, Member = member, ListedAtUtc = nowUtc };
        listing.Take(member, promise, slug);
        return listing;
    }

    internal void Take(Member member, Promise? promise, string slug)
    {
        (Slug, Name, Kind, OrganisationName, Role) = (slug, member.Name, member.Kind, member.OrganisationName, member.Role);
        (PlaceId, AreaCode, OutsideWales) = member.Where;
        var shown = promise is { IsPublic: true } ? promise : null;
        (PromiseText, PromiseLanguage, Theme, PromiseStatus, PromiseMadeAtUtc) = (shown?.Text, shown?.Language, shown?.Theme, shown?.PublicStatus, shown?.MadeAtUtc);
        (KeyWelsh, KeyEnglish) = (NameOrder.Welsh(Name), NameOrder.English(Name));
    }
}

/// <summary>Where a term stands in a listing; a smaller number weighs more.</summary>
public enum TermTier
{
    Name = 0,
    Tag = 1,
    Text = 2,
}

/// <summary>One posting of the search index: this term stands in this listing. Words and filters are terms alike, so every search is an intersection.</summary>
public sealed class ListingTerm
{
    public const int TermMaxLength = TermAnalyser.TermMaxLength;
    public const int RankMaxLength = NameOrder.KeyMaxLength + 2;

    private ListingTerm() { }

    public string Term { get; private set; } = null!;

    public long ListingId { get; private set; }

    public Listing Listing { get; private set; } = null!;

    /// <summary>Where the posting stands among the hits of its term: the tier's digit, then the listing's sort key. A page of hits is read from the index in this order.</summary>
    public string RankWelsh { get; private set; } = null!;

    public string RankEnglish { get; private set; } = null!;

    internal static ListingTerm Of(Listing listing, string term, TermTier tier) =>
        new() { Listing = listing, ListingId = listing.Id, Term = term, RankWelsh = $"{(int)tier}{listing.KeyWelsh}", RankEnglish = $"{(int)tier}{listing.KeyEnglish}" };
}

/// <summary>How many listings have a filter's value: exact, changed in the transaction that changes the listing.</summary>
public sealed class ListingCount
{
    private ListingCount() { }

    /// <summary>A filter term of <see cref="FilterTerms"/>.</summary>
    public string Term { get; private set; } = null!;

    public int Count { get; private set; }

    public static ListingCount Zero(string term) => new() { Term = term };

    internal void Set(int count) => Count = count;
}

/// <summary>Filters as terms of the index. They begin with a character that no word of a text has.</summary>
public static class FilterTerms
{
    /// <summary>Counts everyone; without a filter the listings themselves are read, so it has no postings.</summary>
    public const string All = "=all";

    public const string OutsideWales = "=area:outside";

    public static string Area(string code) => "=area:" + code;

    public static string Kind(MemberKind kind) => "=kind:" + (int)kind;

    public static string Theme(PromiseTheme theme) => "=theme:" + theme.Slug();

    /// <summary>Every filter there is; each has its <see cref="ListingCount"/> row from the first start.</summary>
    public static IEnumerable<string> Every() =>
    [
        All, OutsideWales,
        .. Gazetteer.Areas.Select(area => Area(area.Code)),
        .. Enum.GetValues<MemberKind>().Select(Kind),
        .. PromiseThemes.All.Select(Theme),
    ];

    /// <summary>The filters that a listing answers to.</summary>
    internal static IEnumerable<string> Of(Listing listing) => Of(listing.OutsideWales, listing.AreaCode, listing.Kind, listing.Theme);

    internal static IEnumerable<string> Of(bool outsideWales, string? areaCode, MemberKind kind, PromiseTheme? theme)
    {
        if (outsideWales) yield return OutsideWales;
        if (areaCode is not null) yield return Area(areaCode);
        yield return Kind(kind);
        if (theme is { } about) yield return Theme(about);
    }
}
