using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Home;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Feedback;

/// <summary>What moves: active members towards the target, how each round of requests went, and what has changed for members since they joined. Figures only, also as files.</summary>
public sealed class IndexModel(CoproDbContext db, MemberFigures members, ActiveLine line, FeedbackRounds rounds, Words words, TimeProvider clock) : PageModel
{
    public DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => LondonTime.DateOf(NowUtc);

    public MemberGrowth Growth { get; private set; } = null!;

    public IReadOnlyList<ActiveMonth> Months { get; private set; } = [];

    public IReadOnlyList<FeedbackRound> Rounds { get; private set; } = [];

    /// <summary>Each question with its changes; null where too few members answered to show any.</summary>
    public IReadOnlyList<(SayQuestion Question, SayChange? Change)> Changes { get; private set; } = [];

    /// <summary>When the changes were counted; null when they never were.</summary>
    public DateTime? CountedAtUtc { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Growth = await members.GrowthAsync(NowUtc, cancellation);
        Months = await line.ReadAsync(db, Growth.Version, cancellation);
        Rounds = await rounds.ReadAsync(cancellation);
        var counted = await db.SayChanges.AsNoTracking().ToDictionaryAsync(change => change.Question, cancellation);
        CountedAtUtc = counted.Count == 0 ? null : counted.Values.Min(change => change.CountedAtUtc);
        Changes = [.. Enum.GetValues<SayQuestion>().Select(question => (question, counted.GetValueOrDefault(question) is { Members: >= SayChange.FewestAtDesk } change ? change : null))];
    }

    /// <summary>The rounds as a file.</summary>
    public async Task<IActionResult> OnGetRoundsAsync(CancellationToken cancellation)
    {
        string[] columns = ["Round", "Asked", "Answered", "Unnudged", "AfterFirst", "AfterSecond", "Nudged", "Missed", "Rate"];
        var read = await rounds.ReadAsync(cancellation);
        return await FileAsync("Rounds", columns, read.Select(IReadOnlyList<object?> (round) =>
            [round.Number, round.Asked, round.Answered, round.AnsweredUnnudged, round.AnsweredAfterFirst, round.AnsweredAfterSecond, round.Nudged, round.Missed, round.Rate is { } rate ? Math.Round(rate * 100, 1) : null]).ToAsyncEnumerable(), cancellation);
    }

    /// <summary>The changes since joining as a file, without those of which too few members answered.</summary>
    public Task<IActionResult> OnGetChangeAsync(CancellationToken cancellation)
    {
        string[] columns = ["Question", "Less", "Same", "More", "Members", "CountedAt"];
        return FileAsync("Change", columns, db.SayChanges.AsNoTracking().OrderBy(change => change.Question).Where(change => change.Less + change.Same + change.More >= SayChange.FewestAtDesk).AsAsyncEnumerable().Select(IReadOnlyList<object?> (change) =>
            [words[$"Desk.Sheet.{change.Question}"], change.Less, change.Same, change.More, change.Members, LondonTime.DateOf(change.CountedAtUtc)]), cancellation);
    }

    /// <summary>Active members at the end of each finished month, and today, as a file.</summary>
    public async Task<IActionResult> OnGetActiveAsync(CancellationToken cancellation)
    {
        string[] columns = ["Day", "Active", "Target"];
        var growth = await members.GrowthAsync(NowUtc, cancellation);
        return await FileAsync("Active", columns, db.ActiveMonths.AsNoTracking().OrderBy(month => month.Month).AsAsyncEnumerable()
            .Select(month => new LinePoint(month.FirstDay.AddMonths(1).AddDays(-1), month.Count)).Append(new(Today, growth.Active))
            .Select(IReadOnlyList<object?> (point) => [point.Day, point.Count, growth.Target]), cancellation);
    }

    private async Task<IActionResult> FileAsync(string what, string[] columns, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancellation)
    {
        await db.NoteReadingAsync(User.AccountId(), AuditActions.FeedbackExported, NowUtc, cancellation);
        return new CsvResult(FeedbackFiles.Name(words, what, Today), [.. columns.Select(column => words[$"Desk.Feedback.Column.{column}"])], rows);
    }
}
