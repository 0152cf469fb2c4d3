using System.Text.RegularExpressions;
using MimeKit;

namespace CoproNetwork.Tests;

/// <summary>The folder that the portal puts its mails into.</summary>
public sealed partial class MailFolder(string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The newest mail to an address whose subject holds the words; waits until it is there.</summary>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public async Task<MimeMessage> NewestToAsync(string address, string subject)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(Patience);
        while (!limit.IsCancellationRequested)
        {
            if (All().LastOrDefault(mail => mail.To.Mailboxes.Any(to => to.Address == address) && mail.Subject?.Contains(subject, StringComparison.Ordinal) == true) is { } found) return found;
            await looks.WaitForNextTickAsync();
        }

        throw new TimeoutException($"No mail to {address} with “{subject}”; there are: {string.Join(", ", All().Select(mail => $"{mail.To}: {mail.Subject}"))}");
    }

    /// <summary>The link with a token in a mail's plain text.</summary>
    public static string LinkIn(MimeMessage mail) => TokenLink().Match(mail.TextBody ?? "") is { Success: true } link
        ? link.Value
        : throw new InvalidOperationException($"No link in “{mail.Subject}”:\n{mail.TextBody}");

    private IEnumerable<MimeMessage> All() => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file))
        : [];

    [GeneratedRegex(@"https?://\S*\?t=\S+")]
    private static partial Regex TokenLink();
}
