using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Promises;

public enum PromiseMessageKind
{
    Thanks = 1,
    Help = 2,
}

/// <summary>One member's thanks for, or offer of help with, another's promise. Neither sees the other's address: the portal carries the words. How many thanks there are is public.</summary>
public sealed class PromiseMessage : IPublicContent
{
    public const int TextMaxLength = 1000;

    private PromiseMessage() { }

    public long Id { get; private set; }

    public long PromiseId { get; private set; }

    public Promise Promise { get; private set; } = null!;

    public PromiseMessageKind Kind { get; private set; }

    public long FromMemberId { get; private set; }

    /// <summary>Always there with an offer, may be missing with thanks.</summary>
    public string? Text { get; private set; }

    public DateTime AtUtc { get; private set; }

    public string? Reply { get; private set; }

    public DateTime? RepliedAtUtc { get; private set; }

    /// <exception cref="DomainRuleException">The text is too long, or an offer has none.</exception>
    public static PromiseMessage Send(long promiseId, PromiseMessageKind kind, long fromMemberId, string? text, DateTime nowUtc)
    {
        Rules.Must(Enum.IsDefined(kind), "Promises.Message.Kind");
        return new()
        {
            PromiseId = promiseId,
            Kind = kind,
            FromMemberId = fromMemberId,
            Text = kind == PromiseMessageKind.Help ? Rules.Text(text, TextMaxLength, "Promises.Message") : Rules.OptionalText(text, TextMaxLength, "Promises.Message"),
            AtUtc = nowUtc,
        };
    }

    /// <exception cref="DomainRuleException">No words, too many, or answered already.</exception>
    public void Answer(string? text, DateTime nowUtc)
    {
        Rules.Must(RepliedAtUtc is null, "Promises.Message.Answered");
        Reply = Rules.Text(text, TextMaxLength, "Promises.Message");
        RepliedAtUtc = nowUtc;
    }
}
