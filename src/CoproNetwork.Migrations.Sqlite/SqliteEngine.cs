using System.Data.Common;
using System.Runtime.CompilerServices;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CoproNetwork.Migrations.Sqlite;

/// <summary>SQLite: a file beside the portal, in WAL mode, safe for several processes on one machine.</summary>
public sealed class SqliteEngine(string connectionString, int? maxBatchSize = null) : IDatabaseEngine
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = 30 }.ToString();

    private string File => Path.GetFullPath(new SqliteConnectionStringBuilder(_connectionString).DataSource);

    public string Place => File;

    public bool Exists => System.IO.File.Exists(File);

    public void Configure(DbContextOptionsBuilder options)
    {
#if !WITHOUT_COMPILED_MODEL
        options.UseModel(CompiledModel.CoproDbContextModel.Instance);
#endif
        options.UseSqlite(_connectionString, sqlite =>
        {
            sqlite.MigrationsAssembly(typeof(SqliteEngine).Assembly.GetName().Name);
            if (maxBatchSize is { } size) sqlite.MaxBatchSize(size);
        });
        options.AddInterceptors(new ConnectionSettings());
    }

    public async Task MigrateAsync(CoproDbContext db, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        MakeForOwnerOnly(File);
        await using var alone = await FileLockAsync(File + ".migrating", cancellation);
        await ReadyAsync(db, cancellation);
        if (await db.IsBehindAsync(cancellation)) await db.Database.MigrateAsync(cancellation);
    }

    public Task BackupAsync(CoproDbContext db, string file, CancellationToken cancellation)
    {
        MakeForOwnerOnly(Path.GetFullPath(file));
        return db.Database.ExecuteSqlAsync($"VACUUM INTO {Path.GetFullPath(file)}", cancellation);
    }

    /// <summary>An empty file that nobody else on the machine may read; SQLite gives what it writes beside it the same rights. One that is there keeps the rights it has.</summary>
    private static void MakeForOwnerOnly(string file)
    {
        if (OperatingSystem.IsWindows() || System.IO.File.Exists(file)) return;
        try
        {
            using var made = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        }
        catch (IOException) when (System.IO.File.Exists(file))
        {
            // Another process made it first.
            return;
        }
    }

    /// <summary>
    /// WAL mode, which the file keeps; and no migration lock. Nobody else migrates while this process holds the file lock, which dies
    /// with its holder: a row found there was left by a kill.
    /// </summary>
    private static async Task ReadyAsync(CoproDbContext db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            await command.ExecuteScalarAsync(cancellation);
            command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'";
            if (await command.ExecuteScalarAsync(cancellation) is not 1L) return;
            command.CommandText = "DELETE FROM \"__EFMigrationsLock\"";
            await command.ExecuteNonQueryAsync(cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<FileStream> FileLockAsync(string path, CancellationToken cancellation)
    {
        using var retry = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (System.IO.File.Exists(path))
            {
                await retry.WaitForNextTickAsync(cancellation);
            }
        }
    }

    /// <summary>Once a pooled connection: wait for locks inside SQLite, write to the disk before a commit is called done, and overwrite what is erased.</summary>
    private sealed class ConnectionSettings : DbConnectionInterceptor
    {
        private static readonly ConditionalWeakTable<object, object> Done = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            var handle = ((SqliteConnection)connection).Handle!;
            if (!Done.TryAdd(handle, Done)) return;
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA secure_delete = ON;";
            command.ExecuteNonQuery();
        }
    }
}

/// <summary>For the migration tools.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CoproDbContext>
{
    public CoproDbContext CreateDbContext(string[] args) => DesignTime.Context(new SqliteEngine("Data Source=design-time.db"));
}
