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
}

public readonly record struct MarkedPiece(string Text, bool IsMarked);
