namespace CoproNetwork.Domain.Language;

/// <summary>
/// The initial mutations of Welsh (soft, nasal, aspirate, h before a vowel), both ways. Words are folded. By sound alone, without a
/// dictionary: for "fan" both "ban" and "man" are possible.
/// </summary>
internal static class Mutations
{
    private const int ShortestWord = 3;
    private const string Vowels = "aeiouwy";

    /// <summary>What each initial becomes: soft, nasal, aspirate, as far as it has them.</summary>
    private static readonly (string Initial, string[] Becomes)[] Table =
    [
        ("ll", ["l"]), ("rh", ["r"]),
        ("p", ["b", "mh", "ph"]), ("t", ["d", "nh", "th"]), ("c", ["g", "ngh", "ch"]),
        ("b", ["f", "m"]), ("d", ["dd", "n"]), ("g", ["", "ng"]), ("m", ["f"]),
    ];

    /// <summary>The radical, then every form that it may take.</summary>
    public static IEnumerable<string> Forms(string radical)
    {
        yield return radical;
        if (!Mutates(radical)) yield break;
        if (Vowels.Contains(radical[0])) yield return "h" + radical;
        var (initial, becomes) = Array.Find(Table, row => radical.StartsWith(row.Initial, StringComparison.Ordinal));
        if (initial is null || !MayFollow(initial, radical.AsSpan(initial.Length))) yield break;
        foreach (var form in becomes)
            if (form.Length > 0 || Vanishes(radical)) yield return form + radical[initial.Length..];
    }

    /// <summary>The word, then every other radical of which it may be a form.</summary>
    public static IEnumerable<string> Radicals(string word)
    {
        yield return word;
        if (!IsPlain(word)) yield break;
        foreach (var radical in Candidates(word))
            if (Forms(radical).Contains(word)) yield return radical;
    }

    private static IEnumerable<string> Candidates(string word)
    {
        if (word[0] == 'h') yield return word[1..];
        foreach (var (initial, becomes) in Table)
            foreach (var form in becomes)
                if (word.StartsWith(form, StringComparison.Ordinal)) yield return initial + word[form.Length..];
    }

    private static bool Mutates(string word) => word.Length >= ShortestWord && IsPlain(word);

    private static bool IsPlain(string word) => word.Length > 1 && word.All(char.IsAsciiLetterLower);

    /// <summary>An initial mutates before a vowel, and a stop or m before l, n and r too; otherwise it is half of a digraph (ch, dd, ph, th), or not Welsh.</summary>
    private static bool MayFollow(string initial, ReadOnlySpan<char> rest) =>
        rest.Length > 0 && (Vowels.Contains(rest[0]) || initial.Length == 1 && "lnr".Contains(rest[0]) && !IsDigraph(rest));

    /// <summary>Soft g is nothing at all: "gardd", "glan", "gradd", "gwraig" begin with the next letter.</summary>
    private static bool Vanishes(string radical) => radical[1] != 'n';

    private static bool IsDigraph(ReadOnlySpan<char> letters) => letters.StartsWith("ll") || letters.StartsWith("rh");
}
