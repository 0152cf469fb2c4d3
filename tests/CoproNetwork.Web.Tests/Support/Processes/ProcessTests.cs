namespace CoproNetwork.Tests;

/// <summary>Tests that start portals run one after another and beside no other: they measure time and keep both cores busy.</summary>
[CollectionDefinition(nameof(ProcessTests), DisableParallelization = true)]
public sealed class ProcessTests;
