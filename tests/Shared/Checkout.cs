namespace CoproNetwork.Tests;

/// <summary>The source files that the tests were built from, for rules that hold in the source.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Files of a folder and those under it, without what the build makes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) => Directory
        .EnumerateFiles(Path(folder), "*", SearchOption.AllDirectories)
        .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
        .Where(file => !System.IO.Path.GetRelativePath(Root, file).Split(System.IO.Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "CoproNetwork.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests do not lie in a checkout.");
    }
}
