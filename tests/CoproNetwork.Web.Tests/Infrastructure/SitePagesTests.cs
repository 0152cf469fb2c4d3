using CoproNetwork.Domain.Common;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Tests.Infrastructure;

/// <summary>The table of pages and the pages are the same.</summary>
public sealed class SitePagesTests
{
    private static readonly string[] PageFiles = [.. Checkout.Files("src/CoproNetwork.Web/Pages", ".cshtml")
        .Where(file => !Path.GetFileName(file).StartsWith('_'))
        .Select(file => "/" + Path.ChangeExtension(Path.GetRelativePath(Checkout.Path("src", "CoproNetwork.Web", "Pages"), file), null).Replace(Path.DirectorySeparatorChar, '/'))];

    [Fact]
    public void Table_NamesEveryPageAndNoOther()
    {
        Assert.Empty(PageFiles.Except(SitePages.All.Select(page => page.Page)));
        Assert.Empty(SitePages.All.Select(page => page.Page).Except(PageFiles));
    }

    [Theory, InlineData(SiteLanguage.Welsh), InlineData(SiteLanguage.English)]
    public void Paths_AreUnique(SiteLanguage language) =>
        Assert.Equal(SitePages.All.Count, SitePages.All.Select(page => page.Path(language)).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    /// <summary>The map is called map in Welsh too; what stands in braces is a parameter.</summary>
    [Fact]
    public void WelshPaths_HoldNoEnglishWords()
    {
        var english = Parts(SiteLanguage.English).Except(["map"]);

        Assert.Empty(english.Intersect(Parts(SiteLanguage.Welsh)));
    }

    [Theory, InlineData(SiteLanguage.Welsh), InlineData(SiteLanguage.English)]
    public void Paths_HaveTheSameParameters(SiteLanguage language) => Assert.All(SitePages.All, page =>
        Assert.Equal(page.English.Split('/').Where(IsParameter), page.Path(language).Split('/').Where(IsParameter)));

    [Fact]
    public void Paths_ArePlain() =>
        Assert.All(Parts(SiteLanguage.Welsh).Concat(Parts(SiteLanguage.English)), part => Assert.Matches("^[a-z]+(-[a-z]+)*$", part));

    [Fact]
    public void Program_IsShort() => Assert.True(File.ReadLines(Checkout.Path("src", "CoproNetwork.Web", "Program.cs")).Count() < 60);

    [Fact]
    public void Pages_HoldNoInlineStyleAndNoInlineScript() => Assert.Empty(
        Checkout.Files("src/CoproNetwork.Web", ".cshtml", ".razor")
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Mail{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file) is var source && (source.Contains(" style=\"", StringComparison.Ordinal) || source.Contains("<style", StringComparison.Ordinal) || source.Contains("<script>", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Checkout.Root, file)));

    private static IEnumerable<string> Parts(SiteLanguage language) => SitePages.All.SelectMany(page => page.Path(language).Split('/', StringSplitOptions.RemoveEmptyEntries)).Where(part => !IsParameter(part)).Distinct();

    private static bool IsParameter(string part) => part.StartsWith('{');
}
