using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Members;

/// <summary>The one row of what the network aims at, set at the desk and shown on the site.</summary>
public sealed class MembershipSettings : IVersioned, IPublicContent
{
    public const int OnlyId = 1;
    public const int LicenceMaxLength = 200;
    public const int LicenceAddressMaxLength = 300;

    private MembershipSettings() { }

    public int Id { get; private set; } = OnlyId;

    public Guid Version { get; private set; }

    /// <summary>Active members wanted by 31 July of <see cref="TargetYear"/>.</summary>
    public int Target { get; private set; } = 120;

    public int TargetYear { get; private set; }

    /// <summary>Active: approved, and joined or gave feedback in so many months.</summary>
    public int ActiveMonths { get; private set; } = 12;

    /// <summary>On what terms the open data may be used, in Welsh; null in both languages until someone has decided.</summary>
    public string? LicenceWelsh { get; private set; }

    public string? LicenceEnglish { get; private set; }

    /// <summary>Where the terms stand, https; null where nothing leads there.</summary>
    public string? LicenceAddress { get; private set; }

    public DateOnly TargetDate => new(TargetYear, 7, 31);

    public static MembershipSettings Starting(DateOnly today) => new() { TargetYear = today <= new DateOnly(today.Year, 7, 31) ? today.Year : today.Year + 1 };

    /// <param name="target">1 to 1 000 000 members.</param>
    /// <param name="year">2020 to 2100.</param>
    /// <param name="activeMonths">1 to 60 months.</param>
    /// <exception cref="DomainRuleException">A number is out of its range.</exception>
    public void Set(int target, int year, int activeMonths)
    {
        Rules.Must(target is >= 1 and <= 1_000_000, "Members.Target.Range");
        Rules.Must(year is >= 2020 and <= 2100, "Members.TargetYear.Range");
        Rules.Must(activeMonths is >= 1 and <= 60, "Members.ActiveMonths.Range");
        (Target, TargetYear, ActiveMonths) = (target, year, activeMonths);
    }

    /// <summary>The licence line beside the open data. Blank in both languages takes it away.</summary>
    /// <exception cref="DomainRuleException">It is there in one language only, too long, or the address is no https address or stands alone.</exception>
    public void SetLicence(string? welsh, string? english, string? address)
    {
        var (inWelsh, inEnglish) = (Rules.OptionalText(welsh, LicenceMaxLength, "Members.LicenceWelsh"), Rules.OptionalText(english, LicenceMaxLength, "Members.LicenceEnglish"));
        Rules.Must(inWelsh is not null || inEnglish is null, "Members.LicenceWelsh.Missing");
        Rules.Must(inEnglish is not null || inWelsh is null, "Members.LicenceEnglish.Missing");
        var link = LicenceLink(address);
        Rules.Must(link is null || inWelsh is not null, "Members.LicenceAddress.Alone");
        (LicenceWelsh, LicenceEnglish, LicenceAddress) = (inWelsh, inEnglish, link);
    }

    private static string? LicenceLink(string? address)
    {
        if (Rules.OptionalText(address, LicenceAddressMaxLength, "Members.LicenceAddress") is not { } link) return null;
        var isLink = Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri is { Scheme: "https", UserInfo: "", HostNameType: UriHostNameType.Dns } && !link.Any(char.IsWhiteSpace);
        Rules.Must(isLink, "Members.LicenceAddress.NoLink");
        Rules.Must(uri!.AbsoluteUri.Length <= LicenceAddressMaxLength, "Members.LicenceAddress.TooLong", LicenceAddressMaxLength);
        return uri.AbsoluteUri;
    }
}

/// <summary>The last member number given; raised by one conditional update inside the approval's transaction.</summary>
public sealed class MemberNumberCounter
{
    public const int OnlyId = 1;

    private MemberNumberCounter() { }

    public int Id { get; private set; } = OnlyId;

    public long Last { get; private set; }

    public static MemberNumberCounter Starting() => new();
}
