using System.Net.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Mail;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Where the site is reached from outside.</summary>
public sealed record SiteSettings(Uri BaseUrl)
{
    /// <summary>HTTPS redirect, HSTS and Secure cookies follow the scheme.</summary>
    public bool IsHttps => BaseUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary>An absolute address of a path on the site.</summary>
    public string Absolute(string path) => BaseUrl.GetLeftPart(UriPartial.Authority) + path;
}

public enum MailMode
{
    Pickup = 1,
    Smtp = 2,
}

public enum MailSecurity
{
    /// <summary>Plain, for a relay on the same machine.</summary>
    None = 0,
    StartTls = 1,
    Tls = 2,
}

/// <summary>How mail leaves.</summary>
public sealed record MailSettings(MailMode Mode, string From, string? ReplyTo, string Folder, string? Host, int Port, string? User, string? Password, MailSecurity Security)
{
    /// <summary>How long the mail server may take for one answer; less than a mail is let take as a whole.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where what cannot be delivered goes back to; null for <see cref="From"/>.</summary>
    public ReturnPath? ReturnPath { get; init; }

    /// <summary>The mailbox that the return path leads to; null where nobody looks into it from here.</summary>
    public BounceSettings? Bounces { get; init; }

    /// <summary>Null where the relay signs.</summary>
    public DkimSettings? Dkim { get; init; }

    /// <summary>Where people write to the network.</summary>
    public string ContactAddress => new MailAddress(ReplyTo ?? From).Address;
}

/// <summary>A mailbox that is read by IMAP.</summary>
/// <param name="Folder">Usually INBOX.</param>
public sealed record BounceSettings(string Host, int Port, string User, string Password, MailSecurity Security, string Folder);

/// <summary>With what mails are signed.</summary>
/// <param name="KeyFile">Full path of a private key in PEM form.</param>
public sealed record DkimSettings(string Domain, string Selector, string KeyFile);

/// <summary>What lies beneath the map when one comes nearer.</summary>
/// <param name="Tiles">The address of a tile with {z}, {x} and {y} in it; null shows our own boundaries alone.</param>
/// <param name="TilesCredit">Whom the tiles come from, as their licence asks; null without tiles.</param>
public sealed record MapSettings(string? Tiles, string? TilesCredit)
{
    /// <summary>All that a page with a map may fetch from elsewhere.</summary>
    public string? TilesOrigin => Tiles is null ? null : new Uri(Tiles).GetLeftPart(UriPartial.Authority);
}

/// <summary>Reads the settings that must be right before anything starts.</summary>
public static class Settings
{
    private static readonly string[] TileParts = ["{z}", "{x}", "{y}"];

    /// <exception cref="SettingsException">A setting is missing or wrong; the message is one clear sentence.</exception>
    public static SiteSettings ReadSite(IConfiguration configuration)
    {
        var text = Demanded(configuration, "Site:BaseUrl", "the address at which people reach the portal, such as https://portal.example.org");
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.AbsolutePath == "/"
            ? new(url)
            : throw new SettingsException("Site__BaseUrl must be an absolute http or https address without a path, such as https://portal.example.org.");
    }

    /// <exception cref="SettingsException">As <see cref="ReadSite"/>.</exception>
    public static MailSettings ReadMail(IConfiguration configuration, string contentRoot)
    {
        var mode = Choice<MailMode>(configuration, "Mail:Mode", Demanded(configuration, "Mail:Mode", "Pickup (mails become files) or Smtp"));
        var from = Demanded(configuration, "Mail:From", "the address that mails come from");
        if (!MailAddress.TryCreate(from, out _)) throw new SettingsException("Mail__From must be an email address, with or without a name before it.");
        var replyTo = Optional(configuration, "Mail:ReplyTo");
        if (replyTo is not null && !MailAddress.TryCreate(replyTo, out _)) throw new SettingsException("Mail__ReplyTo must be an email address.");
        var host = Optional(configuration, "Mail:Host");
        if (mode == MailMode.Smtp && host is null) throw new SettingsException("Mail__Host is needed when Mail__Mode is Smtp: the name of the mail server.");
        var security = Choice<MailSecurity>(configuration, "Mail:Security", Optional(configuration, "Mail:Security") ?? nameof(MailSecurity.StartTls));
        var port = configuration.GetValue("Mail:Port", security == MailSecurity.Tls ? 465 : 587);
        return new(mode, from, replyTo, Path.GetFullPath(Optional(configuration, "Mail:Folder") ?? "data/mail", contentRoot), host, port, Optional(configuration, "Mail:User"), Optional(configuration, "Mail:Password"), security)
        {
            ReturnPath = ReadReturnPath(configuration),
            Bounces = ReadBounces(configuration),
            Dkim = ReadDkim(configuration, contentRoot),
        };
    }

