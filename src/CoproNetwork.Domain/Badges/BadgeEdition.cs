using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Badges;

/// <summary>A print run of badges, never to be repeated. Numbers 1 to <see cref="Capacity"/> are given in the order of approval.</summary>
public sealed class BadgeEdition : IVersioned, IPublicContent
{
    /// <summary>Edition 1 holds 120; later ones start from the same size until the desk sets another.</summary>
    public const int FirstCapacity = 120;

    public const int MaxCapacity = 100_000;

    private BadgeEdition() { }

    /// <summary>Edition 1, 2, …; the key.</summary>
    public int Number { get; private set; }

    public Guid Version { get; private set; }

    public int Capacity { get; private set; }

    /// <summary>The highest number given so far; raised only by <see cref="BadgeAllocation"/>.</summary>
    public int Allocated { get; private set; }

    /// <summary>Null until the edition before it is full.</summary>
    public DateTime? OpenedAtUtc { get; private set; }

    public static BadgeEdition Open(int number, int capacity, DateTime nowUtc) => new() { Number = number, Capacity = capacity, OpenedAtUtc = nowUtc };

    public static BadgeEdition Upcoming(int number) => new() { Number = number, Capacity = FirstCapacity };

    /// <exception cref="DomainRuleException">The edition is open already, or the number is out of 1 to <see cref="MaxCapacity"/>.</exception>
    public void SetCapacity(int capacity)
    {
        Rules.Must(OpenedAtUtc is null, "Badges.EditionOpen");
        Rules.Must(capacity is >= 1 and <= MaxCapacity, "Badges.Capacity.Range", MaxCapacity);
        Capacity = capacity;
    }
}
