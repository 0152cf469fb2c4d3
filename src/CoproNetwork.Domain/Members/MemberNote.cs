using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Members;

/// <summary>What a coordinator noted, or asked, about an application; never shown outside the desk.</summary>
public sealed class MemberNote
{
    public const int TextMaxLength = 2000;

    private MemberNote() { }

    public long Id { get; private set; }

    public long MemberId { get; private set; }

    public long AuthorAccountId { get; private set; }

    public string Text { get; private set; } = null!;

    /// <summary>The note is a question that was mailed to the applicant.</summary>
    public bool WasAsked { get; private set; }

    public DateTime AtUtc { get; private set; }

    /// <exception cref="DomainRuleException">The text is empty or longer than <see cref="TextMaxLength"/>.</exception>
    public static MemberNote Write(long memberId, long authorAccountId, string? text, bool asked, DateTime nowUtc) => new()
    {
        MemberId = memberId,
        AuthorAccountId = authorAccountId,
        Text = Rules.Text(text, TextMaxLength, "Members.Note"),
        WasAsked = asked,
        AtUtc = nowUtc,
    };
}
