using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Desk.Reports;

/// <summary>Texts that someone reported: those that await a decision, and those decided lately.</summary>
public sealed class IndexModel(CoproDbContext db, ReportLists lists, SiteLinks links, TimeProvider clock) : PageModel
{
    /// <summary>Key of the last one of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    public Slice<ReportRow> Undecided { get; private set; } = new([], false);

    /// <summary>Empty but on the first page.</summary>
    public IReadOnlyList<ReportRow> Decided { get; private set; } = [];

    public Pager Pager => new(After is null ? null : links.To("/Desk/Reports/Index"), Undecided.More ? links.To("/Desk/Reports/Index", ("after", Undecided.Rows[^1].Key)) : null);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Undecided = await lists.UndecidedAsync(After, cancellation);
        if (After is null) Decided = await lists.DecidedAsync(cancellation);
        await db.NoteReadingAsync(User.AccountId(), AuditActions.ReportsListed, NowUtc, cancellation);
    }
}
