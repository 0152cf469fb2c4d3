using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.Stories;

/// <summary>Who may read a story. Each step includes the ones before it.</summary>
public enum StoryConsent
{
    FiguresOnly = 1,
    EvaluationTeam = 2,
    Members = 3,
    PublicWithoutName = 4,
    PublicWithName = 5,
}

/// <summary>What is important to a member right now, in their words and language, with a consent of its own.</summary>
public sealed class Story : IVersioned, IPublicContent
{
    public const int TitleMaxLength = 120;
    public const int TextMaxLength = 5000;
    public const int ReasonMaxLength = 1000;

    private Story() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>Random, for the story's own address.</summary>
    public string Key { get; private set; } = null!;

    public long MemberId { get; private set; }

    public Member Member { get; private set; } = null!;

    public string Title { get; private set; } = null!;

    public string Text { get; private set; } = null!;

    public SiteLanguage Language { get; private set; }

    /// <summary>What it is about; at joining that of the promise made with it.</summary>
    public PromiseTheme Theme { get; private set; }

    public StoryConsent Consent { get; private set; }

    public DateTime ToldAtUtc { get; private set; }

    public DateTime? HiddenAtUtc { get; private set; }

    public string? HiddenReason { get; private set; }

    /// <exception cref="DomainRuleException">Title or text is empty or too long.</exception>
    public static Story Tell(Member member, string? title, string? text, SiteLanguage language, PromiseTheme theme, StoryConsent consent, DateTime nowUtc)
    {
        var story = new Story { Key = RandomToken.Make(), Member = member, ToldAtUtc = nowUtc };
        story.Take(title, text, language, theme, consent);
        return story;
    }

    /// <exception cref="DomainRuleException">As <see cref="Tell"/>.</exception>
    public void Retell(string? title, string? text, SiteLanguage language, PromiseTheme theme, StoryConsent consent) => Take(title, text, language, theme, consent);

    /// <summary>Whether it may be read, while its teller is a member.</summary>
    public bool IsFor(Audience audience) => HiddenAtUtc is null && audience switch
    {
        Audience.Public => Consent is StoryConsent.PublicWithoutName or StoryConsent.PublicWithName,
        Audience.Members => Consent is StoryConsent.Members or StoryConsent.PublicWithoutName or StoryConsent.PublicWithName,
        _ => false,
    };

    /// <summary>May be read as before, but without its teller's name.</summary>
    public void LeaveUnnamed()
    {
        if (Consent == StoryConsent.PublicWithName) Consent = StoryConsent.PublicWithoutName;
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

    private void Take(string? title, string? text, SiteLanguage language, PromiseTheme theme, StoryConsent consent)
    {
        Rules.Must(Enum.IsDefined(consent), "Stories.Consent.Required");
        Rules.Must(Enum.IsDefined(language), "Stories.Language.Required");
        Rules.Must(Enum.IsDefined(theme), "Promises.Theme.Required");
        Title = Rules.Text(title, TitleMaxLength, "Stories.Title");
        Text = Rules.Text(text, TextMaxLength, "Stories.Text");
        // Someone under 18 is never quoted by name.
        Consent = consent == StoryConsent.PublicWithName && Member.Age != AgeBand.Adult ? StoryConsent.PublicWithoutName : consent;
        (Language, Theme) = (language, theme);
    }
}
