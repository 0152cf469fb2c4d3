using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Members;

public sealed class MemberFiguresTests
{
    [Fact]
    public async Task Growth_CountsWhoJoinedInTheLastMonthsOfTheSettings()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.AppliedAsync(Answers.Of("applied@example.org"));
        await database.Given.ApprovedAsync(Answers.Of("old@example.org"));
        database.Clock.Advance(TimeSpan.FromDays(200));
        await database.Given.ApprovedAsync(Answers.Of("young@example.org"));

        var early = await GrowthAsync(database);
        database.Clock.SetUtcNow(new DateTimeOffset(2028, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var late = await GrowthAsync(database);

        Assert.Equal((2, 120, new DateOnly(2027, 7, 31), 12), (early.Active, early.Target, early.By, early.ActiveMonths));
        Assert.Equal(1, late.Active);
    }

    [Fact]
    public async Task Growth_LosesWhoStopsAnswering_AndFindsThemAgainByAnAnswer()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Answers.Of("demo@example.org"));
        database.Clock.SetUtcNow(new DateTimeOffset(2028, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await database.DoAsync<FeedbackRun, FeedbackRunResult?>(run => run.RunAsync(database.NowUtc, default));
        Assert.Equal(0, (await GrowthAsync(database)).Active);

        var request = await database.SeeAsync(db => db.FeedbackRequests.Where(one => one.MemberId == id && one.AskedAtUtc != null).Select(one => one.Id).SingleAsync());
        await database.DoAsync<FeedbackAnswers>(answers => answers.AnswerAsync(request, new(null, new(OwnLife: Say.Lot)), database.NowUtc, default));
        Assert.Equal(1, (await GrowthAsync(database)).Active);
        database.Clock.Advance(TimeSpan.FromDays(366));

        Assert.Equal(0, (await GrowthAsync(database)).Active);
    }

    private static Task<MemberGrowth> GrowthAsync(TestDatabase database) =>
        database.DoAsync<MemberFigures, MemberGrowth>(figures => figures.GrowthAsync(database.NowUtc, default));
}
