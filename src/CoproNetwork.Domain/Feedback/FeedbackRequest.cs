using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;

namespace CoproNetwork.Domain.Feedback;

/// <summary>The n-th six-monthly request to one member: asked, or missed while nobody could be asked; answered or not.</summary>
public sealed class FeedbackRequest : IVersioned
{
    private readonly List<FeedbackNudge> _nudges = [];

    private FeedbackRequest() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    public DateTime DueAtUtc { get; private set; }

    /// <summary>Null where it was missed.</summary>
    public DateTime? AskedAtUtc { get; private set; }

    /// <summary>How many nudges are past: 0, 1 or 2. After an outage the first may never have gone out.</summary>
    public int LastNudge { get; private set; }

    public DateTime? AnsweredAtUtc { get; private set; }

    /// <summary>Nudges past when it was answered.</summary>
    public int? NudgesBeforeAnswer { get; private set; }

    /// <summary>What was reported; null without a promise, or once that is withdrawn.</summary>
    public PromiseUpdate? Update { get; private set; }

    public long? UpdateId { get; private set; }

    /// <summary>The story told with the answer.</summary>
    public Story? Story { get; private set; }

    public long? StoryId { get; private set; }

    public IReadOnlyList<FeedbackNudge> Nudges => _nudges;

    internal static FeedbackRequest Ask(long memberId, int number, DateTime dueAtUtc, DateTime nowUtc) =>
        new() { MemberId = memberId, Number = number, DueAtUtc = dueAtUtc, AskedAtUtc = nowUtc };

    /// <summary>As the other, of a member who has no id yet.</summary>
    internal static FeedbackRequest Ask(Member member, int number, DateTime dueAtUtc, DateTime nowUtc) =>
        new() { Member = member, Number = number, DueAtUtc = dueAtUtc, AskedAtUtc = nowUtc };

    internal static FeedbackRequest Miss(long memberId, int number, DateTime dueAtUtc) => new() { MemberId = memberId, Number = number, DueAtUtc = dueAtUtc };

    internal void NoteNudge(int nudge, DateTime nowUtc)
    {
        Rules.Must(AskedAtUtc is not null && AnsweredAtUtc is null && nudge > LastNudge, "Feedback.NoNudge");
        LastNudge = nudge;
        _nudges.Add(FeedbackNudge.Of(nudge, nowUtc));
    }

    /// <summary>The first answer counts as the answer's time; later ones are corrections of it.</summary>
    internal void NoteAnswer(DateTime nowUtc)
    {
        Rules.Must(AskedAtUtc is not null, "Feedback.NotAsked");
        if (AnsweredAtUtc is null) (AnsweredAtUtc, NudgesBeforeAnswer) = (nowUtc, LastNudge);
    }

    internal void Keep(PromiseUpdate update) => Update = update;

    internal void Keep(Story story) => Story = story;
}

/// <summary>A nudge that went out.</summary>
public sealed class FeedbackNudge
{
    private FeedbackNudge() { }

    public long Id { get; private set; }

    public long RequestId { get; private set; }

    /// <summary>1 or 2.</summary>
    public int Nudge { get; private set; }

    public DateTime SentAtUtc { get; private set; }

    internal static FeedbackNudge Of(int nudge, DateTime nowUtc) => new() { Nudge = nudge, SentAtUtc = nowUtc };
}
