using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Tasks;

/// <summary>Which tasks a list shows.</summary>
public enum TaskView
{
    Open = 0,
    Taken = 1,
    Closed = 2,
}

/// <summary>A promise that is stuck, in a list.</summary>
/// <param name="TakenBy">The coordinator's account; null while nobody took it.</param>
public sealed record TaskRow(
    string Key, string MemberKey, string MemberName, string? Promise, SiteLanguage? Language, DateTime OpenedAtUtc, long? TakenBy, DateTime? TakenAtUtc, DateTime? ClosedAtUtc)
{
    /// <summary>The coordinator's name.</summary>
    public string By { get; init; } = "";
}

/// <summary>One task with all that helps to see to it.</summary>
public sealed record TaskSheet(
    Guid Version, StuckTaskStatus Status, DateTime OpenedAtUtc, long? TakenBy, DateTime? TakenAtUtc, DateTime? ClosedAtUtc,
    string MemberKey, string MemberName, StuckPromise? Promise, StuckReport? Report)
{
    /// <summary>The coordinator's name.</summary>
    public string By { get; init; } = "";

    public IReadOnlyList<SheetNote> Notes { get; init; } = [];
}

/// <param name="Status">As its maker said last, so that it shows when it is stuck no longer.</param>
public sealed record StuckPromise(string Text, SiteLanguage Language, PromiseTheme Theme, PromiseStatus Status);

/// <summary>The report that made the task.</summary>
public sealed record StuckReport(DateTime AtUtc, UpdateVisibility Visibility, ReportedWords Words);

/// <summary>Reads the tasks for the desk.</summary>
public sealed class TaskLists(CoproDbContext db, Coordinators coordinators)
{
    public const int PageSize = 25;

    /// <summary>So many of those closed last are shown.</summary>
    public const int ClosedShown = 50;

    /// <summary>Oldest first, page by page; of those closed the newest, all on one page.</summary>
    /// <param name="after">Key of the last one of the page before. Its place holds also when it was taken meanwhile.</param>
    public async Task<Slice<TaskRow>> ReadAsync(TaskView view, string? after, CancellationToken cancellation)
    {
        var status = (StuckTaskStatus)view;
        var tasks = db.StuckTasks.AsNoTracking().Where(task => task.Status == status);
        if (view == TaskView.Closed) return await WithNamesAsync(new(await Rows(tasks.OrderByDescending(task => task.ClosedAtUtc).ThenByDescending(task => task.Id).Take(ClosedShown)).ToListAsync(cancellation), false), cancellation);
        var place = string.IsNullOrEmpty(after) ? null : await db.StuckTasks.Where(task => task.Key == after).Select(task => new { task.OpenedAtUtc, task.Id }).SingleOrDefaultAsync(cancellation);
        if (place is not null) tasks = tasks.Where(task => task.OpenedAtUtc >= place.OpenedAtUtc && (task.OpenedAtUtc > place.OpenedAtUtc || task.Id > place.Id));
        return await WithNamesAsync(Slice.Of(await Rows(tasks.OrderBy(task => task.OpenedAtUtc).ThenBy(task => task.Id).Take(PageSize + 1)).ToListAsync(cancellation), PageSize), cancellation);
    }

    /// <summary>Null when there is no such task.</summary>
    public async Task<TaskSheet?> FindAsync(string? key, CancellationToken cancellation)
    {
        var sheet = await db.StuckTasks.AsNoTracking().Where(task => task.Key == key)
            .Select(task => new TaskSheet(
                task.Version, task.Status, task.OpenedAtUtc, task.TakenByAccountId, task.TakenAtUtc, task.ClosedAtUtc, task.Member.Key, task.Member.Name,
                db.Promises.Where(promise => promise.Id == task.Update!.PromiseId).Select(promise => new StuckPromise(promise.Text, promise.Language, promise.Theme, promise.Status)).FirstOrDefault(),
                task.Update == null ? null : new StuckReport(task.Update.AtUtc, task.Update.Visibility, new(task.Update.Language, task.Update.Happened, task.Update.Helped, task.Update.Hindered, task.Update.WouldHelp))))
            .SingleOrDefaultAsync(cancellation);
        if (sheet is null) return null;
        var notes = await db.StuckTaskNotes.AsNoTracking().Where(note => db.StuckTasks.Any(task => task.Key == key && task.Id == note.TaskId)).OrderByDescending(note => note.Id).ToListAsync(cancellation);
        var name = await coordinators.NamesAsync(notes.Select(note => (long?)note.AuthorAccountId).Append(sheet.TakenBy), cancellation);
        return sheet with { By = name(sheet.TakenBy), Notes = [.. notes.Select(note => new SheetNote(note.Text, false, note.AtUtc, name(note.AuthorAccountId)))] };
    }

    private IQueryable<TaskRow> Rows(IQueryable<StuckTask> tasks) => tasks
        .Select(task => new { Task = task, task.Member, Promise = db.Promises.Where(promise => promise.Id == task.Update!.PromiseId).Select(promise => new { promise.Text, promise.Language }).FirstOrDefault() })
        .Select(row => new TaskRow(
            row.Task.Key, row.Member.Key, row.Member.Name, row.Promise == null ? null : row.Promise.Text, row.Promise == null ? null : row.Promise.Language,
            row.Task.OpenedAtUtc, row.Task.TakenByAccountId, row.Task.TakenAtUtc, row.Task.ClosedAtUtc));

    private async Task<Slice<TaskRow>> WithNamesAsync(Slice<TaskRow> slice, CancellationToken cancellation)
    {
        var name = await coordinators.NamesAsync(slice.Rows.Select(row => row.TakenBy), cancellation);
        return slice with { Rows = [.. slice.Rows.Select(row => row with { By = row.TakenBy is null ? "" : name(row.TakenBy) })] };
    }
}
