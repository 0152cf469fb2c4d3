using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// Turns text into the terms of the index: the one place where listings and searches agree on what a word is.
/// Knowledge of a language (Welsh mutations, synonyms, slips) belongs here and nowhere else.
/// </summary>
public static class TermAnalyser
{
    /// <summary>Words of a search beyond this many are left out.</summary>
    public const int MaxQueryTerms = 8;

    /// <summary>The distinct terms of a text, in reading order: folded words of letters and digits; apostrophes join ("o'r" is "or"), everything else parts.</summary>
    public static IReadOnlyList<string> Terms(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var terms = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var word = new System.Text.StringBuilder();
        foreach (var c in Folding.Fold(text) + " ")
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c)) word.Append(c);
            else if (c != '\'') EndWord();
        }

        return terms;

        void EndWord()
        {
            if (word.Length == 0) return;
            var term = word.Length <= ListingTerm.TermMaxLength ? word.ToString() : word.ToString(0, ListingTerm.TermMaxLength);
            word.Clear();
            if (seen.Add(term)) terms.Add(term);
        }
    }

    public static IReadOnlyList<string> QueryTerms(string? query) => [.. Terms(Rules.Cut(query, 400)).Take(MaxQueryTerms)];
}
