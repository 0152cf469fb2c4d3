using MimeKit;

namespace CoproNetwork.Tests;

/// <summary>The mails that portal processes wrote to a folder.</summary>
internal static class PickedUp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The link of the newest mail to an address, once it is there.</summary>
    public static async Task<string> LinkAsync(string folder, string address)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(Patience);
        do
        {
            foreach (var file in Files(folder).OrderDescending(StringComparer.Ordinal))
            {
                var mail = await MimeMessage.LoadAsync(file, limit.Token);
                if (mail.To.Mailboxes.Any(reader => reader.Address == address) && mail.TextBody!.Split('\n').FirstOrDefault(line => line.Contains("?t=", StringComparison.Ordinal)) is { } link)
                    return new Uri(link.Trim()).PathAndQuery;
            }
        }
        while (await ticks.WaitForNextTickAsync(limit.Token));
        throw new TimeoutException($"No mail with a link came to {address}.");
    }

    public static IReadOnlyList<string> Files(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [];
}
