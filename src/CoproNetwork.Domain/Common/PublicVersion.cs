namespace CoproNetwork.Domain.Common;

/// <summary>The one row that keys every page cache. It changes in the transaction that changes public content, so what is hidden is gone at once on every node.</summary>
public sealed class PublicVersion
{
    public const int OnlyId = 1;

    private PublicVersion() { }

    public int Id { get; private set; } = OnlyId;

    /// <summary>Random, so that two writers need no common counter: any change makes it differ.</summary>
    public Guid Value { get; private set; }

    /// <summary>A detached row with a fresh value, to be attached as modified.</summary>
    internal static PublicVersion Fresh() => new() { Value = Guid.NewGuid() };
}
