namespace CoproNetwork.Domain.Common;

/// <summary>Guarded against lost updates: the context gives a new version at every save, since SQLite makes none itself.</summary>
public interface IVersioned
{
    Guid Version { get; }
}

/// <summary>What the public can see changes with this entity, so a save of it makes every cached page stale.</summary>
public interface IPublicContent;
