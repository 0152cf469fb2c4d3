using System.Globalization;
using System.Text.RegularExpressions;

namespace CoproNetwork.Web.Mail;

/// <summary>An enhanced mail system status code (RFC 3463), such as <c>5.1.1</c>.</summary>
internal readonly partial record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    private static readonly (int Subject, int Detail)[] OfAddresses =
    [
        (0, 0), // Failed, and nothing more is said.
        (2, 0), (2, 1), // The mailbox, or that it is closed; a full one (2.2) may be emptied.
        (4, 1), (4, 310), // How Exchange Online says that there is no such recipient, and no such domain.
        (4, 4), // No way to the domain.
        (5, 0), // How Outlook.com says that there is no such mailbox.
    ];

    /// <summary>Failed without saying at what.</summary>
    public bool IsVague => (Subject, Detail) == (0, 0);

    /// <summary>
    /// That the address will not take mail at all, which RFC 3463 and RFC 7505 have in x.1 (among codes for the sender's address, and others that mail systems have made up), and mail
    /// systems in a few codes besides. Everything else may be other for the next mail or the next sender: a full mailbox, a system out of order, a protocol, a policy, a filter.
    /// </summary>
    public bool IsOfAddress => Class == 5 && (Subject == 1 ? Detail is <= 4 or 6 or 10 : OfAddresses.Contains((Subject, Detail)));

    /// <summary>The first in a text; null where there is none.</summary>
    public static EnhancedStatus? In(string? text) => Code().Match(text ?? "") is { Success: true } code ? new(Part(code, 1), Part(code, 2), Part(code, 3)) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static int Part(Match code, int group) => int.Parse(code.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>Not what stands within an IP address.</summary>
    [GeneratedRegex(@"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?!\.?\d)")]
    private static partial Regex Code();
}
