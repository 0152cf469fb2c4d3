using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>The chosen pieces of one source, in their order.</summary>
public sealed record NewsletterPart(string Source, IReadOnlyList<NewsletterPiece> Pieces);

/// <summary>An issue as it may be shown now.</summary>
public sealed record NewsletterContent(NewsletterWords Words, IReadOnlyList<NewsletterPart> Parts)
{
    public string? Subject(SiteLanguage language) => language == SiteLanguage.Welsh ? Words.SubjectWelsh : Words.SubjectEnglish;

    public string? Intro(SiteLanguage language) => language == SiteLanguage.Welsh ? Words.IntroWelsh : Words.IntroEnglish;
}

/// <summary>An issue on the site.</summary>
public sealed record PublishedIssue(string Slug, DateTime StartedAtUtc, NewsletterContent Content);

/// <summary>An issue among others.</summary>
public sealed record IssueLine(string Slug, DateTime StartedAtUtc, string SubjectWelsh, string SubjectEnglish, string IntroWelsh, string IntroEnglish)
{
    public string Subject(SiteLanguage language) => language == SiteLanguage.Welsh ? SubjectWelsh : SubjectEnglish;

    /// <summary>Markdown.</summary>
    public string Intro(SiteLanguage language) => language == SiteLanguage.Welsh ? IntroWelsh : IntroEnglish;
}

/// <summary>Writes an issue as a mail, from what may be shown at that moment. The Web's components answer.</summary>
public interface INewsletterComposer
{
    /// <summary>The way out that a preview shows: it looks as in every mail, and is nobody's.</summary>
    static readonly MailExit Sample = new("preview", MailList.Newsletter);

    /// <param name="name">Of the reader; empty for a greeting without a name.</param>
    /// <param name="leaving">How the reader leaves; <see cref="Sample"/> in a preview.</param>
    /// <param name="slug">Of its page; see <see cref="NewsletterReading.SlugAsync"/>.</param>
    Task<ComposedMail> ComposeAsync(NewsletterContent content, MailLanguage language, string name, MailExit leaving, string slug, CancellationToken cancellation);
}

/// <summary>Reads issues, with the words of the site as they are now: what was withdrawn is gone from every issue.</summary>
public sealed class NewsletterReading(CoproDbContext db, IEnumerable<INewsletterSource> sources)
{
    public const int PageSize = 20;

    /// <summary>One query for each source that the issue points to.</summary>
    public async Task<NewsletterContent> ReadAsync(NewsletterIssue issue, CancellationToken cancellation)
    {
        var parts = new List<NewsletterPart>();
        foreach (var group in issue.Items.OrderBy(item => item.Position).GroupBy(item => item.Source))
        {
            if (sources.SingleOrDefault(source => source.Name == group.Key) is not { } source) continue;
            var pieces = (await source.ReadAsync([.. group.Select(item => item.ItemKey)], cancellation)).ToDictionary(piece => piece.Key, StringComparer.Ordinal);
            var shown = group.Where(item => pieces.ContainsKey(item.ItemKey)).Select(item => pieces[item.ItemKey]).ToList();
            if (shown.Count > 0) parts.Add(new(group.Key, shown));
        }

        return new(new(issue.SubjectWelsh, issue.SubjectEnglish, issue.IntroWelsh, issue.IntroEnglish), parts);
    }

    /// <summary>Of its page, or as that would be if it went out as it is planned, or else now: the month in London, with a number where there was one before in it.</summary>
    public async Task<string> SlugAsync(NewsletterIssue issue, DateTime nowUtc, CancellationToken cancellation)
    {
        if (issue.Slug is { } slug) return slug;
        var goesAtUtc = issue.ScheduledForUtc > nowUtc ? issue.ScheduledForUtc.Value : nowUtc;
        var month = LondonTime.DateOf(goesAtUtc).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var taken = await db.NewsletterIssues.CountAsync(one => one.Slug != null && one.Slug.StartsWith(month), cancellation);
        return taken == 0 ? month : $"{month}-{taken + 1}";
    }

    /// <summary>Null where there is no such issue on the site.</summary>
    public async Task<PublishedIssue?> PublishedAsync(string slug, CancellationToken cancellation) =>
        await db.NewsletterIssues.AsNoTracking().Include(issue => issue.Items).SingleOrDefaultAsync(issue => issue.Slug == slug, cancellation) is { StartedAtUtc: { } started } issue
            ? new(slug, started, await ReadAsync(issue, cancellation))
            : null;

    /// <summary>What is on the site, the newest first.</summary>
    public Task<List<IssueLine>> NewestAsync(int count, CancellationToken cancellation, string? before = null)
    {
        var issues = db.NewsletterIssues.AsNoTracking().Where(issue => issue.StartedAtUtc != null);
        if (before is not null) issues = issues.Where(issue => issue.StartedAtUtc < db.NewsletterIssues.Where(one => one.Slug == before).Select(one => one.StartedAtUtc).FirstOrDefault());
        return issues.OrderByDescending(issue => issue.StartedAtUtc).ThenByDescending(issue => issue.Id).Take(count)
            .Select(issue => new IssueLine(issue.Slug!, issue.StartedAtUtc!.Value, issue.SubjectWelsh!, issue.SubjectEnglish!, issue.IntroWelsh!, issue.IntroEnglish!)).ToListAsync(cancellation);
    }
}
