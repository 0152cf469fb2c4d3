using System.Text.RegularExpressions;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using MimeKit;

namespace CoproNetwork.Web.Mail.Bounces;

/// <summary>
/// Reads delivery status notifications (RFC 3464). Which mail one is about says the return path that it came to, or else the Message-Id of what it gives back; both hold random
/// characters that only the mail's own way has seen, so nobody can have someone else's address held. Everything else is junk.
/// </summary>
public sealed partial class DeliveryReports(MailSettings settings)
{
    /// <summary>A notification with a whole newsletter in it has a tenth of that.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    private const int MaxDepth = 16;

    /// <summary>Where servers write the address that a mail came to.</summary>
    private static readonly string[] Receivers = ["X-Original-To", "Delivered-To", "Envelope-To", "To"];

    private static readonly ParserOptions Cautious = new() { MaxMimeDepth = MaxDepth };

    /// <summary>Null where it is none, or says of no mail that it will not arrive.</summary>
    /// <exception cref="FormatException">It is no mail at all.</exception>
    public async Task<BounceReport?> ReadAsync(Stream mail, CancellationToken cancellation) => Read(await MimeMessage.LoadAsync(Cautious, mail, cancellation));

    private BounceReport? Read(MimeMessage message)
    {
        var parts = Parts(message.Body, 0).ToList();
        if (parts.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status || FailureOf(status) is not { } failure) return null;
        if ((ByReturnPath(message) ?? ByReturned(parts)) is not { } mailId) return null;
        var report = message.MessageId ?? message.Headers[HeaderId.Date] ?? "";
        return new(mailId, RandomToken.Hash($"{mailId} {report}"), failure.Status.IsOfAddress, failure.Status.ToString(), failure.AddressHashes);
    }

    private static IEnumerable<MimeEntity> Parts(MimeEntity? entity, int depth)
    {
        if (entity is null || depth > MaxDepth) yield break;
        yield return entity;
        if (entity is not Multipart multipart) yield break;
        foreach (var part in multipart.SelectMany(one => Parts(one, depth + 1))) yield return part;
    }

    /// <summary>The worst that is said of any reader; each mail has one, but may be passed on to several. A delay is no failure: the server is still trying.</summary>
    private static Failure? FailureOf(MessageDeliveryStatus report) => report.StatusGroups.Skip(1)
        .Where(group => string.Equals(group["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase))
        .Select(group => new Failure(StatusOf(group), [.. Addresses(group)]))
        .GroupBy(failure => failure.Status.IsOfAddress).OrderByDescending(failures => failures.Key)
        .Select(failures => new Failure(failures.First().Status, [.. failures.SelectMany(failure => failure.AddressHashes).Distinct()])).FirstOrDefault();

    /// <summary>Some say 5.0.0, "other", and what it is only in the server's own words, where a number of another class is something else.</summary>
    private static EnhancedStatus StatusOf(HeaderList group)
    {
        var (status, diagnostic) = (EnhancedStatus.In(group["Status"]), EnhancedStatus.In(group["Diagnostic-Code"]));
        if (status is { } said && (!said.IsVague || diagnostic?.Class != said.Class)) return said;
        return diagnostic ?? new(4, 0, 0);
    }

    /// <summary>A type, a semicolon, the address: the one that the server had in hand, and the one that the sender had written.</summary>
    private static IEnumerable<string> Addresses(HeaderList group)
    {
        foreach (var field in new[] { "Original-Recipient", "Final-Recipient" })
            if (group[field]?.Split(';', 2) is [_, var address] && MailboxAddress.TryParse(Cautious, address.Trim(), out var mailbox)) yield return MailBounce.HashOf(mailbox.Address);
    }

    private string? ByReturnPath(MimeMessage message)
    {
        if (settings.ReturnPath is not { } path) return null;
        foreach (var header in message.Headers.Where(header => Receivers.Contains(header.Field, StringComparer.OrdinalIgnoreCase)))
            if (InternetAddressList.TryParse(Cautious, header.Value, out var list))
                foreach (var address in list.Mailboxes)
                    if (path.MailIdIn(address.Address) is { } id) return id;
        return null;
    }

    private static string? ByReturned(List<MimeEntity> parts)
    {
        foreach (var part in parts)
        {
            // The whole mail, or its headers alone.
            var id = part is MessagePart { Message: { } returned } ? returned.MessageId : null;
            if (id is not null && OwnMessageId().Match(id) is { Success: true } own) return own.Groups[1].Value;
        }

        return null;
    }

    [GeneratedRegex("^([0-9a-z_-]{44})@", RegexOptions.IgnoreCase)]
    private static partial Regex OwnMessageId();

    private sealed record Failure(EnhancedStatus Status, IReadOnlyList<string> AddressHashes);
}
