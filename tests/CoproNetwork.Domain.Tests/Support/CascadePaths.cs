namespace CoproNetwork.Tests;

/// <summary>A foreign key that does something to its own rows when the row it points at goes.</summary>
internal sealed record Cascade(string From, string To);

/// <summary>SQL Server's rule: what begins at one table may reach no table twice, nor come back.</summary>
internal static class CascadePaths
{
    /// <summary>One line for each table that is reached in more than one way.</summary>
    public static IReadOnlyList<string> Multiple(IEnumerable<Cascade> cascades)
    {
        var reachedFrom = cascades.ToLookup(cascade => cascade.To, cascade => cascade.From);
        var found = new List<string>();
        foreach (var start in reachedFrom.Select(group => group.Key))
        {
            var paths = new List<string[]>();
            Walk([start], reachedFrom, paths);
            foreach (var several in paths.GroupBy(path => path[^1]).Where(group => group.Count() > 1 || group.Key == start))
                found.Add($"{start} reaches {several.Key}: {string.Join(" and ", several.Select(path => string.Join(" > ", path)))}");
        }

        return found;
    }

    private static void Walk(string[] path, ILookup<string, string> reachedFrom, List<string[]> paths)
    {
        foreach (var next in reachedFrom[path[^1]])
        {
            string[] longer = [.. path, next];
            paths.Add(longer);
            if (!path.Contains(next)) Walk(longer, reachedFrom, paths);
        }
    }
}
