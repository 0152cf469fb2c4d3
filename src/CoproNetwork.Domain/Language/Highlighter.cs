namespace CoproNetwork.Domain.Language;

/// <summary>Shows where in a text the terms of a search stand.</summary>
public static class Highlighter
{
    /// <summary>The text in pieces that, put together, are the text. Marked is a whole word, with its apostrophes and hyphens, that the index knows under one of the terms.</summary>
    public static IReadOnlyList<MarkedPiece> Mark(string text, IReadOnlySet<string> terms)
    {
        var pieces = new List<MarkedPiece>();
        var done = 0;
        foreach (var word in WrittenWord.AllOf(text).Where(word => word.Terms.Any(terms.Contains)))
        {
            if (word.Start > done) pieces.Add(new(text[done..word.Start], IsMarked: false));
            pieces.Add(new(text[word.Start..word.End], IsMarked: true));
            done = word.End;
        }

        if (done < text.Length) pieces.Add(new(text[done..], IsMarked: false));
        return pieces;
    }

    /// <summary>At most so many words of the text, in one line: its beginning, or, where the first word to mark stands further on, what is around that. An ellipsis stands for what is left out.</summary>
    public static string Excerpt(string text, IReadOnlySet<string> terms, int words)
    {
        var all = Split(text);
        var start = WrittenWord.AllOf(text).FirstOrDefault(word => word.Terms.Any(terms.Contains))?.Start ?? 0;
        var at = Split(text[..start]).Length - (start > 0 && !char.IsWhiteSpace(text[start - 1]) ? 1 : 0);
        var from = at < words ? 0 : Math.Min(at - (words / 3), all.Length - words);
        return (from > 0 ? "…" : "") + string.Join(' ', all.Skip(from).Take(words)) + (from + words < all.Length ? "…" : "");
    }

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}

public readonly record struct MarkedPiece(string Text, bool IsMarked);
