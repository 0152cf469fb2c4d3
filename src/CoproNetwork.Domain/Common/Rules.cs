using System.Globalization;
using System.Text;

namespace CoproNetwork.Domain.Common;

/// <summary>Checks that every entity uses on what it is given.</summary>
public static class Rules
{
    private const char NoCharacter = '\uFFFE';

    /// <summary>Trimmed, Unicode-composed text of 1 to <paramref name="maxLength"/> UTF-16 units.</summary>
    /// <param name="key">Resource key stem; <c>.Required</c> or <c>.TooLong</c> is appended.</param>
    /// <exception cref="DomainRuleException">The text is empty or too long.</exception>
    public static string Text(string? value, int maxLength, string key) =>
        OptionalText(value, maxLength, key) ?? throw new DomainRuleException(key + ".Required");

    /// <summary>As <see cref="Text"/>, but blank becomes null.</summary>
    /// <exception cref="DomainRuleException">The text is too long.</exception>
    public static string? OptionalText(string? value, int maxLength, string key)
    {
        var text = Clean(value);
        if (text.Length > maxLength) throw new DomainRuleException(key + ".TooLong", maxLength);
        return text.Length == 0 ? null : text;
    }

    /// <exception cref="DomainRuleException">The condition does not hold.</exception>
    public static void Must(bool condition, string key, params object[] arguments)
    {
        if (!condition) throw new DomainRuleException(key, arguments);
    }

    /// <summary>Browsers send CR LF and people paste decomposed accents and control characters: one stored form for all.</summary>
    public static string Clean(string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return "";
        var composed = WellFormed(value).Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n");
        var kept = new StringBuilder(composed.Length);
        foreach (var c in composed)
            if (c == '\n' || c == '\t' || !char.IsControl(c)) kept.Append(c);
        var text = kept.ToString().Trim();
        return text.EnumerateRunes().Any(IsVisible) ? text : "";
    }

    // Joiners and direction marks matter inside a text but are none by themselves.
    private static bool IsVisible(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control);

    /// <summary>At most so many UTF-16 units, never half a character.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Cut(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>Half a character, and U+FFFE, which is none, have no normal form; U+FFFD stands for them rather than an error.</summary>
    internal static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains(NoCharacter)) return text;
        var wellFormed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) wellFormed.Append((rune.Value == NoCharacter ? Rune.ReplacementChar : rune).ToString());
        return wellFormed.ToString();
    }
}
