using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Promises;

/// <summary>What a member reports on a promise.</summary>
/// <param name="Language">Of the words, and of <paramref name="NewText"/>.</param>
/// <param name="WouldHelp">What would help with a stuck promise; for the network's team alone, whatever the visibility.</param>
/// <param name="NewText">The new words of a changed promise.</param>
public sealed record Progress(
    PromiseStatus Status, SiteLanguage Language, UpdateVisibility Visibility,
    string? Happened = null, string? Helped = null, string? Hindered = null, string? WouldHelp = null, string? NewText = null);

/// <summary>One step in a promise's history: a report on how it goes, or the words it had before it was reworded.</summary>
public sealed class PromiseUpdate : IPublicContent
{
    public const int WordsMaxLength = 2000;

    private PromiseUpdate() { }

    public long Id { get; private set; }

    /// <summary>Random, for addresses.</summary>
    public string Key { get; private set; } = null!;

    public long PromiseId { get; private set; }

    /// <summary>Reported; for rewording alone, what the promise's was then.</summary>
    public PromiseStatus Status { get; private set; }

    /// <summary>False where only words were changed.</summary>
    public bool IsReport { get; private set; }

    public DateTime AtUtc { get; private set; }

    public DateTime? CorrectedAtUtc { get; private set; }

    public SiteLanguage Language { get; private set; }

    public string? Happened { get; private set; }

    public string? Helped { get; private set; }

    public string? Hindered { get; private set; }

    /// <summary>For the network's team alone.</summary>
    public string? WouldHelp { get; private set; }

    /// <summary>The promise's words before this.</summary>
    public string? OldText { get; private set; }

    public SiteLanguage? OldLanguage { get; private set; }

    public UpdateVisibility Visibility { get; private set; }

    public DateTime? HiddenAtUtc { get; private set; }

    public string? HiddenReason { get; private set; }

    /// <summary>Whether anything was written beside the status.</summary>
    public bool HasWords => Happened is not null || Helped is not null || Hindered is not null;

    public bool IsFor(Audience audience) => HiddenAtUtc is null && audience switch
    {
        Audience.Public => Visibility is UpdateVisibility.Website or UpdateVisibility.Newsletter,
        Audience.Members => Visibility != UpdateVisibility.Team,
        _ => false,
    };

    internal static PromiseUpdate Reworded(string oldText, SiteLanguage oldLanguage, PromiseStatus status, DateTime nowUtc) =>
        new() { Key = RandomToken.Make(), OldText = oldText, OldLanguage = oldLanguage, Status = status, AtUtc = nowUtc, Language = oldLanguage, Visibility = UpdateVisibility.Team };

    internal static PromiseUpdate Of(Progress progress, DateTime nowUtc)
    {
        var update = new PromiseUpdate { Key = RandomToken.Make(), IsReport = true, AtUtc = nowUtc };
        update.Take(progress);
        return update;
    }

    internal void Correct(Progress progress, DateTime nowUtc)
    {
        Take(progress);
        CorrectedAtUtc = nowUtc;
    }

    internal void ChooseVisibility(UpdateVisibility visibility)
    {
        Rules.Must(Enum.IsDefined(visibility), "Promises.UpdateVisibility.Required");
        Visibility = visibility;
    }

    /// <summary>The first words are the ones to remember, however often the change is corrected.</summary>
    internal void KeepOld(string text, SiteLanguage language)
    {
        if (OldText is null) (OldText, OldLanguage) = (text, language);
    }

    internal void Hide(string? reason, DateTime nowUtc)
    {
        HiddenReason = Rules.Text(reason, Promise.ReasonMaxLength, "Members.HideReason");
        HiddenAtUtc = nowUtc;
    }

    internal void ShowAgain()
    {
        HiddenReason = null;
        HiddenAtUtc = null;
    }

    private void Take(Progress progress)
    {
        Rules.Must(progress.Status is PromiseStatus.UnderWay or PromiseStatus.Kept or PromiseStatus.Stuck or PromiseStatus.Changed, "Promises.Progress.Required");
        Rules.Must(Enum.IsDefined(progress.Language), "Promises.Language.Required");
        ChooseVisibility(progress.Visibility);
        Status = progress.Status;
        Language = progress.Language;
        Happened = Rules.OptionalText(progress.Happened, WordsMaxLength, "Promises.Happened");
        Helped = Rules.OptionalText(progress.Helped, WordsMaxLength, "Promises.Helped");
        Hindered = Rules.OptionalText(progress.Hindered, WordsMaxLength, "Promises.Hindered");
        WouldHelp = progress.Status == PromiseStatus.Stuck ? Rules.OptionalText(progress.WouldHelp, WordsMaxLength, "Promises.WouldHelp") : null;
    }
}
