using System.Text.RegularExpressions;
using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Badges;

/// <summary>Where a badge is posted to. Lives in the clear only in memory; stored by <see cref="AddressProtection"/>.</summary>
public sealed partial record PostalAddress
{
    public const int LineMaxLength = 60;
    public const int PostcodeMaxLength = 12;

    public required string Recipient { get; init; }

    public required string Line1 { get; init; }

    public string? Line2 { get; init; }

    public required string Town { get; init; }

    /// <summary>Required in the UK, in its usual spacing ("CF10 1AA"); free abroad.</summary>
    public string? Postcode { get; init; }

    /// <summary>Null in the United Kingdom.</summary>
    public string? Country { get; init; }

    /// <exception cref="DomainRuleException">A line is missing or too long, or the postcode is not one of the UK's.</exception>
    public static PostalAddress InUnitedKingdom(string? recipient, string? line1, string? line2, string? town, string? postcode) => Lines(recipient, line1, line2, town) with
    {
        Postcode = UkPostcode(Rules.Text(postcode, PostcodeMaxLength, "Badges.Postcode")) ?? throw new DomainRuleException("Badges.Postcode.Invalid"),
    };

    /// <exception cref="DomainRuleException">A line or the country is missing or too long.</exception>
    public static PostalAddress Abroad(string? recipient, string? line1, string? line2, string? town, string? postcode, string? country) => Lines(recipient, line1, line2, town) with
    {
        Postcode = Rules.OptionalText(postcode, PostcodeMaxLength, "Badges.Postcode")?.ReplaceLineEndings(" "),
        Country = Line(country, "Badges.Country"),
    };

    /// <summary>The postcode in capitals with one space, or null when it has not the form of a UK postcode (BS 7666).</summary>
    public static string? UkPostcode(string text)
    {
        var packed = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();
        return PackedPostcode().IsMatch(packed) ? $"{packed[..^3]} {packed[^3..]}" : null;
    }

    /// <summary>The lines as they stand on a label.</summary>
    public IEnumerable<string> LabelLines() => new[] { Recipient, Line1, Line2, Town, Postcode, Country?.ToUpperInvariant() }.OfType<string>();

    private static PostalAddress Lines(string? recipient, string? line1, string? line2, string? town) => new()
    {
        Recipient = Line(recipient, "Badges.Recipient"),
        Line1 = Line(line1, "Badges.Line1"),
        Line2 = Rules.OptionalText(line2, LineMaxLength, "Badges.Line2")?.ReplaceLineEndings(" "),
        Town = Line(town, "Badges.Town"),
    };

    private static string Line(string? text, string key) => Rules.Text(text, LineMaxLength, key).ReplaceLineEndings(" ");

    [GeneratedRegex("^(GIR0AA|[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex PackedPostcode();
}
