using System.Reflection;

namespace CoproNetwork.Domain.Language;

/// <summary>The embedded files of Language/Data.</summary>
internal static class LanguageData
{
    public static string Text(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"CoproNetwork.Domain.Language.Data.{file}")
            ?? throw new InvalidOperationException($"The embedded file {file} is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The rows below the heading, each of the two columns as its words and each word as its forms.</summary>
    public static IEnumerable<(string[][] Welsh, string[][] English)> Pairs(string file) => Text(file)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)
        .Select(line => line.Split(','))
        .Select(columns => (Words(columns[0]), Words(columns[1])));

    private static string[][] Words(string column) => [.. column.Split('|').Select(word => word.Split('/'))];
}
