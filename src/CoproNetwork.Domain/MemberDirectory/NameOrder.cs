using System.Text;
using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Sort keys whose ordinal order is the alphabet of a language. Our own table rather than a collation library's: keys are stored for years and must not change with an update.</summary>
public static class NameOrder
{
    public const int KeyMaxLength = 64;

    /// <summary>The Welsh alphabet with its digraphs; k q v x z stand where borrowed words put them.</summary>
    private static readonly string[] WelshLetters =
        ["a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l", "ll", "m", "n", "o", "p", "ph", "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x", "y", "z"];

    private static readonly Dictionary<string, char> WelshRank = WelshLetters.Select((letter, index) => (letter, index)).ToDictionary(pair => pair.letter, pair => (char)('A' + pair.index));

    public static string Welsh(string name) => Key(name, welsh: true);

    /// <summary>As <see cref="Welsh"/>, of the beginning of a name: where it ends, n and g are two letters if they may still become so.</summary>
    public static string WelshBegun(string beginning) => Key(beginning, welsh: true, isBegun: true);

    public static string English(string name) => Key(name, welsh: false);

    private static string Key(string name, bool welsh, bool isBegun = false)
    {
        var folded = Folding.Fold(name);
        var key = new StringBuilder(folded.Length);
        for (var at = 0; at < folded.Length && key.Length < KeyMaxLength;)
        {
            var length = welsh && IsDigraph(folded, at, isBegun) ? 2 : 1;
            AppendRank(key, folded.Substring(at, length), welsh);
            at += length;
        }

        return key.ToString().TrimEnd();
    }

    private static bool IsDigraph(string folded, int at, bool isBegun)
    {
        if (at + 1 >= folded.Length || !WelshRank.ContainsKey(folded.Substring(at, 2))) return false;

        // In Bangor and Llangollen n and g are two letters.
        return folded.AsSpan(at, 2) is not "ng" || !(EndsWith(folded, at, "ba") && GoesOn(folded.AsSpan(at), "ngor", isBegun) || EndsWith(folded, at, "lla"));
    }

    private static bool GoesOn(ReadOnlySpan<char> rest, ReadOnlySpan<char> with, bool isBegun) => rest.StartsWith(with) || isBegun && with.StartsWith(rest);

    private static bool EndsWith(string folded, int at, string before) => folded.AsSpan(0, at).EndsWith(before, StringComparison.Ordinal);

    private static void AppendRank(StringBuilder key, string letter, bool welsh)
    {
        if (welsh && WelshRank.TryGetValue(letter, out var rank)) key.Append(rank);
        else if (!welsh && letter[0] is >= 'a' and <= 'z') key.Append((char)('A' + (letter[0] - 'a')));
        else if (char.IsAsciiDigit(letter[0])) key.Append(letter[0]);
        else if (char.IsLetter(letter[0])) key.Append('~').Append(letter);
        else if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
    }
}
