using System.Globalization;
using System.Text;
using CoproNetwork.Domain.Common;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Addresses of pages in one language. Values fill the path's parameters; what is left becomes the query.</summary>
public sealed class SiteLinks(SiteLanguage language)
{
    public static readonly SiteLinks Welsh = new(SiteLanguage.Welsh);
    public static readonly SiteLinks English = new(SiteLanguage.English);

    public SiteLanguage Language { get; } = language;

    public static SiteLinks In(SiteLanguage language) => language == SiteLanguage.Welsh ? Welsh : English;

    /// <exception cref="ArgumentException">There is no such page.</exception>
    public string To(string page, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var site = SitePages.Find(page) ?? throw new ArgumentException($"{page} is not in the table of pages.", nameof(page));
        var path = new StringBuilder("/").Append(SitePages.Prefix(Language));
        var template = site.Path(Language);
        if (template.Length > 0) path.Append('/').Append(template);
        var query = new StringBuilder();
        foreach (var (name, value) in values)
        {
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is not { Length: > 0 } text) continue;
            if (!FillParameter(path, name, text)) query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(text));
        }

        return path.Append(query).ToString();
    }

    private static bool FillParameter(StringBuilder path, string name, string value)
    {
        var template = path.ToString();
        var start = template.IndexOf('{' + name, StringComparison.Ordinal);
        if (start < 0) return false;
        var end = template.IndexOf('}', start);
        path.Remove(start, end - start + 1).Insert(start, Uri.EscapeDataString(value));
        return true;
    }
}
