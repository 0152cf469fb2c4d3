using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Newsletters;

public enum NewsletterStatus
{
    Draft = 0,

    /// <summary>Goes out when its time comes; until then it can be taken back.</summary>
    Scheduled = 1,
    Sending = 2,

    /// <summary>Stopped on its way, by a coordinator or by what the mail server answers; it goes on where it was.</summary>
    Paused = 3,
    Sent = 4,
}

/// <summary>A piece of the site that an issue points to: its words stay where they are, so that whoever withdraws theirs is gone from here too.</summary>
/// <param name="Source">Name of an <see cref="INewsletterSource"/>.</param>
/// <param name="Key">What the source finds it by.</param>
public sealed record NewsletterChoice(string Source, string Key);

/// <summary>What a coordinator writes, in both languages.</summary>
public sealed record NewsletterWords(string? SubjectWelsh, string? SubjectEnglish, string? IntroWelsh, string? IntroEnglish);

/// <summary>An issue of the newsletter. Loaded with its items wherever it is changed.</summary>
public sealed class NewsletterIssue : IVersioned, IPublicContent
{
    public const int SubjectMaxLength = 150;
    public const int IntroMaxLength = 8000;
    public const int MostItems = 60;
    public const int SlugMaxLength = 20;

    /// <summary>An issue may be scheduled so far ahead.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(366);

    private readonly List<NewsletterItem> _items = [];

    private NewsletterIssue() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>Random, for its address at the desk.</summary>
    public string Key { get; private set; } = null!;

    /// <summary>Its address on the site, such as <c>2026-12</c>; null until it goes out.</summary>
    public string? Slug { get; private set; }

    public NewsletterStatus Status { get; private set; }

    public string? SubjectWelsh { get; private set; }

    public string? SubjectEnglish { get; private set; }

    /// <summary>Markdown.</summary>
    public string? IntroWelsh { get; private set; }

    /// <summary>Markdown.</summary>
    public string? IntroEnglish { get; private set; }

    /// <summary>It tells what happened since then; null in the first.</summary>
    public DateTime? SinceUtc { get; private set; }

    public DateTime MadeAtUtc { get; private set; }

    /// <summary>What was new until then was before the coordinator's eyes when the pieces were chosen; the next issue tells what came after.</summary>
    public DateTime OfferedAtUtc { get; private set; }

    public DateTime? ScheduledForUtc { get; private set; }

    public DateTime? StartedAtUtc { get; private set; }

    /// <summary>When the last of its readers had a row; nothing is sent before.</summary>
    public DateTime? FilledAtUtc { get; private set; }

    public DateTime? FinishedAtUtc { get; private set; }

    /// <summary>Paused by the portal, because the mail server refused one mail after the other.</summary>
    public bool IsHalted { get; private set; }

    public IReadOnlyList<NewsletterItem> Items => _items;

    /// <summary>Can still be written.</summary>
    public bool IsOpen => Status == NewsletterStatus.Draft;

    /// <summary>Null until it is written.</summary>
    public string? SubjectIn(SiteLanguage language) => language == SiteLanguage.Welsh ? SubjectWelsh : SubjectEnglish;

    /// <param name="sinceUtc">Until when the one before tells; null for the first.</param>
    public static NewsletterIssue Start(DateTime? sinceUtc, DateTime nowUtc) => new() { Key = RandomToken.Make(), SinceUtc = sinceUtc, MadeAtUtc = nowUtc, OfferedAtUtc = nowUtc };

    /// <exception cref="DomainRuleException">It is a draft no more, or a text is too long.</exception>
    public void Write(NewsletterWords words)
    {
        Rules.Must(IsOpen, "Newsletters.NotOpen");
        SubjectWelsh = Rules.OptionalText(OneLine(words.SubjectWelsh), SubjectMaxLength, "Newsletters.SubjectWelsh");
        SubjectEnglish = Rules.OptionalText(OneLine(words.SubjectEnglish), SubjectMaxLength, "Newsletters.SubjectEnglish");
        IntroWelsh = Rules.OptionalText(words.IntroWelsh, IntroMaxLength, "Newsletters.IntroWelsh");
        IntroEnglish = Rules.OptionalText(words.IntroEnglish, IntroMaxLength, "Newsletters.IntroEnglish");
    }

