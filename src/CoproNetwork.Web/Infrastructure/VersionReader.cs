using System.Collections.Concurrent;
using CoproNetwork.Domain;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>
/// Reads the public version, which every request for a public page does and most do nothing else. So it keeps a few connections
/// open: opening one costs several times the query. Between two queries they hold no lock and no snapshot.
/// </summary>
public sealed class VersionReader(DbContextOptions<CoproDbContext> options) : IAsyncDisposable
{
    private const int MostIdle = 8;

    private static readonly Func<CoproDbContext, CancellationToken, Task<Guid>> Version =
        EF.CompileAsyncQuery((CoproDbContext db, CancellationToken _) => db.PublicVersions.AsNoTracking().Select(version => version.Value).First());

    private readonly ConcurrentBag<CoproDbContext> _idle = [];

    public async Task<Guid> ReadAsync(CancellationToken cancellation)
    {
        if (!_idle.TryTake(out var db)) db = await OpenAsync(cancellation);
        var isWell = false;
        try
        {
            var version = await Version(db, cancellation);
            isWell = true;
            return version;
        }
        finally
        {
            // One that failed is closed: the next request opens another.
            if (isWell && _idle.Count < MostIdle) _idle.Add(db);
            else await db.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var db)) await db.DisposeAsync();
    }

    private async Task<CoproDbContext> OpenAsync(CancellationToken cancellation)
    {
        var db = new CoproDbContext(options);
        await db.OpenAsync(cancellation);
        return db;
    }
}