    private static ReturnPath? ReadReturnPath(IConfiguration configuration)
    {
        if (Optional(configuration, "Mail:ReturnPath") is not { } text) return null;
        if (!MailAddress.TryCreate(text, out var address) || address.Address != text || address.User.Contains('+', StringComparison.Ordinal) || address.User.Length > ReturnPath.LocalMaxLength)
            throw new SettingsException($"Mail__ReturnPath must be a bare email address whose part before the @ has no + and at most {ReturnPath.LocalMaxLength} characters; mail to that part with + and more must reach the same mailbox.");
        return new(address.User, address.Host);
    }

    private static BounceSettings? ReadBounces(IConfiguration configuration)
    {
        if (Optional(configuration, "Mail:Bounces:Host") is not { } host) return null;
        var security = Choice<MailSecurity>(configuration, "Mail:Bounces:Security", Optional(configuration, "Mail:Bounces:Security") ?? nameof(MailSecurity.Tls));
        var port = configuration.GetValue("Mail:Bounces:Port", security == MailSecurity.Tls ? 993 : 143);
        return new(host, port, Demanded(configuration, "Mail:Bounces:User", "the user name of the mailbox for mail that comes back"), Demanded(configuration, "Mail:Bounces:Password", "the password of the mailbox for mail that comes back"), security, Optional(configuration, "Mail:Bounces:Folder") ?? "INBOX");
    }

    private static DkimSettings? ReadDkim(IConfiguration configuration, string contentRoot)
    {
        if (Optional(configuration, "Mail:Dkim:KeyFile") is not { } file) return null;
        return new(Demanded(configuration, "Mail:Dkim:Domain", "the domain that signs mails"), Demanded(configuration, "Mail:Dkim:Selector", "the selector under which the domain publishes its key"), Path.GetFullPath(file, contentRoot));
    }

    /// <exception cref="SettingsException">As <see cref="ReadSite"/>.</exception>
    public static NewsletterPace ReadPace(IConfiguration configuration)
    {
        if (Optional(configuration, "Mail:NewsletterPerSecond") is not { } text) return new(NewsletterPace.Usual);
        return double.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var rate) && rate is 0 or (>= NewsletterPace.Slowest and <= 1000)
            ? new(rate)
            : throw new SettingsException("Mail__NewsletterPerSecond must be 0 (no limit), or a number from 0.02 to 1000: how many newsletters go out in a second.");
    }

    /// <exception cref="SettingsException">As <see cref="ReadSite"/>.</exception>
    public static MapSettings ReadMap(IConfiguration configuration)
    {
        var (tiles, credit) = (Optional(configuration, "Map:Tiles"), Optional(configuration, "Map:TilesCredit"));
        if (tiles is null) return new(null, null);
        if (!Uri.TryCreate(tiles, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps || !TileParts.All(part => url.OriginalString.Contains(part, StringComparison.Ordinal)) || url.Host.Length == 0 || url.Host.Any(c => c is '{' or '*'))
            throw new SettingsException("Map__Tiles must be an https address with {z}, {x} and {y} in its path, such as https://tiles.example.org/{z}/{x}/{y}.png.");
        return new(tiles, credit ?? throw new SettingsException("Map__TilesCredit is needed when Map__Tiles is set: whom the map's tiles come from."));
    }

    public static string? Optional(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } text ? text : null;

    private static string Demanded(IConfiguration configuration, string key, string meaning) =>
        Optional(configuration, key) ?? throw new SettingsException($"{key.Replace(":", "__", StringComparison.Ordinal)} is not set: {meaning}.");

    private static T Choice<T>(IConfiguration configuration, string key, string value) where T : struct, Enum =>
        Enum.TryParse<T>(value, ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? choice
            : throw new SettingsException($"{key.Replace(":", "__", StringComparison.Ordinal)} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
}

/// <summary>The portal cannot start as it is set up. The message is for whoever hosts it.</summary>
public sealed class SettingsException(string message) : Exception(message);
