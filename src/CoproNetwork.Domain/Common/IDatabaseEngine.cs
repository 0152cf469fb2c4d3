using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Common;

/// <summary>What differs between SQLite and SQL Server; everything else is the same code.</summary>
public interface IDatabaseEngine
{
    /// <summary>Where the data is, for people; without secrets.</summary>
    string Place { get; }

    /// <summary>False until something created it.</summary>
    bool Exists { get; }

    void Configure(DbContextOptionsBuilder options);

    /// <summary>Creates the database if need be and brings it to the current version; clears what a killed migration left.</summary>
    Task MigrateAsync(CoproDbContext db, CancellationToken cancellation);

    /// <summary>A consistent copy while the portal runs.</summary>
    /// <exception cref="NotSupportedException">The engine has tools of its own for that; the message names them.</exception>
    Task BackupAsync(CoproDbContext db, string file, CancellationToken cancellation);
}
