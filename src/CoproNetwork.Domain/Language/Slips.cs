namespace CoproNetwork.Domain.Language;

/// <summary>Words as someone may have meant them: one slip of the hand away.</summary>
public static class Slips
{
    /// <summary>Shorter words are too near to too many others.</summary>
    public const int ShortestWord = 5;

    private const int Most = 2499;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private static readonly string[] Digraphs = ["ch", "dd", "ff", "ng", "ll", "ph", "rh", "th"];

    /// <summary>
    /// Every term at one slip from the word or from its possible radicals: a letter left out, put in or changed, two neighbours swapped, a Welsh
    /// letter of two signs changed. Folded words of letters a to z only; none for others and shorter ones. Fewer than 2500.
    /// </summary>
    public static IReadOnlyList<string> Of(string term)
    {
        if (term.Length is < ShortestWord or > TermAnalyser.TermMaxLength || !term.All(char.IsAsciiLetterLower)) return [];
        var words = Mutations.Radicals(term).Where(word => word.Length >= ShortestWord).ToList();
        return [.. words.SelectMany(OfLetters).Concat(words.SelectMany(OfDigraphs))
            .Where(slip => slip.Length <= TermAnalyser.TermMaxLength && slip != term)
            .Distinct(StringComparer.Ordinal).Take(Most)];
    }

    private static IEnumerable<string> OfLetters(string word)
    {
        for (var at = 0; at <= word.Length; at++)
        {
            var (before, after) = (word[..at], word[at..]);
            if (after.Length > 0) yield return before + after[1..];
            if (after.Length > 1) yield return $"{before}{after[1]}{after[0]}{after[2..]}";
            foreach (var letter in Letters)
            {
                yield return before + letter + after;
                if (after.Length > 0) yield return before + letter + after[1..];
            }
        }
    }

    private static IEnumerable<string> OfDigraphs(string word)
    {
        for (var at = 0; at + 1 < word.Length; at++)
        {
            if (!Digraphs.Contains(word.Substring(at, 2))) continue;
            foreach (var other in Digraphs.Concat(Letters.Select(letter => letter.ToString()))) yield return word[..at] + other + word[(at + 2)..];
        }
    }
}
