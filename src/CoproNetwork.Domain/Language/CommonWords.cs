using System.Collections.Frozen;

namespace CoproNetwork.Domain.Language;

/// <summary>Words of which something is known before they are looked up. Folded, without apostrophes.</summary>
internal static class CommonWords
{
    /// <summary>Words that say nothing alone. Not among them is what is also a name (Dan, Mae, Will) or, with an accent, another word ("hŷn").</summary>
    private static readonly FrozenSet<string> FunctionWords = Set("""
        a an and any are as at be been by for from had has have he her his how i in into is it its me my of on or our she so than that the
        their them these they this those to us was we were what when where which who whose with you your
        ac ach ag ai am ar au chi efo ei eich ein eu fel fy fi gan gyda gydag heb hi hon hwn hynny ich im ir iw mewn mi na nac neu nhw ni nid
        oedd o ond oni os ou rhwng sy sydd syn ti trwy drwy wrth y ych ydw ydy yma ym yn yng yno yr yw
        """);

    private static readonly FrozenSet<string> Articles = Set("y yr the");

    private static readonly Lazy<FrozenSet<string>> English = new(() => Set(LanguageData.Text("english-words.txt")));

    public static bool IsFunctionWord(string word) => FunctionWords.Contains(word);

    public static bool IsArticle(string word) => Articles.Contains(word);

    /// <summary>Whether a common English word is no Welsh one, nor a mutated form of one: then "town" need not look for "down".</summary>
    public static bool IsEnglish(string word) => English.Value.Contains(word) || WordForms.Inflections(word).Any(English.Value.Contains);

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
