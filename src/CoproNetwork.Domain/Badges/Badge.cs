using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;

namespace CoproNetwork.Domain.Badges;

/// <summary>A member's badge: edition and number, given once, at approval. It stays theirs when they leave; its number is never given again.</summary>
public sealed class Badge : IPublicContent
{
    private Badge() { }

    public long Id { get; private set; }

    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    public int EditionNumber { get; private set; }

    public int Number { get; private set; }

    public DateTime GivenAtUtc { get; private set; }

    /// <summary>The holder agreed to be named on the badge's public page.</summary>
    public bool NamesHolder { get; private set; }

    public static Badge Give(Member member, int edition, int number, DateTime nowUtc) => new()
    {
        Member = member,
        EditionNumber = edition,
        Number = number,
        GivenAtUtc = nowUtc,
    };

    public void ChooseNaming(bool named) => NamesHolder = named && Member.MayBeNamed;

    public void StopNaming() => NamesHolder = false;
}
