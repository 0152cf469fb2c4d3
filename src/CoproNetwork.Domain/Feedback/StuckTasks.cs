using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Feedback;

/// <summary>What coordinators do about promises that are stuck. A doubled press is one deed.</summary>
public sealed class StuckTasks(CoproDbContext db)
{
    /// <exception cref="DomainRuleException">No such task, or it is closed.</exception>
    public Task TakeAsync(string key, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(key, AuditActions.TaskTaken, actorAccountId, nowUtc, task =>
    {
        if (task.Status == StuckTaskStatus.Taken && task.TakenByAccountId == actorAccountId) return false;
        task.Take(actorAccountId, nowUtc);
        return true;
    }, cancellation);

    /// <exception cref="DomainRuleException">No such task, no words or too many.</exception>
    public Task NoteAsync(string key, string? text, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(key, AuditActions.TaskNoted, actorAccountId, nowUtc, task =>
    {
        var words = Rules.Clean(text);
        if (task.Notes.Any(note => note.AuthorAccountId == actorAccountId && note.Text == words && note.AtUtc > nowUtc - RepeatedDeeds.Moment)) return false;
        task.Note(actorAccountId, text, nowUtc);
        return true;
    }, cancellation);

    /// <exception cref="DomainRuleException">No such task, nobody took it, or it is closed already.</exception>
    public Task CloseAsync(string key, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(key, AuditActions.TaskClosed, actorAccountId, nowUtc, task =>
    {
        if (task.Status == StuckTaskStatus.Closed && task.ClosedAtUtc > nowUtc - RepeatedDeeds.Moment && task.TakenByAccountId == actorAccountId) return false;
        task.Close(nowUtc);
        return true;
    }, cancellation);

    private Task ChangeAsync(string key, string action, long actorAccountId, DateTime nowUtc, Func<StuckTask, bool> change, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var task = await db.StuckTasks.Include(one => one.Notes).SingleOrDefaultAsync(one => one.Key == key, token) ?? throw new DomainRuleException("Feedback.Task.NotFound");
        if (change(task)) db.AuditEntries.Add(AuditEntry.Record(actorAccountId, action, task.MemberId, nowUtc));
    }, cancellation);
}
