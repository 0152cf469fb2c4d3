using MimeKit;

namespace CoproNetwork.Web.Mail;

/// <summary>Where what cannot be delivered goes back to: an address of its own for each mail, <c>local+id@domain</c>, so that it says which one it is.</summary>
public sealed record ReturnPath(string Local, string Domain)
{
    private const int IdLength = 44;

    /// <summary>With the id it stays below the 64 characters of RFC 5321.</summary>
    public const int LocalMaxLength = 64 - 1 - IdLength;

    public MailboxAddress Of(string mailId) => new("", $"{Local}+{mailId}@{Domain}");

    /// <summary>The id in such an address; null for any other.</summary>
    public string? MailIdIn(string address)
    {
        var at = address.LastIndexOf('@');
        return at == Local.Length + 1 + IdLength && address.StartsWith(Local + "+", StringComparison.OrdinalIgnoreCase) && address[(at + 1)..].Equals(Domain, StringComparison.OrdinalIgnoreCase)
            ? address[(Local.Length + 1)..at].ToLowerInvariant()
            : null;
    }
}
