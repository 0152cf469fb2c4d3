using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;

namespace CoproNetwork.Web.Pages.Desk.Applications;

/// <summary>Which applications a list shows.</summary>
public enum QueueView
{
    Waiting = 0,
    Unconfirmed = 1,
    Decided = 2,
}

/// <summary>An application that awaits a decision.</summary>
public sealed record WaitingRow(
    long Id, string Key, string Name, MemberKind Kind, string? Organisation, Whereabouts Where, DateTime ConfirmedAtUtc, string? Promise, SiteLanguage? PromiseLanguage, bool WasAsked, bool OnPaper)
{
    public bool MayBeDouble { get; init; }
}

/// <summary>An application whose sender has not yet pressed the button in the mail.</summary>
public sealed record UnconfirmedRow(string Key, string Name, DateTime SentAtUtc, DateTime? RemindedAtUtc);

/// <summary>An application that was decided, and by whom.</summary>
public sealed record DecidedRow(long Id, string Key, string Name, bool Approved, DateTime AtUtc, long? Number)
{
    public string By { get; init; } = "";
}
