using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.Desk.Listings;

/// <summary>How a version differs from another in one thing.</summary>
public enum Difference
{
    None = 0,
    Added = 1,
    Changed = 2,
    Removed = 3,
}

/// <summary>One version among those that are shown beside each other.</summary>
/// <param name="Heading">As it is said.</param>
/// <param name="Before">What it is compared with; null marks nothing.</param>
public sealed record VersionColumn(string Heading, EntryContent Content, EntryContent? Before = null);

/// <summary>Something that a version says.</summary>
/// <param name="IsNew">Only this version says it.</param>
public sealed record VersionValue(string Text, bool IsNew);

/// <summary>What one version says of one thing.</summary>
public sealed record VersionCell(string Heading, IReadOnlyList<VersionValue> Values, Difference Difference);

/// <summary>One thing that versions say.</summary>
/// <param name="Name">End of its resource key.</param>
/// <param name="Language">Of people's own words; null for ours.</param>
public sealed record VersionRow(string Name, SiteLanguage? Language, IReadOnlyList<VersionCell> Cells);

/// <summary>Versions beside each other, with the differences in words. What none of them says is left out.</summary>
public sealed record VersionTable(string Caption, IReadOnlyList<VersionColumn> Columns)
{
    private sealed record Line(string Name, SiteLanguage? Language, bool IsList, Func<EntryContent, Words, IEnumerable<string?>> Say);

    private static readonly Line[] Lines =
    [
        new("NameWelsh", SiteLanguage.Welsh, false, (content, _) => [content.NameWelsh]),
        new("NameEnglish", SiteLanguage.English, false, (content, _) => [content.NameEnglish]),
        new("SummaryWelsh", SiteLanguage.Welsh, false, (content, _) => [content.SummaryWelsh]),
        new("SummaryEnglish", SiteLanguage.English, false, (content, _) => [content.SummaryEnglish]),
        new("Links", null, true, (content, _) => content.Links),
        new("Themes", null, true, (content, words) => content.Themes.Select(theme => words[$"Promises.Theme.{theme.Slug()}"])),
        new("Offers", null, true, (content, words) => OfferNames.All.Where(offer => content.Offers.HasFlag(offer)).Select(offer => words[$"MemberDirectory.Offer.{offer}"])),
        new("Visits", null, false, (content, words) => [content.OpenToVisits ? words["MemberDirectory.Visits.Open"] : null]),
        new("Where", null, false, (content, words) => [content.Where is { } where ? words.Where(where) : null]),
        new("Exactly", null, false, (content, _) => [content.Exactly?.ToString()]),
    ];

    public IReadOnlyList<VersionRow> Rows(Words words) =>
        [.. Lines.Select(line => new VersionRow(line.Name, line.Language, [.. Columns.Select(column => Cell(line, column, words))])).Where(row => row.Cells.Any(cell => cell.Values.Count > 0 || cell.Difference != Difference.None))];

    private static VersionCell Cell(Line line, VersionColumn column, Words words)
    {
        var says = Said(line, column.Content, words);
        if (column.Before is not { } before) return new(column.Heading, [.. says.Select(text => new VersionValue(text, false))], Difference.None);
        var said = Said(line, before, words);
        var difference = says.SequenceEqual(said, StringComparer.Ordinal) ? Difference.None : said.Count == 0 ? Difference.Added : says.Count == 0 ? Difference.Removed : Difference.Changed;
        return new(column.Heading, [.. says.Select(text => new VersionValue(text, line.IsList && said.Count > 0 && !said.Contains(text, StringComparer.Ordinal)))], difference);
    }

    private static List<string> Said(Line line, EntryContent content, Words words) => [.. line.Say(content, words).OfType<string>()];
}
