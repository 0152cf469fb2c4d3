namespace CoproNetwork.Domain.Common;

/// <summary>Beginnings of texts.</summary>
public static class Excerpts
{
    /// <summary>At most so many words in one line, with an ellipsis where more follow.</summary>
    /// <param name="isCut">The text itself breaks off, maybe within a word.</param>
    public static string Of(string text, int words, bool isCut = false)
    {
        var parts = text.Split((char[]?)null, words + 1, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length <= words && !isCut) return string.Join(' ', parts);

        // The last part is all that follows, or may be cut.
        return string.Join(' ', parts.Take(Math.Max(1, parts.Length - 1))) + "…";
    }
}
