using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using System.Text.Encodings.Web;
using CoproNetwork.Domain.Common;
using Microsoft.AspNetCore.Html;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>All words of the site, read once from the resource files of both languages. A key is the file's name, a dot and the name in the file.</summary>
public sealed class WordBook
{
    private static readonly Lazy<WordBook> TheOne = new(() => new WordBook());

    private readonly Words _welsh = new(SiteLanguage.Welsh, Read("cy"));
    private readonly Words _english = new(SiteLanguage.English, Read("en"));

    private WordBook()
    {
    }

    /// <summary>The site's book: it never changes while the process runs.</summary>
    public static WordBook Site => TheOne.Value;

    public Words For(SiteLanguage language) => language == SiteLanguage.Welsh ? _welsh : _english;

    public Words Current => For(Cultures.Current);

    private static FrozenDictionary<string, string> Read(string culture)
    {
        const string prefix = "CoproNetwork.Web.Resources.";
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var assembly = typeof(WordBook).Assembly.GetSatelliteAssembly(CultureInfo.GetCultureInfo(culture));
        foreach (var file in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var concept = file[prefix.Length..].Split('.')[0];
            using var reader = new ResourceReader(assembly.GetManifestResourceStream(file)!);
            foreach (DictionaryEntry entry in reader) words[$"{concept}.{entry.Key}"] = (string)entry.Value!;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>The words of one language: texts by key, counts beside nouns, dates.</summary>
public sealed class Words(SiteLanguage language, FrozenDictionary<string, string> texts)
{
    public SiteLanguage Language { get; } = language;

    /// <summary>For <c>lang</c> attributes.</summary>
    public string LanguageCode { get; } = language == SiteLanguage.Welsh ? "cy" : "en";

    public CultureInfo Culture { get; } = Cultures.Of(language);

    public IEnumerable<string> Keys => texts.Keys;

    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public string this[string key] => texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"No {LanguageCode} text for {key}.");

    /// <summary>The text with its placeholders filled in the language's number and date forms.</summary>
    public string this[string key, params object?[] arguments] => string.Format(Culture, this[key], arguments);

    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>A count with its noun in the right form; {0} is the count.</summary>
    public string Count(string key, long count, params object?[] more) => this[$"{key}.{PluralForm(count)}", [count.ToString("N0", Culture), .. more]];

    /// <summary>A sentence with markup in its placeholders; everything else is encoded.</summary>
    public IHtmlContent Html(string key, params object?[] arguments)
    {
        var html = new HtmlContentBuilder();
        var format = HtmlEncoder.Default.Encode(this[key]);
        return html.AppendFormat(Culture, format.Replace("&#x27;", "'", StringComparison.Ordinal), arguments.Select(value => value ?? "").ToArray());
    }

    /// <summary>An instant as its London date: 23 Tachwedd 2026.</summary>
    public string Date(DateTime utc) => Date(LondonTime.DateOf(utc));

    public string Date(DateOnly date) => date.ToString("d MMMM yyyy", Culture);

    public string ShortDate(DateTime utc) => LondonTime.DateOf(utc).ToString("d MMM yyyy", Culture);

    public string DateAndTime(DateTime utc) => LondonTime.FromUtc(utc).ToString("d MMMM yyyy, HH:mm", Culture);

    /// <summary>CLDR's plural categories: Welsh has six; English has two, and here a third, since "nobody" reads better than "0 people".</summary>
    internal string PluralForm(long count) => Language == SiteLanguage.English
        ? count switch { 0 => "zero", 1 => "one", _ => "other" }
        : count switch { 0 => "zero", 1 => "one", 2 => "two", 3 => "few", 6 => "many", _ => "other" };
}
