using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Feedback;

/// <summary>How many members were active at the end of a month, by the definition that held when it was counted.</summary>
public sealed class ActiveMonth : IPublicContent
{
    private ActiveMonth() { }

    /// <summary>Year × 100 + month, in London.</summary>
    public int Month { get; private set; }

    public int Count { get; private set; }

    public DateOnly FirstDay => new(Month / 100, Month % 100, 1);

    internal static ActiveMonth Of(DateOnly firstDay, int count) => new() { Month = firstDay.Year * 100 + firstDay.Month, Count = count };
}

/// <summary>One of the three questions.</summary>
public enum SayQuestion
{
    OwnLife = 1,
    Work = 2,
    Community = 3,
}

/// <summary>How many members have less, the same and more say than at joining, each by their newest answer on the scale; counted once a day.</summary>
public sealed class SayChange : IPublicContent
{
    /// <summary>Nothing is shown of fewer members, even at the desk.</summary>
    public const int FewestAtDesk = 5;

    /// <summary>Nothing is shown to the public of fewer members.</summary>
    public const int FewestInPublic = 10;

    private SayChange() { }

    public SayQuestion Question { get; private set; }

    public int Less { get; private set; }

    public int Same { get; private set; }

    public int More { get; private set; }

    public DateTime CountedAtUtc { get; private set; }

    public int Members => Less + Same + More;

    internal static SayChange Of(SayQuestion question) => new() { Question = question };

    internal void Count(int less, int same, int more, DateTime nowUtc) => (Less, Same, More, CountedAtUtc) = (less, same, more, nowUtc);
}

/// <summary>Counts, once a day, what is shown over time.</summary>
public sealed class FeedbackFigures(CoproDbContext db)
{
    /// <summary>Records every finished month that is not recorded yet, from the first approval on, and counts the changes anew on the first call of a day.</summary>
    public async Task RecordAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        await RecordMonthsAsync(nowUtc, cancellation);
        var today = LondonTime.StartOf(LondonTime.DateOf(nowUtc));
        if (!await db.SayChanges.AnyAsync(change => change.CountedAtUtc >= today, cancellation)) await CountChangesAsync(nowUtc, cancellation);
    }

    private async Task RecordMonthsAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var today = LondonTime.DateOf(nowUtc);
        var current = new DateOnly(today.Year, today.Month, 1);
        var last = await db.ActiveMonths.MaxAsync(month => (int?)month.Month, cancellation);
        if (last is null && await db.Members.MinAsync(member => member.ApprovedAtUtc, cancellation) is not { }) return;
        var next = last is { } known ? new DateOnly(known / 100, known % 100, 1).AddMonths(1) : FirstOf(LondonTime.DateOf((await db.Members.MinAsync(member => member.ApprovedAtUtc, cancellation))!.Value));
        if (next >= current) return;
        var settings = await db.MembershipSettings.AsNoTracking().SingleAsync(cancellation);
        var months = new List<(DateOnly, int)>();
        for (var month = next; month < current; month = month.AddMonths(1)) months.Add((month, await ActiveAtEndOfAsync(month, settings, cancellation)));
        await db.InTransactionAsync(async token =>
        {
            foreach (var (month, count) in months)
            {
                var row = ActiveMonth.Of(month, count);
                if (!await db.ActiveMonths.AnyAsync(other => other.Month == row.Month, token)) db.ActiveMonths.Add(row);
            }
        }, cancellation);
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>By what is still known: of who has left, the dates.</summary>
    private Task<int> ActiveAtEndOfAsync(DateOnly month, MembershipSettings settings, CancellationToken cancellation)
    {
        var end = LondonTime.StartOf(month.AddMonths(1));
        var since = MemberFigures.SinceUtc(settings, end.AddTicks(-1));

        // Gathered once: looked for member by member, many minutes went by at 100 000.
        var answered = db.FeedbackRequests.Where(request => request.AnsweredAtUtc >= since && request.AnsweredAtUtc < end).Select(request => request.MemberId);
        var reported = db.PromiseUpdates.Where(update => update.IsReport && update.AtUtc >= since && update.AtUtc < end).Join(db.Promises, update => update.PromiseId, promise => promise.Id, (_, promise) => promise.MemberId);
        return db.Members.CountAsync(member => member.ApprovedAtUtc < end && (member.LeftAtUtc == null || member.LeftAtUtc >= end) && (member.ApprovedAtUtc >= since || answered.Contains(member.Id) || reported.Contains(member.Id)), cancellation);
    }

    private async Task CountChangesAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var counts = new List<(SayQuestion Question, int Less, int Same, int More)>();
        foreach (var question in Enum.GetValues<SayQuestion>())
        {
            var signs = await Pairs(question).GroupBy(pair => pair.Now > pair.First ? 1 : pair.Now < pair.First ? -1 : 0).Select(group => new { Sign = group.Key, Count = group.Count() }).ToListAsync(cancellation);
            int Of(int sign) => signs.SingleOrDefault(one => one.Sign == sign)?.Count ?? 0;
            counts.Add((question, Of(-1), Of(0), Of(1)));
        }

        await db.InTransactionAsync(async token =>
        {
            var rows = await db.SayChanges.ToDictionaryAsync(change => change.Question, token);
            foreach (var (question, less, same, more) in counts)
            {
                if (!rows.TryGetValue(question, out var row)) db.SayChanges.Add(row = SayChange.Of(question));
                row.Count(less, same, more, nowUtc);
            }
        }, cancellation);
    }

    /// <summary>Each member's answer at joining beside their newest, where both are on the scale.</summary>
    private IQueryable<SayPair> Pairs(SayQuestion question)
    {
        var answers = question switch
        {
            SayQuestion.OwnLife => db.CheckIns.Where(c => c.OwnLife < Say.DoesNotApply).Select(c => new WaveSay { MemberId = c.MemberId, Wave = c.Wave, Say = (int)c.OwnLife! }),
            SayQuestion.Work => db.CheckIns.Where(c => c.Work < Say.DoesNotApply).Select(c => new WaveSay { MemberId = c.MemberId, Wave = c.Wave, Say = (int)c.Work! }),
            _ => db.CheckIns.Where(c => c.Community < Say.DoesNotApply).Select(c => new WaveSay { MemberId = c.MemberId, Wave = c.Wave, Say = (int)c.Community! }),
        };
        return from first in answers
               where first.Wave == 0
               join now in answers on first.MemberId equals now.MemberId
               where now.Wave > 0 && !answers.Any(later => later.MemberId == now.MemberId && later.Wave > now.Wave)
               select new SayPair { First = first.Say, Now = now.Say };
    }

    private sealed class WaveSay
    {
        public long MemberId { get; init; }

        public int Wave { get; init; }

        public int Say { get; init; }
    }

    private sealed class SayPair
    {
        public int First { get; init; }

        public int Now { get; init; }
    }
}

/// <summary>The line of active members over the months, kept in memory under the public version: read once a change, not once a page.</summary>
public sealed class ActiveLine
{
    private Kept? _kept;

    /// <summary>The last 24 finished months, oldest first.</summary>
    public async Task<IReadOnlyList<ActiveMonth>> ReadAsync(CoproDbContext db, Guid version, CancellationToken cancellation)
    {
        if (_kept is { } kept && kept.Version == version) return kept.Months;
        var months = await db.ActiveMonths.AsNoTracking().OrderByDescending(month => month.Month).Take(24).ToListAsync(cancellation);
        months.Reverse();
        _kept = new(version, months);
        return months;
    }

    private sealed record Kept(Guid Version, IReadOnlyList<ActiveMonth> Months);
}
