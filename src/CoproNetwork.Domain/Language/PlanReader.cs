namespace CoproNetwork.Domain.Language;

/// <summary>Reads a query from left to right: the longest name or term that begins at a word is one concept, every other word that says something is one.</summary>
internal static class PlanReader
{
    public static IReadOnlyList<SoughtConcept> Read(string query)
    {
        var words = WrittenWord.AllOf(query).ToList();
        var concepts = Telling(query, words);
        return concepts.Count > 0 ? concepts : Distinct(words.DistinctBy(word => word.Joined, StringComparer.Ordinal).Select(word => Plain(query, word)));
    }

    private static List<SoughtConcept> Telling(string query, List<WrittenWord> words)
    {
        return Distinct(Concepts());

        IEnumerable<SoughtConcept> Concepts()
        {
            for (var at = 0; at < words.Count;)
            {
                if (Longest(words, at) is { } match)
                {
                    yield return match.ToConcept(query);
                    at = match.End;
                }
                else
                {
                    if (!SaysNothing(words[at])) yield return Plain(query, words[at]);
                    at++;
                }
            }
        }
    }

    /// <summary>A word typed twice is sought once.</summary>
    private static List<SoughtConcept> Distinct(IEnumerable<SoughtConcept> concepts) =>
        [.. concepts.DistinctBy(concept => string.Join(' ', concept.Alternatives[0].Words.Select(word => word.Typed)), StringComparer.Ordinal).Take(SearchPlan.MaxConcepts)];

    private static LexiconMatch? Longest(List<WrittenWord> words, int at)
    {
        var from = CommonWords.IsArticle(words[at].Joined) ? at + 1 : at;
        if (from == words.Count || SaysNothing(words[from])) return null;
        for (var end = Math.Min(from + Lexicon.LongestPhrase, words.Count); end > from; end--)
            if (LexiconMatch.Find(words[from..end], end) is { } match) return match;
        return null;
    }

    /// <summary>A word that is no name and no term; with a hyphen it is the joined word or all of its parts.</summary>
    private static SoughtConcept Plain(string query, WrittenWord word)
    {
        List<SoughtAlternative> alternatives = [new([Sought(word.Joined, word.Stem)], IsTyped: true)];
        if (word.IsHyphenated) alternatives.Add(new([.. word.Parts.Select(part => Sought(part.Joined, part.Stem))], IsTyped: true));
        return new(query[word.Start..word.End], alternatives);
    }

    /// <summary>A clitic is no part of the word: whoever types "Cymru'n" looks for "Cymru".</summary>
    private static SoughtWord Sought(string joined, string? stem)
    {
        var terms = new TermList();
        terms.Add(stem ?? joined, isExact: true);
        terms.Add(joined, isExact: true);
        foreach (var form in WordForms.Of(stem ?? joined)) terms.Add(form, isExact: false);
        return new(stem ?? joined, terms.Terms);
    }

    private static bool SaysNothing(WrittenWord word) =>
        !word.IsHyphenated && (CommonWords.IsFunctionWord(word.Joined) || word.Stem is { } stem && CommonWords.IsFunctionWord(stem));
}
