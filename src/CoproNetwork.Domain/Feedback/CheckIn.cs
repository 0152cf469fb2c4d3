using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;

namespace CoproNetwork.Domain.Feedback;

/// <summary>How much say someone has in what affects them. An ordered scale, and one answer off it.</summary>
public enum Say
{
    None = 1,
    Little = 2,
    Some = 3,
    Lot = 4,
    AsMuchAsIWant = 5,
    DoesNotApply = 9,
}

/// <summary>Answers to the three questions, and a few words with them. Null is a question skipped.</summary>
public sealed record Says(Say? OwnLife = null, Say? Work = null, Say? Community = null, string? Words = null)
{
    public bool IsEmpty => this is { OwnLife: null, Work: null, Community: null } && string.IsNullOrWhiteSpace(Words);
}

/// <summary>The three questions on life, work and community, asked at joining (wave 0) and again every six months. Null is a question skipped.</summary>
public sealed class CheckIn
{
    public const int WordsMaxLength = 2000;

    private CheckIn() { }

    public long Id { get; private set; }

    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    /// <summary>0 at joining, n at the n-th six-monthly request.</summary>
    public int Wave { get; private set; }

    public Say? OwnLife { get; private set; }

    public Say? Work { get; private set; }

    public Say? Community { get; private set; }

    public string? Words { get; private set; }

    public DateTime AtUtc { get; private set; }

    /// <exception cref="DomainRuleException">The free text is longer than <see cref="WordsMaxLength"/>.</exception>
    public static CheckIn AtJoining(Member member, Say? ownLife, Say? work, Say? community, string? words, DateTime nowUtc) => new()
    {
        Member = member,
        Wave = 0,
        OwnLife = Known(ownLife),
        Work = Known(work),
        Community = Known(community),
        Words = Rules.OptionalText(words, WordsMaxLength, "Feedback.Words"),
        AtUtc = nowUtc,
    };

    /// <summary>The answers given with the n-th request.</summary>
    /// <exception cref="DomainRuleException">As <see cref="AtJoining"/>.</exception>
    public static CheckIn WithRequest(Member member, int number, Says says, DateTime nowUtc)
    {
        var checkIn = new CheckIn { Member = member, Wave = number, AtUtc = nowUtc };
        checkIn.Correct(says);
        return checkIn;
    }

    /// <exception cref="DomainRuleException">As <see cref="AtJoining"/>.</exception>
    public void Correct(Says says)
    {
        (OwnLife, Work, Community) = (Known(says.OwnLife), Known(says.Work), Known(says.Community));
        Words = Rules.OptionalText(says.Words, WordsMaxLength, "Feedback.Words");
    }

    /// <summary>The member left: figures stay, words do not.</summary>
    public void EraseWords() => Words = null;

    private static Say? Known(Say? say)
    {
        Rules.Must(say is null || Enum.IsDefined(say.Value), "Feedback.Say.Unknown");
        return say;
    }
}
