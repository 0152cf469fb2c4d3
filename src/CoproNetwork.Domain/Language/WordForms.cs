namespace CoproNetwork.Domain.Language;

/// <summary>In what forms a word that someone looks for may stand in a text. Words are folded.</summary>
internal static class WordForms
{
    /// <summary>Forms of a word of unknown language, without the word itself: its possible radicals, their mutations, its English plural or singular.</summary>
    public static IEnumerable<string> Of(string word)
    {
        if (CommonWords.IsFunctionWord(word)) return [];
        var mutated = CommonWords.IsEnglish(word) ? [] : Mutations.Radicals(word).SelectMany(Mutations.Forms);
        return mutated.Concat(Inflections(word)).Where(form => form != word && IsTerm(form)).Distinct(StringComparer.Ordinal);
    }

    /// <summary>As <see cref="Of"/>, with the word.</summary>
    public static IEnumerable<string> WithItself(string word) => Of(word).Prepend(word);

    /// <summary>The Welsh word in every mutation, itself first.</summary>
    public static IEnumerable<string> OfWelsh(string radical) => Mutations.Forms(radical).Where(form => form == radical || IsTerm(form));

    /// <summary>The English plurals of a singular and singulars of a plural, by rule.</summary>
    public static IEnumerable<string> Inflections(string word)
    {
        if (word.Length < 3 || !word.All(char.IsAsciiLetterLower)) yield break;
        if (word.EndsWith('s'))
        {
            foreach (var singular in Singulars(word)) yield return singular;
            if (!word.EndsWith("ss", StringComparison.Ordinal)) yield break;
        }

        if (TakesEs(word)) yield return word + "es";
        else if (EndsInConsonantAndY(word)) yield return word[..^1] + "ies";
        else yield return word + "s";
    }

    private static IEnumerable<string> Singulars(string plural)
    {
        if (plural.Length < 4 || Ends(plural, "ss", "us", "is")) yield break;
        yield return plural[..^1];
        if (plural.Length > 4 && Ends(plural, "ies")) yield return plural[..^3] + "y";
        else if (Ends(plural, "es") && TakesEs(plural[..^2])) yield return plural[..^2];
    }

    private static bool TakesEs(string word) => Ends(word, "s", "x", "z", "ch", "sh");

    private static bool EndsInConsonantAndY(string word) => word[^1] == 'y' && !"aeiou".Contains(word[^2]);

    private static bool Ends(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>"hand" must not look for "and".</summary>
    private static bool IsTerm(string form) => form.Length is > 1 and <= TermAnalyser.TermMaxLength && !CommonWords.IsFunctionWord(form);
}
