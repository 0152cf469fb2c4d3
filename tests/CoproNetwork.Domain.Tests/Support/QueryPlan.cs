using System.Data.Common;
using CoproNetwork.Domain;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests;

/// <summary>How SQLite would run a query.</summary>
internal static class QueryPlan
{
    /// <summary>One step a line.</summary>
    public static async Task<List<string>> OfAsync(CoproDbContext db, string query)
    {
        // The query's text begins with its parameters, one a line.
        var lines = query.Split('\n');
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        foreach (var name in lines.Where(line => line.StartsWith(".param set", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])) Add(command, name);
        command.CommandText = "EXPLAIN QUERY PLAN " + string.Join('\n', lines.Where(line => !line.StartsWith(".param", StringComparison.Ordinal)));
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(3));
        return plan;
    }

    public static void AssertNoScanNoSort(IReadOnlyList<string> plan)
    {
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private static void Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, 1);
        command.Parameters.Add(parameter);
    }
}
