using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Migrations.Sqlite;
using CoproNetwork.Migrations.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CoproNetwork.Tests.Common;

[Trait(TestEngine.Trait, TestEngine.SqliteOnly)]
public sealed class MigrationTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("copro-migration-test-").FullName;
    private readonly SqliteEngine _engine;

    public MigrationTests() => _engine = new($"Data Source={File};Pooling=False");

    private string File => Path.Combine(_folder, "deep", "copro.db");

    [Fact]
    public void Model_OfSqlite_HasItsMigrations()
    {
        using var db = DesignTime.Context(_engine);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Model_OfSqlServer_HasItsMigrations()
    {
        using var db = DesignTime.Context(new SqlServerEngine("Server=localhost;Database=none"));

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CompiledModel_IsTheModelOfTheEntities(bool sqlite)
    {
        IDatabaseEngine engine = sqlite ? _engine : new SqlServerEngine("Server=localhost;Database=none");
        using var compiled = DesignTime.Context(engine);
        using var made = DesignTime.Context(new WithoutCompiledModel(engine));

        Assert.NotSame(compiled.Model, made.Model);
        Assert.Equal(made.Model.ToDebugString(MetadataDebugStringOptions.LongDefault), compiled.Model.ToDebugString(MetadataDebugStringOptions.LongDefault));
        Assert.Equal(
            made.Model.GetRelationalModel().ToDebugString(MetadataDebugStringOptions.LongDefault),
            compiled.Model.GetRelationalModel().ToDebugString(MetadataDebugStringOptions.LongDefault));
    }

    /// <summary>A migration that a kill may cut in two is one that no later start can finish.</summary>
    [Fact]
    public void Migrations_OfSqlite_AreOneTransactionEach()
    {
        using var db = DesignTime.Context(_engine);
        var (known, generator) = (db.GetService<IMigrationsAssembly>(), db.GetService<IMigrationsSqlGenerator>());

        Assert.All(known.Migrations.Values, type =>
        {
            var migration = known.CreateMigration(type, db.Database.ProviderName!);
            Assert.DoesNotContain(generator.Generate(migration.UpOperations, db.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel)), command => command.TransactionSuppressed);
        });
    }

    [Fact]
    public async Task Migrate_Twice_CreatesOnceAndLeavesWhatIsThere()
    {
        Assert.False(_engine.Exists);
        await MigrateAsync();
        Execute("INSERT INTO Leases (Name, Holder, UntilUtc) VALUES ('kept', '00000000-0000-0000-0000-000000000000', '2027-03-01 09:00:00')");

        await MigrateAsync();

        Assert.True(_engine.Exists);
        Assert.Equal("kept", Scalar("SELECT Name FROM Leases"));
        Assert.Equal("wal", Scalar("PRAGMA journal_mode"));
        Assert.Equal("ok", Scalar("PRAGMA integrity_check"));
        Assert.Equal(0L, Scalar("SELECT COUNT(*) FROM __EFMigrationsLock"));
    }

    [Fact]
    public async Task Migrate_AfterKillInALaterMigration_ClearsTheLockThatWasLeft()
    {
        await MigrateAsync();
        LeaveLock();

        await MigrateAsync();

        Assert.Equal(0L, Scalar("SELECT COUNT(*) FROM __EFMigrationsLock"));
    }

    [Fact]
    public async Task Migrate_AfterKillInTheFirstMigration_StartsAnew()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        Execute("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
        LeaveLock();

        await MigrateAsync();

        Assert.Equal(0L, Scalar("SELECT COUNT(*) FROM Members"));
    }

    [Fact]
    public async Task Migrate_FromFourSidesAtOnce_CreatesOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(MigrateAsync)));

        Assert.Equal(1L, Scalar("SELECT COUNT(*) FROM PublicVersions"));
    }

    [Fact]
    public async Task Connections_WaitForLocksAndKeepForeignKeys()
    {
        await MigrateAsync();
        await using var db = DesignTime.Context(_engine);
        await db.Database.OpenConnectionAsync();

        Assert.Equal(1, await db.Database.SqlQuery<int>($"SELECT foreign_keys AS \"Value\" FROM pragma_foreign_keys").SingleAsync());
        Assert.Equal(30_000, await db.Database.SqlQuery<int>($"SELECT timeout AS \"Value\" FROM pragma_busy_timeout").SingleAsync());
        Assert.Equal(2, await db.Database.SqlQuery<int>($"SELECT synchronous AS \"Value\" FROM pragma_synchronous").SingleAsync());
    }

    /// <summary>The engine, with the model made from the entities as they are now.</summary>
    private sealed class WithoutCompiledModel(IDatabaseEngine engine) : IDatabaseEngine
    {
        public string Place => engine.Place;

        public bool Exists => engine.Exists;

        public void Configure(DbContextOptionsBuilder options)
        {
            engine.Configure(options);
            ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(options.Options.FindExtension<CoreOptionsExtension>()!.WithModel(null));
        }

        public Task MigrateAsync(CoproDbContext db, CancellationToken cancellation) => engine.MigrateAsync(db, cancellation);

        public Task BackupAsync(CoproDbContext db, string file, CancellationToken cancellation) => engine.BackupAsync(db, file, cancellation);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task MigrateAsync()
    {
        await using var db = DesignTime.Context(_engine);
        await _engine.MigrateAsync(db, default).WaitAsync(Patience);
    }

    private void LeaveLock() => Execute("INSERT INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2027-03-01 09:00:00')");

    private void Execute(string sql) => Scalar(sql);

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
