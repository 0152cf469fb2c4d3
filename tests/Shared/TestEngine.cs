using CoproNetwork.Domain.Common;
using CoproNetwork.Migrations.Sqlite;
using CoproNetwork.Migrations.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests;

/// <summary>
/// An empty database for one test or class: a file of its own or, in the run that <see cref="OnSqlServerTests"/> starts,
/// the one SQL Server database that the tests were given. They may fill and empty it, not create nor drop it, so it goes to
/// one at a time; whoever asks while it is taken gets a file.
/// </summary>
internal sealed class TestEngine : IDisposable
{
    /// <summary>Holds a connection string where a SQL Server is at hand.</summary>
    public const string ServerVariable = "COPRO_TEST_SQLSERVER";

    /// <summary>Set to SqlServer in the second run.</summary>
    public const string EngineVariable = "COPRO_TEST_ENGINE";

    /// <summary>Name and value of the trait of tests that look into a SQLite file.</summary>
    public const string Trait = "Engine", SqliteOnly = "Sqlite";

    private static readonly SemaphoreSlim Server = new(1);

    private readonly bool _isServer;

    public TestEngine(string folder)
    {
        _isServer = Environment.GetEnvironmentVariable(EngineVariable) == "SqlServer" && Server.Wait(0);
        if (_isServer) Empty(ServerConnection!);
        ConnectionString = _isServer ? ServerConnection! : $"Data Source={Path.Combine(folder, "copro.db")}";
    }

    public static string? ServerConnection => Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } text ? text : null;

    public string Provider => _isServer ? "SqlServer" : "Sqlite";

    public string ConnectionString { get; }

    public IDatabaseEngine Engine => _isServer ? new SqlServerEngine(ConnectionString) : new SqliteEngine(ConnectionString + ";Pooling=False");

    public void Dispose()
    {
        if (_isServer) Server.Release();
    }

    /// <summary>Drops what the migrations make, and nothing else that someone may keep there.</summary>
    private static void Empty(string connectionString)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = EmptyScript();
        command.ExecuteNonQuery();
    }

    internal static string EmptyScript()
    {
        using var db = DesignTime.Context(new SqlServerEngine("Server=localhost;Database=none"));
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Append("__EFMigrationsHistory").Distinct().Order(StringComparer.Ordinal).ToList();
        var names = string.Join(", ", tables.Select(table => $"(N'{table}')"));
        var drops = string.Join('\n', tables.Select(table => $"DROP TABLE IF EXISTS [{table}];"));
        return $"""
            DECLARE @ours TABLE (name sysname NOT NULL PRIMARY KEY);
            INSERT INTO @ours (name) VALUES {names};
            DECLARE @keys nvarchar(max) = N'';
            SELECT @keys = @keys + N'ALTER TABLE ' + QUOTENAME(SCHEMA_NAME(k.schema_id)) + N'.' + QUOTENAME(OBJECT_NAME(k.parent_object_id)) + N' DROP CONSTRAINT ' + QUOTENAME(k.name) + N';'
            FROM sys.foreign_keys AS k
            WHERE OBJECT_NAME(k.parent_object_id) IN (SELECT name FROM @ours) OR OBJECT_NAME(k.referenced_object_id) IN (SELECT name FROM @ours);
            EXEC sys.sp_executesql @keys;
            {drops}
            """;
    }
}
