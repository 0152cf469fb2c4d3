using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Writes a block's words in bulk, many in one statement: a rebuild has a row for every word of every block.</summary>
internal sealed class SearchTermRows(CoproDbContext db)
{
    private const int RowsAtOnce = 100;
    private static readonly string[] Columns = [nameof(TermBlock.Term), nameof(TermBlock.Block), nameof(TermBlock.Tier), nameof(TermBlock.Bits)];

    /// <summary>Inside the caller's transaction.</summary>
    public async Task InsertAsync(IEnumerable<TermBlock> rows, CancellationToken cancellation)
    {
        await using var full = Insert(RowsAtOnce);
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            var command = some.Length == RowsAtOnce ? full : Insert(some.Length);
            var at = 0;
            foreach (var row in some)
                foreach (var value in new object[] { row.Term, row.Block, (int)row.Tier, row.Bits })
                    command.Parameters[at++].Value = value;
            await command.ExecuteNonQueryAsync(cancellation);
            if (command != full) await command.DisposeAsync();
        }
    }

    private DbCommand Insert(int rows)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var values = Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", Columns.Select((_, column) => $"@p{(row * Columns.Length) + column}"))})");
        command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(db.Model.FindEntityType(typeof(TermBlock))!.GetTableName()!)} ({string.Join(", ", Columns.Select(sql.DelimitIdentifier))}) VALUES {string.Join(", ", values)}";
        for (var at = 0; at < rows * Columns.Length; at++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{at}";
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
