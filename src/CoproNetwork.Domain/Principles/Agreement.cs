using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;

namespace CoproNetwork.Domain.Principles;

/// <summary>Who agreed to which version of the principles, when and in which language. Kept as long as the membership.</summary>
public sealed class Agreement
{
    public const int WouldChangeMaxLength = 2000;

    private Agreement() { }

    public long Id { get; private set; }

    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    public long PrinciplesVersionId { get; private set; }

    public SiteLanguage Language { get; private set; }

    public DateTime AgreedAtUtc { get; private set; }

    /// <summary>What the member would change, in their words; null when nothing.</summary>
    public string? WouldChange { get; private set; }

    /// <exception cref="DomainRuleException">The remark is longer than <see cref="WouldChangeMaxLength"/>.</exception>
    public static Agreement Give(Member member, long versionId, SiteLanguage language, string? wouldChange, DateTime nowUtc) => new()
    {
        Member = member,
        PrinciplesVersionId = versionId,
        Language = language,
        WouldChange = Rules.OptionalText(wouldChange, WouldChangeMaxLength, "Principles.WouldChange"),
        AgreedAtUtc = nowUtc,
    };

    /// <summary>The member left: that they agreed stays, what they wrote does not.</summary>
    public void EraseWords() => WouldChange = null;
}
