namespace CoproNetwork.Domain.Common;

/// <summary>A rule of the network was broken. Carries a resource key, never a sentence: the Web says it in the reader's language.</summary>
public sealed class DomainRuleException(string resourceKey, params object[] arguments) : Exception(resourceKey)
{
    public string ResourceKey { get; } = resourceKey;

    /// <summary>Values for the placeholders of the resource, in order.</summary>
    public IReadOnlyList<object> Arguments { get; } = arguments;
}
