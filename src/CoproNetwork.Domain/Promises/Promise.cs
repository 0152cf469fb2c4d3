using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;

namespace CoproNetwork.Domain.Promises;

/// <summary>
/// The Co-production Promise: what a member will do to make things better. A member has one at a time in issue, and makes the next
/// when it is kept; each has its history. Loaded with its updates wherever it is changed.
/// </summary>
public sealed class Promise : IVersioned, IPublicContent
{
    public const int TextMaxLength = 500;
    public const int ReasonMaxLength = 1000;

    private readonly List<PromiseUpdate> _updates = [];

    private Promise() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>Random, for the promise's own address.</summary>
    public string Key { get; private set; } = null!;

    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    public string Text { get; private set; } = null!;

    public SiteLanguage Language { get; private set; }

    public PromiseTheme Theme { get; private set; }

    public PromiseVisibility Visibility { get; private set; }

    /// <summary>As its maker said last, whoever may see that; see <see cref="StatusFor"/>.</summary>
    public PromiseStatus Status { get; private set; }

    public DateTime MadeAtUtc { get; private set; }

    /// <summary>Set when a coordinator hid the text from everyone but its maker and the team.</summary>
    public DateTime? HiddenAtUtc { get; private set; }

    public string? HiddenReason { get; private set; }

    public IReadOnlyList<PromiseUpdate> Updates => _updates;

    /// <summary>May stand on public pages, together with its approved maker.</summary>
    public bool IsPublic => IsFor(Audience.Public);

    /// <summary>Its status as the public may know it; kept here so that a listing needs no history.</summary>
    public PromiseStatus PublicStatus { get; private set; }

    /// <summary>A member's word, given now.</summary>
    /// <exception cref="DomainRuleException">The text is empty or longer than <see cref="TextMaxLength"/>.</exception>
    public static Promise Make(Member member, string? text, SiteLanguage language, PromiseTheme theme, PromiseVisibility visibility, DateTime nowUtc)
    {
        var promise = new Promise { Key = RandomToken.Make(), Member = member, Status = PromiseStatus.Made, MadeAtUtc = nowUtc };
        promise.Take(text, language, theme, visibility);
        return promise;
    }

    /// <summary>Better words for the same promise; the old ones stay in its history, for its maker and the team.</summary>
    /// <exception cref="DomainRuleException">As <see cref="Make"/>.</exception>
    public void Reword(string? text, SiteLanguage language, PromiseTheme theme, PromiseVisibility visibility, DateTime nowUtc)
    {
        var (oldText, oldLanguage) = (Text, Language);
        Take(text, language, theme, visibility);
        if (oldText != Text) _updates.Add(PromiseUpdate.Reworded(oldText, oldLanguage, Status, nowUtc));
    }

    /// <summary>How it goes now. A changed promise gets its new words here; the old ones are kept in the update.</summary>
    /// <exception cref="DomainRuleException">Something is missing, too long, or no status that one reports.</exception>
    public PromiseUpdate Report(Progress progress, DateTime nowUtc)
    {
        var update = PromiseUpdate.Of(progress, nowUtc);
        _updates.Add(update);
        Follow(update, progress);
        return update;
    }

    /// <summary>The same report in better words, or for other eyes.</summary>
    /// <exception cref="DomainRuleException">As <see cref="Report"/>.</exception>
    public void Correct(PromiseUpdate update, Progress progress, DateTime nowUtc)
    {
        update.Correct(progress, nowUtc);
        Follow(update, progress);
    }

    /// <summary>Who may see one of its updates from now on.</summary>
    public void Show(PromiseUpdate update, UpdateVisibility visibility)
    {
        update.ChooseVisibility(visibility);
        Settle();
    }

    /// <exception cref="DomainRuleException">The reason is missing or too long.</exception>
    public void HideUpdate(PromiseUpdate update, string? reason, DateTime nowUtc)
    {
        update.Hide(reason, nowUtc);
        Settle();
    }

    public void ShowUpdateAgain(PromiseUpdate update)
    {
        update.ShowAgain();
        Settle();
    }

    /// <exception cref="DomainRuleException">The reason is missing or too long.</exception>
    public void Hide(string? reason, DateTime nowUtc)
    {
        HiddenReason = Rules.Text(reason, ReasonMaxLength, "Members.HideReason");
        HiddenAtUtc = nowUtc;
    }

    public void ShowAgain()
    {
        HiddenReason = null;
        HiddenAtUtc = null;
    }

    /// <summary>Whether the promise itself may be seen, while its maker is a member.</summary>
    public bool IsFor(Audience audience) => HiddenAtUtc is null && audience switch
    {
        Audience.Public => Visibility == PromiseVisibility.Everyone,
        Audience.Members => Visibility is PromiseVisibility.Everyone or PromiseVisibility.Members,
        _ => false,
    };

    /// <summary>Its status as the audience may know it: that of the newest report that it may see.</summary>
    public PromiseStatus StatusFor(Audience audience) => LastFor(audience)?.Status ?? PromiseStatus.Made;

    /// <summary>When it last moved for the audience.</summary>
    public DateTime MovedAtUtc(Audience audience) => LastFor(audience)?.AtUtc ?? MadeAtUtc;

    private PromiseUpdate? LastFor(Audience audience) => Newest(_updates.Where(update => update.IsReport && update.IsFor(audience)));

    // Of two in one instant the one that came after.
    private static PromiseUpdate? Newest(IEnumerable<PromiseUpdate> updates) => updates.OrderBy(update => update.AtUtc).ThenBy(update => update.Id == 0).ThenBy(update => update.Id).LastOrDefault();

    private void Follow(PromiseUpdate update, Progress progress)
    {
        if (update.Status == PromiseStatus.Changed)
        {
            var (oldText, oldLanguage) = (Text, Language);
            Take(progress.NewText, progress.Language, Theme, Visibility);
            if (Text != oldText) update.KeepOld(oldText, oldLanguage);
        }

        Status = Newest(_updates.Where(one => one.IsReport))?.Status ?? PromiseStatus.Made;
        Settle();
    }

    private void Settle() => PublicStatus = StatusFor(Audience.Public);

    private void Take(string? text, SiteLanguage language, PromiseTheme theme, PromiseVisibility visibility)
    {
        Rules.Must(Enum.IsDefined(theme), "Promises.Theme.Required");
        Rules.Must(Enum.IsDefined(visibility), "Promises.Visibility.Required");
        Rules.Must(Enum.IsDefined(language), "Promises.Language.Required");
        Text = Rules.Text(text, TextMaxLength, "Promises.Text");
        (Language, Theme, Visibility) = (language, theme, visibility);
    }
}
