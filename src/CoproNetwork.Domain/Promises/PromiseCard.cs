using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Promises;

/// <summary>A promise as one audience may find it: what the wall is ordered and filtered by. Written only by <see cref="PromiseWallWriter"/>.</summary>
public sealed class PromiseCard : IPublicContent
{
    /// <summary>The value of the area for who is outside Wales.</summary>
    public const string Outside = "outside";

    /// <summary>Room for an area's code and for <see cref="Outside"/>.</summary>
    public const int AreaMaxLength = 12;

    private PromiseCard() { }

    public Audience Audience { get; private set; }

    public long PromiseId { get; private set; }

    public Promise Promise { get; private set; } = null!;

    public PromiseTheme Theme { get; private set; }

    /// <summary>Code of the maker's principal area, or <see cref="Outside"/>.</summary>
    public string Area { get; private set; } = null!;

    public PromiseStatus Status { get; private set; }

    public DateTime MovedAtUtc { get; private set; }

    internal static PromiseCard Of(Audience audience, Promise promise, string area)
    {
        var card = new PromiseCard { Audience = audience, PromiseId = promise.Id, Promise = promise };
        card.Take(promise, area);
        return card;
    }

    internal void Take(Promise promise, string area) =>
        (Theme, Area, Status, MovedAtUtc) = (promise.Theme, area, promise.StatusFor(Audience), promise.MovedAtUtc(Audience));

    internal CountedAs Counted => new(Audience, Theme, Area, Status);
}

/// <summary>One cell of the counts.</summary>
internal sealed record CountedAs(Audience Audience, PromiseTheme Theme, string Area, PromiseStatus Status);

/// <summary>How many promises an audience finds with these values: exact, changed in the transaction that changes the card.</summary>
public sealed class PromiseCount
{
    private PromiseCount() { }

    public Audience Audience { get; private set; }

    public PromiseTheme Theme { get; private set; }

    public string Area { get; private set; } = null!;

    public PromiseStatus Status { get; private set; }

    public int Count { get; private set; }

    internal static PromiseCount Of(CountedAs cell, int count) =>
        new() { Audience = cell.Audience, Theme = cell.Theme, Area = cell.Area, Status = cell.Status, Count = count };
}
