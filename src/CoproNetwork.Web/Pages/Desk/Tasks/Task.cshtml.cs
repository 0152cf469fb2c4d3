using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Tasks;

/// <summary>One promise that is stuck: what its maker says, and what coordinators did about it.</summary>
public sealed class TaskModel(CoproDbContext db, TaskLists lists, StuckTasks tasks, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    // Bound at every post, so that nothing typed is lost whichever button is pressed; only the handler's own argument is validated.
    [BindProperty]
    public NoteInput Note { get; set; } = new();

    public TaskSheet Sheet { get; private set; } = null!;

    public bool IsMine => Sheet.Status == StuckTaskStatus.Taken && Sheet.TakenBy == User.AccountId();

    public DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    private long MemberId { get; set; }

    public override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        MemberId = await db.StuckTasks.Where(task => task.Key == Key).Select(task => task.MemberId).SingleOrDefaultAsync(cancellation);
        return MemberId != 0;
    }

    /// <summary>However it comes to be shown, it is read.</summary>
    public override async Task LoadAsync(CancellationToken cancellation)
    {
        Sheet = (await lists.FindAsync(Key, cancellation))!;
        await db.NoteReadingAsync(User.AccountId(), AuditActions.TaskRead, NowUtc, cancellation, MemberId);
    }

    public override string FieldOf(string resourceKey) => resourceKey.StartsWith("Feedback.TaskNote.", StringComparison.Ordinal) ? "Note.Text" : "";

    public override int StatusOf(string resourceKey) =>
        resourceKey is "Feedback.Task.Closed" or "Feedback.Task.NotFound" or "Desk.Task.TakenMeanwhile" ? StatusCodes.Status409Conflict : base.StatusOf(resourceKey);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    /// <summary>Enter in a field does nothing but show the form again.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Page();
    }

    /// <summary>Takes it, or takes it over from whom the page named.</summary>
    /// <param name="seen">The version that the page showed: who did not see that someone else took it does not take it from them.</param>
    public async Task<IActionResult> OnPostTakeAsync([FromForm(Name = "Note")] LastNote note, [FromForm] Guid seen, CancellationToken cancellation)
    {
        await DoAsync(note, task => task.Version == seen, token => tasks.TakeAsync(Key, User.AccountId(), NowUtc, token), cancellation);
        return Stay("Desk.Task.Taken");
    }

    public async Task<IActionResult> OnPostNoteAsync([FromForm(Name = "Note")] NoteInput note, CancellationToken cancellation)
    {
        await tasks.NoteAsync(Key, note.Text, User.AccountId(), NowUtc, cancellation);
        return Stay("Desk.Task.Noted");
    }

    /// <summary>Only whoever took it closes it.</summary>
    public async Task<IActionResult> OnPostCloseAsync([FromForm(Name = "Note")] LastNote note, CancellationToken cancellation)
    {
        await DoAsync(note, task => task.TakenBy is null, token => tasks.CloseAsync(Key, User.AccountId(), NowUtc, token), cancellation);
        Say(words["Desk.Task.IsClosedNow"]);
        return LocalRedirect(links.To("/Desk/Tasks/Index"));
    }

    /// <summary>The deed, and in the same transaction what was typed beside it, unless someone else has the task meanwhile.</summary>
    private Task DoAsync(LastNote note, Func<Seen, bool> isAsSeen, Func<CancellationToken, Task> deed, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var task = await db.StuckTasks.Where(one => one.Key == Key).Select(one => new Seen(one.Version, one.Status, one.TakenByAccountId)).SingleOrDefaultAsync(token);
        if (task is { Status: not StuckTaskStatus.Closed } && task.TakenBy != User.AccountId()) Rules.Must(isAsSeen(task), "Desk.Task.TakenMeanwhile");
        await deed(token);
        if (!string.IsNullOrWhiteSpace(note.Text)) await tasks.NoteAsync(Key, note.Text, User.AccountId(), NowUtc, token);
    }, cancellation);

    private LocalRedirectResult Stay(string said)
    {
        Say(words[said]);
        return LocalRedirect(links.To("/Desk/Tasks/Task", ("key", Key)));
    }

    private sealed record Seen(Guid Version, StuckTaskStatus Status, long? TakenBy);

    public sealed class NoteInput
    {
        public string? Text { get; set; }
    }

    /// <summary>A note that may come with another deed.</summary>
    public sealed class LastNote
    {
        public string? Text { get; set; }
    }

    public sealed class NoteValidator : AbstractValidator<NoteInput>
    {
        public NoteValidator() => RuleFor(input => input.Text).Needed("Feedback.TaskNote").AtMost(StuckTaskNote.TextMaxLength, "Feedback.TaskNote");
    }

    public sealed class LastNoteValidator : AbstractValidator<LastNote>
    {
        public LastNoteValidator() => RuleFor(input => input.Text).AtMost(StuckTaskNote.TextMaxLength, "Feedback.TaskNote");
    }
}
