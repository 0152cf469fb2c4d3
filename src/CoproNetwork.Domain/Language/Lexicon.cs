using System.Collections.Frozen;
using CoproNetwork.Domain.Places;

namespace CoproNetwork.Domain.Language;

/// <summary>A name or term as it is written, in the ways in which others may write it.</summary>
/// <param name="Key">All its words as one: what was typed is compared without blanks and hyphens.</param>
/// <param name="Spellings">Each a list of folded words that all must stand in a text; the first has the hyphens joined.</param>
internal sealed record Phrase(string Key, IReadOnlyList<IReadOnlyList<string>> Spellings)
{
    private const int MostJoined = 4;

    public bool IsOneWord => Spellings[0].Count == 1;

    /// <summary>A term, without its article.</summary>
    public static Phrase Of(string written) => Of(Words(written));

    /// <summary>A name, which others write with blanks for hyphens too and, if it is Welsh and of up to four words, as one word: "Tal-y-bont", "Tal y bont", "Talybont".</summary>
    public static Phrase OfName(string written, bool isWelsh)
    {
        var words = Words(written);
        var phrase = Of(words);
        List<IReadOnlyList<string>> spellings = [.. phrase.Spellings];
        string[] parts = [.. words.SelectMany(word => word.Parts).Select(part => part.Joined)];
        if (parts.Length > words.Count) spellings.Add(parts);
        if (isWelsh && words.Count > 1 && parts.Length <= MostJoined && phrase.Key.Length <= TermAnalyser.TermMaxLength) spellings.Add([phrase.Key]);
        return phrase with { Spellings = spellings };
    }

    private static Phrase Of(List<WrittenWord> words)
    {
        string[] joined = [.. words.Select(word => word.Joined)];
        return new(string.Concat(joined), [joined]);
    }

    private static List<WrittenWord> Words(string written)
    {
        var words = WrittenWord.AllOf(written).ToList();
        return words.Count > 1 && CommonWords.IsArticle(words[0].Joined) ? words[1..] : words;
    }
}

/// <summary>One word or phrase of one language with its forms (singular, plural, other spellings), which count as nearly the same.</summary>
internal sealed record Lemma(bool IsWelsh, IReadOnlyList<Phrase> Forms);

/// <summary>What means the same in both languages.</summary>
internal sealed record Meaning(IReadOnlyList<Lemma> Lemmas);

/// <summary>Where something that was typed stands in the lexicon.</summary>
internal sealed record LexiconEntry(Meaning Meaning, Lemma Lemma, Phrase Phrase);

/// <summary>Names of places and areas, and terms of the network's field, in both languages; built once, when first asked.</summary>
internal static class Lexicon
{
    /// <summary>The most words of a name or term.</summary>
    public const int LongestPhrase = 5;

    /// <summary>Shorter words are not undone: "Dai" is a name, not "tai".</summary>
    private const int ShortestMutated = 4;

    private static readonly Lazy<FrozenDictionary<string, LexiconEntry[]>> Entries = new(() => Meanings()
        .SelectMany(meaning => meaning.Lemmas.SelectMany(lemma => lemma.Forms.Select(form => new LexiconEntry(meaning, lemma, form))))
        .GroupBy(entry => entry.Phrase.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal));

    /// <summary>What the words, written as one, stand for; as they are or, if that is nothing, as a mutated form of something Welsh.</summary>
    public static IReadOnlyList<LexiconEntry> Find(string key)
    {
        if (Entries.Value.TryGetValue(key, out var found)) return found;
        if (key.Length < ShortestMutated || CommonWords.IsEnglish(key)) return [];
        return [.. Mutations.Radicals(key).Skip(1).SelectMany(radical => Entries.Value.GetValueOrDefault(radical) ?? []).Where(entry => entry.Lemma.IsWelsh)];
    }

    internal static IEnumerable<Meaning> Meanings() => Gazetteer.Places.Select(place => NameOf(place.NameWelsh, place.NameEnglish))
        .Concat(Gazetteer.Areas.Select(area => NameOf(area.NameWelsh, area.NameEnglish)))
        .Concat(LanguageData.Pairs("other-names.csv").Select(pair => MeaningOf(pair, isName: true)))
        .Concat(LanguageData.Pairs("term-pairs.csv").Select(pair => MeaningOf(pair, isName: false)));

    private static Meaning NameOf(string welsh, string english) =>
        MeaningOf((Welsh: [[welsh]], English: welsh == english ? [] : [WithSaint(english)]), isName: true);

    private static Meaning MeaningOf((string[][] Welsh, string[][] English) pair, bool isName) =>
        new([.. pair.Welsh.Select(forms => LemmaOf(forms, isWelsh: true, isName)), .. pair.English.Select(forms => LemmaOf(forms, isWelsh: false, isName))]);

    private static Lemma LemmaOf(string[] forms, bool isWelsh, bool isName) => new(isWelsh, [.. forms.Select(form => isName ? Phrase.OfName(form, isWelsh) : Phrase.Of(form))]);

    private static string[] WithSaint(string name) => name.StartsWith("Saint ", StringComparison.Ordinal) ? [name, "St " + name["Saint ".Length..]] : [name];
}
