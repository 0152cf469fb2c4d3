using System.Net.Mail;
using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Members;

/// <summary>Rules on email addresses. Identity is blind to case only; likeness, for the desk, also to dots and +tags.</summary>
public static class EmailAddress
{
    /// <summary>RFC 5321: 64 for the local part, 255 for the domain, 254 for the whole path.</summary>
    public const int MaxLength = 254;

    /// <exception cref="DomainRuleException">Not an address that mail can be sent to.</exception>
    public static string Check(string? value)
    {
        var text = Rules.Text(value, MaxLength, "Members.Email");
        Rules.Must(IsValid(text), "Members.Email.Invalid");
        return text;
    }

    public static bool IsValid(string? text)
    {
        if (text is null || text.Length > MaxLength || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or ',' or ';' or '(' or ')')) return false;
        var at = text.LastIndexOf('@');
        if (at is < 1 or > 64 || !MailAddress.TryCreate(text, out _)) return false;
        var domain = text[(at + 1)..];
        return domain.Contains('.', StringComparison.Ordinal) && !domain.StartsWith('.') && !domain.EndsWith('.') && !domain.Contains("..", StringComparison.Ordinal) && !domain.StartsWith('[');
    }

    /// <summary>One key an address: lower case.</summary>
    public static string Key(string address) => address.ToLowerInvariant();

    /// <summary>Equal for addresses that one person often means as the same: dots and a +tag in the local part are left out.</summary>
    public static string LikenessKey(string address)
    {
        var key = Key(address);
        var at = key.LastIndexOf('@');
        var local = key[..at];
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        if (plus > 0) local = local[..plus];
        return local.Replace(".", "", StringComparison.Ordinal) + key[at..];
    }
}
