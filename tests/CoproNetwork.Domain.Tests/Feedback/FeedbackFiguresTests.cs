using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Feedback;

public sealed class FeedbackFiguresTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Someone who answers, someone who reports unasked, someone silent and someone who leaves: each month by what each was heard to say.</summary>
    [Fact]
    public async Task Record_EachFinishedMonth_CountsWhoWasHeardFromByItsEnd()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (answers, request) = await database.AskedAsync("answers@example.org");
        var reports = await database.Given.ApprovedAsync(Answers.Of("reports@example.org"));
        await database.Given.ApprovedAsync(Answers.Of("silent@example.org"));
        var leaves = await database.Given.ApprovedAsync(Answers.Of("leaves@example.org"));
        var later = database.NowUtc;
        var approved = (await database.Given.MemberAsync(answers)).ApprovedAtUtc!.Value;
        database.Clock.Advance(TimeSpan.FromDays(60));
        var answered = database.NowUtc;
        await database.AnswerAsync(request, new(null, new()));
        database.Clock.Advance(TimeSpan.FromDays(30));
        var left = database.NowUtc;
        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(leaves, database.NowUtc, default));
        database.Clock.Advance(TimeSpan.FromDays(500));
        var reported = database.NowUtc;
        await database.DoAsync<FeedbackAnswers>(one => one.ReportAsync(reports, new(PromiseStatus.UnderWay, SiteLanguage.English, UpdateVisibility.Team), null, reported, default));
        database.Clock.Advance(TimeSpan.FromDays(800));

        await database.DoAsync<FeedbackFigures>(figures => figures.RecordAsync(database.NowUtc, default));

        (DateTime[] Heard, DateTime Left)[] members = [([approved, answered], DateTime.MaxValue), ([later, reported], DateTime.MaxValue), ([later], DateTime.MaxValue), ([later], left)];
        var activeMonths = await database.SeeAsync(db => db.MembershipSettings.Select(settings => settings.ActiveMonths).SingleAsync());
        var recorded = await database.SeeAsync(db => db.ActiveMonths.AsNoTracking().OrderBy(month => month.Month).ToListAsync());
        Assert.Equal(Months(approved, database.NowUtc), recorded.Select(month => month.FirstDay));
        Assert.Equal(recorded.Select(month => Expected(month.FirstDay)), recorded.Select(month => month.Count));
        Assert.Contains(recorded, month => month.Count == 4);
        Assert.Equal(0, recorded[^1].Count);

        int Expected(DateOnly first)
        {
            var (end, since) = (MidnightOf(first.AddMonths(1)), MidnightOf(first.AddMonths(1).AddDays(-1).AddMonths(-activeMonths).AddDays(1)));
            return members.Count(member => member.Left >= end && member.Heard.Any(at => since <= at && at < end));
        }
    }

    private static IEnumerable<DateOnly> Months(DateTime fromUtc, DateTime nowUtc)
    {
        var (from, now) = (DateOnly.FromDateTime(fromUtc), DateOnly.FromDateTime(nowUtc));
        for (var month = new DateOnly(from.Year, from.Month, 1); month < new DateOnly(now.Year, now.Month, 1); month = month.AddMonths(1)) yield return month;
    }

    private static DateTime MidnightOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), London);
}
