using CoproNetwork.Domain.Demo;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>A directory of some hundred made-up members, read by several tests and changed by none.</summary>
public sealed class DemoDirectory : IAsyncLifetime
{
    internal TestDatabase Database { get; private set; } = null!;

    internal DirectoryOracle Oracle { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        await Database.DoAsync<DemoNetwork>(demo => demo.FillAsync(150, 7, Database.NowUtc, null, default));
        Oracle = await Database.SeeAsync(DirectoryOracle.ReadAsync);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
