using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;

namespace CoproNetwork.Domain.Promises;

/// <summary>The Co-production Promise: what a member will do to make things better. A member has one at a time in issue; its history is kept.</summary>
public sealed class Promise : IVersioned, IPublicContent
{
    public const int TextMaxLength = 500;
    public const int ReasonMaxLength = 1000;

    private readonly List<PromiseUpdate> _updates = [];

    private Promise() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    public string Text { get; private set; } = null!;

    public SiteLanguage Language { get; private set; }

    public PromiseTheme Theme { get; private set; }

    public PromiseVisibility Visibility { get; private set; }

    public PromiseStatus Status { get; private set; }

    public DateTime MadeAtUtc { get; private set; }

    /// <summary>Set when a coordinator hid the text from everyone but its maker and the team.</summary>
    public DateTime? HiddenAtUtc { get; private set; }

    public string? HiddenReason { get; private set; }

    public IReadOnlyList<PromiseUpdate> Updates => _updates;

    /// <summary>May stand on public pages, together with its approved maker.</summary>
    public bool IsPublic => Visibility == PromiseVisibility.Everyone && HiddenAtUtc is null;

    /// <summary>A member's word, given now.</summary>
    /// <exception cref="DomainRuleException">The text is empty or longer than <see cref="TextMaxLength"/>.</exception>
    public static Promise Make(Member member, string? text, SiteLanguage language, PromiseTheme theme, PromiseVisibility visibility, DateTime nowUtc)
    {
        var promise = new Promise { Member = member, Status = PromiseStatus.Made, MadeAtUtc = nowUtc };
        promise.Take(text, language, theme, visibility);
        return promise;
    }

    /// <summary>Better words for the same promise; the old ones stay in its history.</summary>
    /// <exception cref="DomainRuleException">As <see cref="Make"/>.</exception>
    public void Reword(string? text, SiteLanguage language, PromiseTheme theme, PromiseVisibility visibility, DateTime nowUtc)
    {
        var (oldText, oldLanguage) = (Text, Language);
        Take(text, language, theme, visibility);
        if (oldText != Text) _updates.Add(PromiseUpdate.Reworded(oldText, oldLanguage, Status, nowUtc));
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

    private void Take(string? text, SiteLanguage language, PromiseTheme theme, PromiseVisibility visibility)
    {
        Rules.Must(Enum.IsDefined(theme), "Promises.Theme.Required");
        Rules.Must(Enum.IsDefined(visibility), "Promises.Visibility.Required");
        Rules.Must(Enum.IsDefined(language), "Promises.Language.Required");
        Text = Rules.Text(text, TextMaxLength, "Promises.Text");
        (Language, Theme, Visibility) = (language, theme, visibility);
    }
}

/// <summary>One step in a promise's history: the words it had before, and its status at that time.</summary>
public sealed class PromiseUpdate
{
    private PromiseUpdate() { }

    public long Id { get; private set; }

    public long PromiseId { get; private set; }

    public string OldText { get; private set; } = null!;

    public SiteLanguage OldLanguage { get; private set; }

    public PromiseStatus Status { get; private set; }

    public DateTime AtUtc { get; private set; }

    internal static PromiseUpdate Reworded(string oldText, SiteLanguage oldLanguage, PromiseStatus status, DateTime nowUtc) =>
        new() { OldText = oldText, OldLanguage = oldLanguage, Status = status, AtUtc = nowUtc };
}
