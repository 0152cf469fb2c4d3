using System.Text.RegularExpressions;
using System.Xml.Linq;
using CoproNetwork.Domain.Common;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Tests.Infrastructure;

/// <summary>Both languages say the same, and everything that is said somewhere has words.</summary>
public sealed partial class ResourceTests
{
    private static readonly string[] PluralForms = ["zero", "one", "two", "few", "many", "other"];

    private static readonly Words Welsh = WordBook.Site.For(SiteLanguage.Welsh);
    private static readonly Words English = WordBook.Site.For(SiteLanguage.English);

    [Fact]
    public void Files_ComeInPairs()
    {
        var files = Directory.GetFiles(Checkout.Path("src", "CoproNetwork.Web", "Resources"), "*.resx").Select(file => Path.GetFileName(file)!.Split('.')).ToList();

        Assert.Equal(Concepts(files, "en"), Concepts(files, "cy"));
    }

    [Fact]
    public void Keys_AreTheSameInBothLanguages()
    {
        Assert.Empty(English.Keys.Except(Welsh.Keys));
        Assert.Empty(Welsh.Keys.Except(English.Keys));
    }

    [Fact]
    public void Keys_AreGivenOnce() => Assert.Empty(
        from file in Checkout.Files("src/CoproNetwork.Web/Resources", ".resx")
        from name in XDocument.Load(file).Root!.Elements("data").GroupBy(entry => entry.Attribute("name")!.Value, StringComparer.OrdinalIgnoreCase)
        where name.Count() > 1
        select $"{Path.GetFileName(file)}: {name.Key}");

    [Fact]
    public void Texts_AreNeverEmpty() => Assert.Empty(
        from words in new[] { Welsh, English }
        from key in words.Keys
        where string.IsNullOrWhiteSpace(words[key]) || words[key] != words[key].Trim()
        select $"{words.LanguageCode} {key}");

    [Fact]
    public void Placeholders_AreTheSameInBothLanguages() => Assert.Empty(
        from key in English.Keys
        where !IsPlural(key) && !Placeholders(English[key]).SetEquals(Placeholders(Welsh[key]))
        select $"{key}: “{English[key]}” and “{Welsh[key]}”");

    [Fact]
    public void Texts_AreFormats() => Assert.Empty(
        from words in new[] { Welsh, English }
        from key in words.Keys
        where StrayBrace().IsMatch(words[key])
        select $"{words.LanguageCode} {key}");

    [Fact]
    public void Counts_HaveAllForms() => Assert.Empty(
        from stem in English.Keys.Where(IsPlural).Select(Stem).Distinct()
        from form in PluralForms
        where !Welsh.Has($"{stem}.{form}") || !English.Has($"{stem}.{form}")
        select $"{stem}.{form}");

    [Fact]
    public void Welsh_IsNotEnglish() => Assert.Empty(
        from key in English.Keys
        where English[key].Length > 40 && English[key] == Welsh[key]
        select key);

    [Fact]
    public void Sources_NameOnlyKeysThatExist()
    {
        var files = Checkout.Files("src/CoproNetwork.Web", ".cshtml", ".razor", ".cs");
        Assert.Empty(
            from file in files
            let source = File.ReadAllText(file)
            from key in Key().Matches(source).Select(match => match.Groups[1].Value)
                .Concat(Stemmed().Matches(source).SelectMany(match => new[] { ".Label", ".Legend" }.Any(ending => English.Has(match.Groups[1].Value + ending)) ? Array.Empty<string>() : [match.Groups[1].Value + ".Label"]))
                .Concat(Counted().Matches(source).Select(match => match.Groups[1].Value + ".other"))
                .Concat(Needed().Matches(source).Select(match => match.Groups[1].Value + ".Required"))
                .Concat(AtMost().Matches(source).Select(match => match.Groups[1].Value + ".TooLong"))
            where !English.Has(key)
            select $"{Path.GetFileName(file)}: {key}");
    }

    [Fact]
    public void Rules_OfTheDomain_HaveWords() => Assert.Empty(
        from file in Checkout.Files("src/CoproNetwork.Domain", ".cs")
        let source = File.ReadAllText(file)
        from key in BrokenRule().Matches(source).Select(match => match.Groups[1].Value)
            .Concat(TextRule().Matches(source).SelectMany(match => match.Groups[1].Success ? [match.Groups[2].Value + ".TooLong"] : new[] { match.Groups[2].Value + ".TooLong", match.Groups[2].Value + ".Required" }))
        where !English.Has(key)
        select $"{Path.GetFileName(file)}: {key}");

    private static IEnumerable<string> Concepts(IEnumerable<string[]> files, string language) => files.Where(parts => parts[^2] == language).Select(parts => parts[0]).Order(StringComparer.Ordinal);

    /// <summary>A key whose last word is a form, among others of the same stem; “other” alone may be a choice.</summary>
    private static bool IsPlural(string key) => PluralForms.Contains(key.Split('.')[^1]) && English.Has(Stem(key) + ".many");

    private static string Stem(string key) => key[..key.LastIndexOf('.')];

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d+(:[^}]+)?\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{(?!\d+(:[^}]+)?\})|(?<!\{\d+(:[^}{]+)?)\}")]
    private static partial Regex StrayBrace();

    [GeneratedRegex(@"\b(?:T|[wW]ords)(?:\.Html\(|\[)""([A-Z]\w*(?:\.\w+)+)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"\bwords=""([A-Z]\w*(?:\.\w+)+)""")]
    private static partial Regex Stemmed();

    [GeneratedRegex(@"\b(?:T|[wW]ords)\.Count\(""([A-Z]\w*(?:\.\w+)+)""")]
    private static partial Regex Counted();

    [GeneratedRegex(@"\.(?:Needed|Known)\(""([A-Z]\w*(?:\.\w+)+)""\)")]
    private static partial Regex Needed();

    [GeneratedRegex(@"\.AtMost\([^;""]+, ""([A-Z]\w*(?:\.\w+)+)""\)")]
    private static partial Regex AtMost();

    [GeneratedRegex(@"(?:Rules\.Must\([^;""]*,\s*|new DomainRuleException\()""([A-Z]\w*(?:\.\w+)+)""")]
    private static partial Regex BrokenRule();

    [GeneratedRegex(@"Rules\.(Optional)?Text\([^;""]*,\s*""([A-Z]\w*(?:\.\w+)+)""")]
    private static partial Regex TextRule();
}
