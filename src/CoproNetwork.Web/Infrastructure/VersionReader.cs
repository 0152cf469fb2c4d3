using System.Collections.Concurrent;
using System.Data.Common;
using CoproNetwork.Domain;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>
/// Reads the public version, which every request for a public page does and most do nothing else. So it keeps a few connections
/// open, each with its statement prepared: opening one costs several times the query. Between two queries they hold no lock
/// and no snapshot.
/// </summary>
public sealed class VersionReader(DbContextOptions<CoproDbContext> options) : IAsyncDisposable
{
    private const int MostIdle = 8;

    private readonly ConcurrentBag<Kept> _idle = [];

    /// <summary>As it was committed last.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellation)
    {
        if (_idle.TryTake(out var kept))
        {
            try
            {
                return await ReadAsync(kept, cancellation);
            }
            catch (DbException)
            {
                // It has been idle for who knows how long, and the server may have been away: once more on a fresh one.
            }
        }

        return await ReadAsync(await Kept.OpenAsync(new(options), cancellation), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var kept)) await kept.DisposeAsync();
    }

    private async Task<string> ReadAsync(Kept kept, CancellationToken cancellation)
    {
        var isWell = false;
        try
        {
            var version = await kept.ReadAsync(cancellation);
            isWell = true;
            return version;
        }
        finally
        {
            if (isWell && _idle.Count < MostIdle) _idle.Add(kept);
            else await kept.DisposeAsync();
        }
    }

    /// <summary>An open connection with its statement, which the context writes in its engine's words.</summary>
    private sealed class Kept : IAsyncDisposable
    {
        private readonly CoproDbContext _db;
        private readonly DbCommand _command;

        private Kept(CoproDbContext db, DbCommand command) => (_db, _command) = (db, command);

        public static async Task<Kept> OpenAsync(CoproDbContext db, CancellationToken cancellation)
        {
            await db.OpenAsync(cancellation);
            var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = db.PublicVersions.Select(version => version.Value).ToQueryString();
            return new(db, command);
        }

        public async Task<string> ReadAsync(CancellationToken cancellation) =>
            Convert.ToString(await _command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture)
            ?? throw new InvalidOperationException("There is no public version.");

        public async ValueTask DisposeAsync()
        {
            await _command.DisposeAsync();
            await _db.DisposeAsync();
        }
    }
}
