using System.Globalization;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>A point, in degrees of WGS 84.</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>Wales with the sea around it.</summary>
    public bool IsAboutWales => Latitude is >= 51 and <= 54 && Longitude is >= -6 and <= -2;

    /// <summary>Great-circle distance by the haversine formula, on a sphere of 6371 km.</summary>
    public double KilometresTo(GeoPoint other)
    {
        const double radius = 6371, radians = Math.PI / 180;
        var (south, east) = (Math.Sin((other.Latitude - Latitude) * radians / 2), Math.Sin((other.Longitude - Longitude) * radians / 2));
        var half = (south * south) + (Math.Cos(Latitude * radians) * Math.Cos(other.Latitude * radians) * east * east);
        return 2 * radius * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    /// <summary>"52.4153, -4.0829", as maps give it; null for anything else.</summary>
    public static GeoPoint? Parse(string? text)
    {
        var parts = (text ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) && double.IsFinite(latitude)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && double.IsFinite(longitude)
            ? new(latitude, longitude) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Latitude:0.#####}, {Longitude:0.#####}");
}

/// <summary>
/// What a listing says, as its editors wrote it. Of a member's own listing, name, kind and place are the membership's: those stay null here.
/// Checked by <see cref="Checked"/>; what is stored has passed it.
/// </summary>
public sealed record EntryContent
{
    public const int NameMaxLength = Member.NameMaxLength;
    public const int SummaryMaxLength = 1000;
    public const int MostLinks = 5;
    public const int LinkMaxLength = 300;
    public const int MostThemes = 4;

    /// <summary>An exact place further from the place named than this is taken for a slip.</summary>
    public const double MostKilometresFromPlace = 40;

    public string? NameWelsh { get; init; }

    public string? NameEnglish { get; init; }

    /// <summary>What it is, in Welsh.</summary>
    public string? SummaryWelsh { get; init; }

    public string? SummaryEnglish { get; init; }

    public IReadOnlyList<PromiseTheme> Themes { get; init; } = [];

    public Offers Offers { get; init; }

    public bool OpenToVisits { get; init; }

    /// <summary>Addresses of pages, http or https.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Null in a member's own listing.</summary>
    public Whereabouts? Where { get; init; }

    public GeoPoint? Exactly { get; init; }

    /// <summary>The same, cleaned.</summary>
    /// <param name="kind">What it describes.</param>
    /// <param name="isOwn">A member's own listing.</param>
    /// <exception cref="DomainRuleException">Something is missing, too long, too much, or no link or place.</exception>
    public EntryContent Checked(ListingKind kind, bool isOwn)
    {
        var content = this with
        {
            NameWelsh = isOwn ? null : Rules.OptionalText(NameWelsh, NameMaxLength, "MemberDirectory.Entry.NameWelsh"),
            NameEnglish = isOwn ? null : Rules.OptionalText(NameEnglish, NameMaxLength, "MemberDirectory.Entry.NameEnglish"),
            SummaryWelsh = Rules.OptionalText(SummaryWelsh, SummaryMaxLength, "MemberDirectory.Entry.SummaryWelsh"),
            SummaryEnglish = Rules.OptionalText(SummaryEnglish, SummaryMaxLength, "MemberDirectory.Entry.SummaryEnglish"),
            Themes = [.. Themes.Where(Enum.IsDefined).Distinct().Order()],
            Offers = Offers & (Offers.Time | Offers.Skills | Offers.Experience | Offers.Resources),
            Links = CheckedLinks(),
        };
        Rules.Must(content.Themes.Count <= MostThemes, "MemberDirectory.Entry.Themes.TooMany", MostThemes);
        if (!isOwn)
        {
            Rules.Must(content.NameWelsh is not null || content.NameEnglish is not null, "MemberDirectory.Entry.Name.Required");
            Rules.Must(content.SummaryWelsh is not null || content.SummaryEnglish is not null, "MemberDirectory.Entry.Summary.Required");
            Rules.Must(Where is not null, "MemberDirectory.Entry.Where.Required");
        }

        CheckExactly(kind);
        return content;
    }

    private string[] CheckedLinks()
    {
        var links = Links.Select(Rules.Clean).Where(link => link.Length > 0).Select(Checked).Distinct(StringComparer.Ordinal).ToArray();
        Rules.Must(links.Length <= MostLinks, "MemberDirectory.Entry.Links.TooMany", MostLinks);
        return links;

        static string Checked(string link)
        {
            var whole = link.Contains("://", StringComparison.Ordinal) ? link : "https://" + link;
            var isLink = Uri.TryCreate(whole, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { UserInfo: "", HostNameType: UriHostNameType.Dns } && uri.Host.Contains('.', StringComparison.Ordinal) && !whole.Any(char.IsWhiteSpace);
            Rules.Must(isLink, "MemberDirectory.Entry.Links.NoLink", Rules.Cut(link, 60));
            Rules.Must(uri!.AbsoluteUri.Length <= LinkMaxLength, "MemberDirectory.Entry.Links.TooLong", LinkMaxLength);
            return uri.AbsoluteUri;
        }
    }

    private void CheckExactly(ListingKind kind)
    {
        if (Exactly is not { } point) return;
        Rules.Must(kind.MayHaveExactPlace(), "MemberDirectory.Entry.Exactly.NotOfPeople");
        Rules.Must(point.IsAboutWales, "MemberDirectory.Entry.Exactly.NotInWales");
        if (Where is { OutsideWales: true }) throw new DomainRuleException("MemberDirectory.Entry.Exactly.NotInWales");
        if (Gazetteer.FindPlace(Where?.PlaceId) is { } place)
            Rules.Must(point.KilometresTo(new(place.Latitude, place.Longitude)) <= MostKilometresFromPlace, "MemberDirectory.Entry.Exactly.FarOff");
    }

    /// <summary>Links that another version does not have.</summary>
    public bool AddsLinksTo(EntryContent shown) => Links.Except(shown.Links, StringComparer.Ordinal).Any();

    /// <summary>Both made one: what this says stays, what only the other says is added, as far as there is room.</summary>
    /// <param name="kind">Of what stays.</param>
    /// <param name="isOwn">What stays is a member's own listing.</param>
    public EntryContent With(EntryContent other, ListingKind kind, bool isOwn) => this with
    {
        NameWelsh = isOwn ? null : NameWelsh ?? other.NameWelsh,
        NameEnglish = isOwn ? null : NameEnglish ?? other.NameEnglish,
        SummaryWelsh = SummaryWelsh ?? other.SummaryWelsh,
        SummaryEnglish = SummaryEnglish ?? other.SummaryEnglish,
        Themes = [.. Themes.Union(other.Themes).Take(MostThemes)],
        Offers = Offers | other.Offers,
        OpenToVisits = OpenToVisits || other.OpenToVisits,
        Links = [.. Links.Union(other.Links, StringComparer.Ordinal).Take(MostLinks)],
        Exactly = Exactly ?? (kind.MayHaveExactPlace() && Where?.PlaceId == other.Where?.PlaceId ? other.Exactly : null),
    };
}
