namespace CoproNetwork.Domain.Language;

/// <summary>
/// Turns text into the terms of the index: the one place where listings, searches and marked texts agree on what a word is.
/// The index knows no language; whatever is known of Welsh and English is applied to the query (<see cref="SearchPlan"/>).
/// </summary>
public static class TermAnalyser
{
    /// <summary>Longer words are cut.</summary>
    public const int TermMaxLength = 40;

    /// <summary>
    /// The distinct terms of a text, in reading order: words of letters and digits, blind to case and accents. "Cymru'n" is "cymrun" and
    /// "cymru"; "Pen-y-bont" is "penybont", "pen", "y" and "bont".
    /// </summary>
    public static IReadOnlyList<string> Terms(string? text) =>
        string.IsNullOrWhiteSpace(text) ? [] : [.. WrittenWord.AllOf(text).SelectMany(word => word.Terms).Distinct(StringComparer.Ordinal)];
}
