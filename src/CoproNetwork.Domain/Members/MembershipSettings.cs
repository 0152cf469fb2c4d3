using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Members;

/// <summary>The one row of what the network aims at, set at the desk and shown on the site.</summary>
public sealed class MembershipSettings : IVersioned, IPublicContent
{
    public const int OnlyId = 1;

    private MembershipSettings() { }

    public int Id { get; private set; } = OnlyId;

    public Guid Version { get; private set; }

    /// <summary>Active members wanted by 31 July of <see cref="TargetYear"/>.</summary>
    public int Target { get; private set; } = 120;

    public int TargetYear { get; private set; }

    /// <summary>Active: approved, and joined or gave feedback in so many months.</summary>
    public int ActiveMonths { get; private set; } = 12;

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
