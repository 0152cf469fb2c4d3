using System.Globalization;
using System.Text;
using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Language;

/// <summary>A word as it stands in a text, with what holds it together: apostrophes and hyphens between letters.</summary>
internal sealed class WrittenWord
{
    private const char SoftHyphen = '\u00AD';

    /// <summary>What an apostrophe may leave behind: Welsh clitics and the English possessive.</summary>
    private static readonly HashSet<string> Clitics = ["n", "r", "i", "u", "w", "m", "th", "ch", "s"];

    private WrittenWord(int start, int end, IReadOnlyList<WordPart> parts)
    {
        (Start, End, Parts) = (start, end, parts);
        Joined = Fit(string.Concat(parts.Select(part => part.Joined)));
        Stem = parts[^1].Stem is { } stem ? Fit(string.Concat(parts.SkipLast(1).Select(part => part.Joined)) + stem) : null;
    }

    /// <summary>Where the word begins and ends in its text.</summary>
    public int Start { get; }

    public int End { get; }

    /// <summary>What hyphens part; never empty.</summary>
    public IReadOnlyList<WordPart> Parts { get; }

    /// <summary>The whole word without apostrophes and hyphens.</summary>
    public string Joined { get; }

    /// <summary>The same without its clitic; null where it has none.</summary>
    public string? Stem { get; }

    public bool IsHyphenated => Parts.Count > 1;

    /// <summary>Under what the index knows the word; some may be the same.</summary>
    public IEnumerable<string> Terms
    {
        get
        {
            yield return Joined;
            if (Stem is not null) yield return Stem;
            if (!IsHyphenated) yield break;
            foreach (var part in Parts)
            {
                yield return part.Joined;
                if (part.Stem is not null) yield return part.Stem;
            }
        }
    }

    public static IEnumerable<WrittenWord> AllOf(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (LetterAt(text, at) == 0)
            {
                at++;
                continue;
            }

            var word = Read(text, at);
            yield return word;
            at = word.End;
        }
    }

    private static WrittenWord Read(string text, int start)
    {
        var parts = new List<WordPart>();
        var pieces = new List<string>();
        int at = start, piece = start;
        while (at < text.Length)
        {
            var length = Math.Max(LetterAt(text, at), MarkAt(text, at));
            if (length == 0 && !(IsJoint(text[at]) && LetterAt(text, at + 1) > 0)) break;
            if (length > 0)
            {
                at += length;
                continue;
            }

            pieces.Add(Folded(text[piece..at]));
            if (!IsApostrophe(text[at])) EndPart();
            piece = ++at;
        }

        pieces.Add(Folded(text[piece..at]));
        EndPart();
        return new(start, at, parts);

        void EndPart()
        {
            var joined = string.Concat(pieces);
            var stem = pieces.Count > 1 && Clitics.Contains(pieces[^1]) ? string.Concat(pieces.SkipLast(1)) : null;
            parts.Add(new(Fit(joined), stem is { Length: > 1 } ? Fit(stem) : null));
            pieces.Clear();
        }
    }

    /// <summary>How many characters the letter or digit there has; 0 where none is.</summary>
    private static int LetterAt(string text, int at) =>
        at < text.Length && !IsApostrophe(text[at]) && Rune.TryGetRuneAt(text, at, out var rune) && Rune.IsLetterOrDigit(rune) ? rune.Utf16SequenceLength : 0;

    private static int MarkAt(string text, int at)
    {
        if (text[at] == SoftHyphen) return 1;
        if (!Rune.TryGetRuneAt(text, at, out var rune)) return 0;
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? rune.Utf16SequenceLength : 0;
    }

    private static bool IsJoint(char c) => IsApostrophe(c) || c is '-' or '\u2010' or '\u2011';

    private static bool IsApostrophe(char c) => c is '\'' or '’' or '‘' or '`' or '´' or '\u02BC' or '\uFF07';

    private static string Folded(string piece) => (Ascii.IsValid(piece) ? piece : Folding.Fold(piece.Replace(SoftHyphen.ToString(), ""))).ToLowerInvariant();

    private static string Fit(string term) => Rules.Cut(term, TermAnalyser.TermMaxLength)!;
}

/// <summary>One part of a hyphenated word, or the whole of another: without apostrophes, and without its clitic.</summary>
internal sealed record WordPart(string Joined, string? Stem);
