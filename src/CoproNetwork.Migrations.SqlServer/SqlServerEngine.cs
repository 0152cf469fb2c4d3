using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CoproNetwork.Migrations.SqlServer;

/// <summary>SQL Server, for more than one node.</summary>
public sealed class SqlServerEngine(string connectionString, int? maxBatchSize = null) : IDatabaseEngine
{
    public string Place
    {
        get
        {
            var parts = new SqlConnectionStringBuilder(connectionString);
            return $"{parts.DataSource}/{parts.InitialCatalog}";
        }
    }

    /// <summary>Whoever runs the server makes the database; that it answers is seen at the first use.</summary>
    public bool Exists => true;

    public void Configure(DbContextOptionsBuilder options)
    {
#if !WITHOUT_COMPILED_MODEL
        options.UseModel(CompiledModel.CoproDbContextModel.Instance);
#endif
        options.UseSqlServer(connectionString, server =>
        {
            server.MigrationsAssembly(typeof(SqlServerEngine).Assembly.GetName().Name);
            server.EnableRetryOnFailure();
            if (maxBatchSize is { } size) server.MaxBatchSize(size);
        });
    }

    /// <summary>The migration lock is a session's application lock, which the server itself drops when its holder dies.</summary>
    public async Task MigrateAsync(CoproDbContext db, CancellationToken cancellation)
    {
        if (await db.IsBehindAsync(cancellation)) await db.Database.MigrateAsync(cancellation);
    }

    public Task BackupAsync(CoproDbContext db, string file, CancellationToken cancellation) =>
        throw new NotSupportedException("SQL Server makes its own backups: use BACKUP DATABASE on the server.");
}

/// <summary>For the migration tools.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CoproDbContext>
{
    public CoproDbContext CreateDbContext(string[] args) => DesignTime.Context(new SqlServerEngine("Server=localhost;Database=design-time"));
}
