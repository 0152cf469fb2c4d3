using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.Feedback;

public enum StuckTaskStatus
{
    Open = 0,
    Taken = 1,
    Closed = 2,
}

/// <summary>Someone's promise is stuck: a coordinator takes this, notes what was done, and closes it.</summary>
public sealed class StuckTask : IVersioned
{
    private readonly List<StuckTaskNote> _notes = [];

    private StuckTask() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>Random, for its address.</summary>
    public string Key { get; private set; } = null!;

    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    /// <summary>The report that says so, with what would help.</summary>
    public PromiseUpdate? Update { get; private set; }

    public long? UpdateId { get; private set; }

    public StuckTaskStatus Status { get; private set; }

    public DateTime OpenedAtUtc { get; private set; }

    /// <summary>The coordinator's account.</summary>
    public long? TakenByAccountId { get; private set; }

    public DateTime? TakenAtUtc { get; private set; }

    public DateTime? ClosedAtUtc { get; private set; }

    public IReadOnlyList<StuckTaskNote> Notes => _notes;

    internal static StuckTask Open(Member member, PromiseUpdate update, DateTime nowUtc) =>
        new() { Key = RandomToken.Make(), Member = member, Update = update, OpenedAtUtc = nowUtc };

    /// <summary>A coordinator sees to it; another may take it over.</summary>
    /// <exception cref="DomainRuleException">It is closed.</exception>
    public void Take(long accountId, DateTime nowUtc)
    {
        Rules.Must(Status != StuckTaskStatus.Closed, "Feedback.Task.Closed");
        (Status, TakenByAccountId, TakenAtUtc) = (StuckTaskStatus.Taken, accountId, nowUtc);
    }

    /// <exception cref="DomainRuleException">No words, or too many.</exception>
    public void Note(long accountId, string? text, DateTime nowUtc) => _notes.Add(StuckTaskNote.Write(accountId, text, nowUtc));

    /// <exception cref="DomainRuleException">It is closed, or nobody took it.</exception>
    public void Close(DateTime nowUtc)
    {
        Rules.Must(Status != StuckTaskStatus.Closed, "Feedback.Task.Closed");
        Rules.Must(Status == StuckTaskStatus.Taken, "Feedback.Task.NotTaken");
        (Status, ClosedAtUtc) = (StuckTaskStatus.Closed, nowUtc);
    }

    /// <summary>The member says that it is no longer stuck, before anyone took it.</summary>
    internal void Resolve(DateTime nowUtc)
    {
        if (Status == StuckTaskStatus.Open) (Status, ClosedAtUtc) = (StuckTaskStatus.Closed, nowUtc);
    }

    /// <summary>The newest report is the one to read.</summary>
    internal void Follow(PromiseUpdate update) => Update = update;

    internal void OpenAgain(DateTime nowUtc)
    {
        if (Status == StuckTaskStatus.Closed && TakenAtUtc is null) (Status, ClosedAtUtc, OpenedAtUtc) = (StuckTaskStatus.Open, null, nowUtc);
    }
}

/// <summary>What a coordinator did about it; never shown outside the desk.</summary>
public sealed class StuckTaskNote
{
    public const int TextMaxLength = 2000;

    private StuckTaskNote() { }

    public long Id { get; private set; }

    public long TaskId { get; private set; }

    public long AuthorAccountId { get; private set; }

    public string Text { get; private set; } = null!;

    public DateTime AtUtc { get; private set; }

    internal static StuckTaskNote Write(long accountId, string? text, DateTime nowUtc) =>
        new() { AuthorAccountId = accountId, Text = Rules.Text(text, TextMaxLength, "Feedback.TaskNote"), AtUtc = nowUtc };
}
