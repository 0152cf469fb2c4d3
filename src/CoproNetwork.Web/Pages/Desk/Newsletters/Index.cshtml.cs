using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Newsletters;

/// <summary>An issue as a line at the desk.</summary>
public sealed record IssueRow(long Id, string Key, string? SubjectWelsh, string? SubjectEnglish, NewsletterStatus Status, DateTime MadeAtUtc, DateTime? ScheduledForUtc, DateTime? StartedAtUtc)
{
    /// <summary>In the other language where there is none yet in this one.</summary>
    public string? Subject(SiteLanguage language) => language == SiteLanguage.Welsh ? SubjectWelsh ?? SubjectEnglish : SubjectEnglish ?? SubjectWelsh;
}

/// <summary>All issues, the newest first, and the way to begin the next.</summary>
public sealed class IndexModel(CoproDbContext db, NewsletterDesk desk, NewsletterReaders readers, Subscriptions subscriptions, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    private const int PageSize = 25;

    /// <summary>The last issue of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    /// <summary>Whose newsletter is to end.</summary>
    [BindProperty]
    public EmailInput Remove { get; set; } = new();

    public Slice<IssueRow> Issues { get; private set; } = new([], false);

    /// <summary>How many would get an issue now.</summary>
    public int Readers { get; private set; }

    public bool HasDraft { get; private set; }

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        var issues = db.NewsletterIssues.AsNoTracking();
        HasDraft = await issues.AnyAsync(issue => issue.Status == NewsletterStatus.Draft, cancellation);
        if (After is { } after) issues = issues.Where(issue => issue.Id < after);
        Issues = Slice.Of(await issues.OrderByDescending(issue => issue.Id).Take(PageSize + 1)
            .Select(issue => new IssueRow(issue.Id, issue.Key, issue.SubjectWelsh, issue.SubjectEnglish, issue.Status, issue.MadeAtUtc, issue.ScheduledForUtc, issue.StartedAtUtc)).ToListAsync(cancellation), PageSize);
        Readers = await readers.CountAsync(cancellation);
    }

    /// <summary>A fresh issue, or the one that is being written.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var key = await desk.StartAsync(User.AccountId(), clock.GetUtcNow().UtcDateTime, cancellation);
        return LocalRedirect(links.To("/Desk/Newsletters/Issue", ("key", key)));
    }

    public override string FieldOf(string resourceKey) => resourceKey is "Newsletters.Remove.NotThere" ? "Remove.Address" : base.FieldOf(resourceKey);

    /// <summary>Someone has asked for it by other ways than the link in the mail.</summary>
    public async Task<IActionResult> OnPostRemoveAsync([Bind(Prefix = nameof(Remove))] EmailInput remove, CancellationToken cancellation)
    {
        await subscriptions.RemoveAsync(remove.Address, User.AccountId(), clock.GetUtcNow().UtcDateTime, cancellation);
        Say(words["Newsletters.Remove.Done"]);
        return LocalRedirect(links.To("/Desk/Newsletters/Index"));
    }
}
