using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Feedback;

/// <summary>Which words to read.</summary>
public enum WordsKind
{
    Helped = 1,
    Hindered = 2,
}

/// <summary>What helped a promise and what got in its way, without its maker's name.</summary>
/// <param name="MemberKey">Leads to the maker's sheet, for coordinators alone; in no file.</param>
public sealed record WordsRow(
    string Key, string MemberKey, PromiseTheme Theme, PromiseStatus Status, UpdateVisibility Visibility, DateTime? HiddenAtUtc, DateTime AtUtc, SiteLanguage Language, string? Helped, string? Hindered);

/// <summary>What helped and what got in the way, newest first, to read and to take away.</summary>
public sealed class WordsModel(CoproDbContext db, SiteLinks links, Words words, TimeProvider clock) : PageModel
{
    public const int PageSize = 25;

    /// <summary>A theme's slug; anything else is every theme.</summary>
    [BindProperty(SupportsGet = true, Name = "theme")]
    public string? ThemeSlug { get; set; }

    /// <summary>Null for both.</summary>
    [BindProperty(SupportsGet = true)]
    public WordsKind? What { get; set; }

    /// <summary>Key of the last one of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public PromiseTheme? Theme => PromiseThemes.FromSlug(ThemeSlug);

    public Slice<WordsRow> Found { get; private set; } = new([], false);

    public Pager Pager => new(After is null ? null : To(What), Found.More ? To(What, ("after", Found.Rows[^1].Key)) : null);

    private DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    /// <summary>This list with other words, of the same theme.</summary>
    public string To(WordsKind? what, (string Name, object? Value) more = default) =>
        more.Name is null ? links.To("/Desk/Feedback/Words", ("theme", Theme?.Slug()), ("what", Name(what))) : links.To("/Desk/Feedback/Words", ("theme", Theme?.Slug()), ("what", Name(what)), more);

    /// <summary>As it stands in addresses.</summary>
    public static string? Name(WordsKind? what) => what?.ToString().ToLowerInvariant();

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var place = string.IsNullOrEmpty(After) ? null : await db.PromiseUpdates.Where(update => update.Key == After).Select(update => new { update.AtUtc, update.Id }).SingleOrDefaultAsync(cancellation);
        var updates = db.PromiseUpdates.AsNoTracking();
        if (place is not null) updates = updates.Where(update => update.AtUtc <= place.AtUtc && (update.AtUtc < place.AtUtc || update.Id < place.Id));
        Found = Slice.Of(await Rows(updates).Take(PageSize + 1).ToListAsync(cancellation), PageSize);
        await db.NoteReadingAsync(User.AccountId(), AuditActions.FeedbackListed, NowUtc, cancellation);
    }

    /// <summary>All words of the same choice as a file.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        await db.NoteReadingAsync(User.AccountId(), AuditActions.FeedbackExported, NowUtc, cancellation);
        string[] columns = ["Day", "Theme", "Status", "Language", "SeenBy", "Hidden", "Helped", "Hindered"];
        return new CsvResult(
            FeedbackFiles.Name(words, "Words", LondonTime.DateOf(NowUtc)), [.. columns.Select(column => words[$"Desk.Feedback.Column.{column}"])],
            Rows(db.PromiseUpdates.AsNoTracking()).AsAsyncEnumerable().Select(IReadOnlyList<object?> (row) =>
            [
                LondonTime.DateOf(row.AtUtc), words[$"Promises.Theme.{row.Theme.Slug()}"], words[$"Promises.Status.{row.Status}"], row.Language.Code(), words[$"Promises.UpdateVisibility.{row.Visibility}"],
                row.HiddenAtUtc is { } hidden ? LondonTime.DateOf(hidden) : null, row.Helped, row.Hindered,
            ]));
    }

    private IQueryable<WordsRow> Rows(IQueryable<PromiseUpdate> updates)
    {
        var (helped, hindered) = (What is not WordsKind.Hindered, What is not WordsKind.Helped);
        var theme = Theme;
        updates = updates.Where(update => update.IsReport && ((helped && update.Helped != null) || (hindered && update.Hindered != null)));
        return from update in updates
               join promise in db.Promises on update.PromiseId equals promise.Id
               where theme == null || promise.Theme == theme
               orderby update.AtUtc descending, update.Id descending
               select new WordsRow(
                   update.Key, promise.Member.Key, promise.Theme, update.Status, update.Visibility, update.HiddenAtUtc, update.AtUtc, update.Language, helped ? update.Helped : null, hindered ? update.Hindered : null);
    }
}
