using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>What someone agreed to, as they read it.</summary>
/// <param name="Text">The words beside the box, in the language that they were read in.</param>
/// <param name="Number">Rises with each change of the words.</param>
public sealed record SubscriptionWording(string Text, int Number, SiteLanguage Language);

/// <summary>Someone who is no member and wants the newsletter: they asked on the site, and pressed once more in the mail that came.</summary>
public sealed class Subscriber : IVersioned
{
    public const int WordingMaxLength = 600;

    private Subscriber() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>Erased when they leave.</summary>
    public string? Email { get; private set; }

    /// <summary>One subscription an address; null once it is erased.</summary>
    public string? EmailKey { get; private set; }

    public MailLanguage Language { get; private set; }

    public string Wording { get; private set; } = null!;

    public int WordingNumber { get; private set; }

    public SiteLanguage WordingLanguage { get; private set; }

    public DateTime AskedAtUtc { get; private set; }

    /// <summary>When the mailed link was pressed; nothing is sent before.</summary>
    public DateTime? ConfirmedAtUtc { get; private set; }

    public DateTime? LeftAtUtc { get; private set; }

    /// <summary>Since when the address has refused mail for good.</summary>
    public DateTime? EmailHeldAtUtc { get; private set; }

    public bool IsReader => ConfirmedAtUtc is not null && LeftAtUtc is null;

    /// <exception cref="DomainRuleException">No address that mail can be sent to.</exception>
    public static Subscriber Ask(string? email, SubscriptionWording wording, DateTime nowUtc)
    {
        var address = EmailAddress.Check(email);
        var subscriber = new Subscriber { Email = address, EmailKey = EmailAddress.Key(address) };
        subscriber.AskAgain(wording, nowUtc);
        return subscriber;
    }

    /// <summary>What they read last counts; who is a reader already stays one.</summary>
    internal void AskAgain(SubscriptionWording wording, DateTime nowUtc)
    {
        if (ConfirmedAtUtc is not null) return;
        Wording = Rules.Text(wording.Text, WordingMaxLength, "Newsletters.Wording");
        (WordingNumber, WordingLanguage, AskedAtUtc) = (wording.Number, wording.Language, nowUtc);
        Language = wording.Language == SiteLanguage.Welsh ? MailLanguage.Welsh : MailLanguage.English;
    }

    /// <summary>The press shows also that mail arrives.</summary>
    internal void Confirm(DateTime nowUtc) => (ConfirmedAtUtc, EmailHeldAtUtc) = (ConfirmedAtUtc ?? nowUtc, null);

    /// <summary>What stays is that someone agreed to those words then, and left.</summary>
    internal void Leave(DateTime nowUtc)
    {
        LeftAtUtc ??= nowUtc;
        Email = EmailKey = null;
        EmailHeldAtUtc = null;
    }
}