    /// <summary>What it points to, in this order; a choice made twice counts once.</summary>
    /// <param name="offeredAtUtc">When what may be chosen was looked up.</param>
    /// <exception cref="DomainRuleException">It is a draft no more, or there are more than <see cref="MostItems"/>.</exception>
    public void Choose(IEnumerable<NewsletterChoice> choices, DateTime offeredAtUtc)
    {
        Rules.Must(IsOpen, "Newsletters.NotOpen");
        var chosen = choices.Distinct().ToList();
        Rules.Must(chosen.Count <= MostItems, "Newsletters.TooManyItems", MostItems);
        _items.RemoveAll(item => !chosen.Contains(item.Choice));
        for (var at = 0; at < chosen.Count; at++)
        {
            var item = _items.SingleOrDefault(one => one.Choice == chosen[at]);
            if (item is null) _items.Add(item = NewsletterItem.Of(chosen[at]));
            item.Position = at;
        }

        // A page that was left open for days has not seen what came meanwhile.
        if (offeredAtUtc >= MadeAtUtc) OfferedAtUtc = offeredAtUtc;
    }

    /// <summary>Resource keys of what is not there yet; without all of it nothing is sent.</summary>
    public IReadOnlyList<string> Missing()
    {
        var missing = new List<string>();
        if (SubjectWelsh is null) missing.Add("Newsletters.Missing.SubjectWelsh");
        if (SubjectEnglish is null) missing.Add("Newsletters.Missing.SubjectEnglish");
        if (IntroWelsh is null) missing.Add("Newsletters.Missing.IntroWelsh");
        if (IntroEnglish is null) missing.Add("Newsletters.Missing.IntroEnglish");
        return missing;
    }

    /// <summary>Goes out at that instant, or with the next pass where that is past.</summary>
    /// <exception cref="DomainRuleException">No draft, something is missing, or the instant is too far ahead.</exception>
    public void Schedule(DateTime atUtc, DateTime nowUtc)
    {
        Rules.Must(IsOpen, "Newsletters.NotOpen");
        Rules.Must(Missing().Count == 0, "Newsletters.NotWhole");
        Rules.Must(atUtc <= nowUtc + LongestWait, "Newsletters.TooFar");
        (Status, ScheduledForUtc) = (NewsletterStatus.Scheduled, atUtc < nowUtc ? nowUtc : atUtc);
    }

    /// <exception cref="DomainRuleException">It is not scheduled, or on its way already.</exception>
    public void TakeBack()
    {
        Rules.Must(Status == NewsletterStatus.Scheduled, "Newsletters.NotScheduled");
        (Status, ScheduledForUtc) = (NewsletterStatus.Draft, null);
    }

    internal void Begin(string slug, DateTime nowUtc)
    {
        Rules.Must(Status == NewsletterStatus.Scheduled, "Newsletters.NotScheduled");
        (Status, Slug, StartedAtUtc) = (NewsletterStatus.Sending, slug, nowUtc);
    }

    internal void NoteFilled(DateTime nowUtc) => FilledAtUtc = nowUtc;

    /// <exception cref="DomainRuleException">It is not being sent.</exception>
    public void Pause()
    {
        Rules.Must(Status == NewsletterStatus.Sending, "Newsletters.NotSending");
        Status = NewsletterStatus.Paused;
    }

    /// <exception cref="DomainRuleException">It is not paused.</exception>
    public void Resume()
    {
        Rules.Must(Status == NewsletterStatus.Paused, "Newsletters.NotPaused");
        (Status, IsHalted) = (NewsletterStatus.Sending, false);
    }

    /// <summary>As <see cref="Pause"/>, until a coordinator has seen why.</summary>
    internal void Halt()
    {
        if (Status == NewsletterStatus.Sending) (Status, IsHalted) = (NewsletterStatus.Paused, true);
    }

    /// <summary>Those who did not get it are to be tried once more, also where it had ended.</summary>
    /// <exception cref="DomainRuleException">It has not gone out yet.</exception>
    internal void TryAgain()
    {
        Rules.Must(Status is NewsletterStatus.Sending or NewsletterStatus.Paused or NewsletterStatus.Sent, "Newsletters.NoneFailed");
        if (Status == NewsletterStatus.Sent) (Status, FinishedAtUtc) = (NewsletterStatus.Sending, null);
    }

    internal void Finish(DateTime nowUtc) => (Status, FinishedAtUtc) = (NewsletterStatus.Sent, nowUtc);

    private static string? OneLine(string? text) => text?.ReplaceLineEndings(" ");
}

/// <summary>A piece in its place.</summary>
public sealed class NewsletterItem
{
    public const int SourceMaxLength = 40;
    public const int KeyMaxLength = 140;

    private NewsletterItem() { }

    public long Id { get; private set; }

    public long IssueId { get; private set; }

    public int Position { get; internal set; }

    public string Source { get; private set; } = null!;

    public string ItemKey { get; private set; } = null!;

    public NewsletterChoice Choice => new(Source, ItemKey);

    internal static NewsletterItem Of(NewsletterChoice choice) => new()
    {
        Source = Rules.Text(choice.Source, SourceMaxLength, "Newsletters.Item"),
        ItemKey = Rules.Text(choice.Key, KeyMaxLength, "Newsletters.Item"),
    };
}
