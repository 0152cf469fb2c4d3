using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Desk.Tasks;

/// <summary>Promises that are stuck: those that nobody took yet, those that someone sees to, and those closed lately.</summary>
public sealed class IndexModel(CoproDbContext db, TaskLists lists, SiteLinks links, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public TaskView View { get; set; }

    /// <summary>Key of the last one of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    public Slice<TaskRow> Found { get; private set; } = new([], false);

    public Pager Pager => new(
        After is null ? null : To(View),
        Found.More ? links.To("/Desk/Tasks/Index", ("view", View == TaskView.Open ? null : View), ("after", Found.Rows[^1].Key)) : null);

    public string To(TaskView view) => links.To("/Desk/Tasks/Index", ("view", view == TaskView.Open ? null : view));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (!Enum.IsDefined(View)) View = TaskView.Open;
        Found = await lists.ReadAsync(View, After, cancellation);
        await db.NoteReadingAsync(User.AccountId(), AuditActions.TasksListed, NowUtc, cancellation);
    }
}
