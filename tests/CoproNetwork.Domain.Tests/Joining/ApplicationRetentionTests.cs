using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Joining;

public sealed class ApplicationRetentionTests
{
    [Fact]
    public async Task Run_UnconfirmedForThreeDays_RemindsOnceWithALinkThatWorks()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.UnconfirmedAsync(Answers.Of("a@example.org"));
        database.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        await RunAsync(database);
        Assert.Equal(0, await RemindersAsync(database));
        database.Clock.Advance(TimeSpan.FromSeconds(1));

        await RunAsync(database);
        await RunAsync(database);
        database.Clock.Advance(TimeSpan.FromDays(20));
        await RunAsync(database);

        Assert.Equal(1, await RemindersAsync(database));
        Assert.Equal(2, await database.SeeAsync(db => db.MailedLinks.CountAsync(link => link.Purpose == LinkPurpose.Confirm && link.SubjectId == id)));
    }

    [Fact]
    public async Task Run_UnconfirmedForThirtyDays_ErasesEverythingOfIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.UnconfirmedAsync(Answers.Of("a@example.org"));
        database.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await RunAsync(database);
        var before = await CountAsync(database);
        database.Clock.Advance(TimeSpan.FromSeconds(1));

        await RunAsync(database);

        Assert.Equal((1, 1, 1, 1, 1), before);
        Assert.Equal((0, 0, 0, 0, 0), await CountAsync(database));
        Assert.Equal((0, 0), (await database.SeeAsync(db => db.MailedLinks.CountAsync()), await database.SeeAsync(db => db.OutboxMails.CountAsync())));
    }

    [Fact]
    public async Task Run_DeclinedForNinetyDays_ErasesMemberAndAccount()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.DeclinedAsync(Answers.Of("a@example.org"));
        database.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        await RunAsync(database);
        Assert.Equal(1, await database.SeeAsync(db => db.Members.CountAsync()));
        database.Clock.Advance(TimeSpan.FromSeconds(1));

        await RunAsync(database);

        Assert.Equal((0, 0, 0, 0, 0), await CountAsync(database));
        Assert.Equal(0, await database.SeeAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Run_AppliedAndApproved_StayHoweverOld()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.AppliedAsync(Answers.Of("a@example.org"));
        await database.Given.ApprovedAsync(Answers.Of("b@example.org"));
        database.Clock.Advance(TimeSpan.FromDays(1000));

        await RunAsync(database);

        Assert.Equal([MemberStatus.Applied, MemberStatus.Approved], await database.SeeAsync(db => db.Members.OrderBy(member => member.Id).Select(member => member.Status).ToListAsync()));
    }

    [Fact]
    public async Task Run_DraftsAfterSevenDays_AreErasedSentOrNot()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.UnconfirmedAsync(Answers.Of("sent@example.org"));
        await database.DoAsync<JoinDrafts>(drafts => drafts.KeepAsync(RandomToken.Make(), Answers.Of("a@example.org"), database.NowUtc, default));
        database.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await RunAsync(database);
        Assert.Equal(2, await database.SeeAsync(db => db.JoinDrafts.CountAsync()));
        database.Clock.Advance(TimeSpan.FromSeconds(1));

        await RunAsync(database);

        Assert.False(await database.SeeAsync(db => db.JoinDrafts.AnyAsync()));
    }

    [Fact]
    public async Task Run_MoreThanABatch_HandlesAll()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 103; i++) await database.Given.UnconfirmedAsync(Answers.Of($"a{i}@example.org"));
        database.Clock.Advance(TimeSpan.FromDays(3));
        await RunAsync(database);
        Assert.Equal(103, await RemindersAsync(database));
        database.Clock.Advance(TimeSpan.FromDays(27));

        await RunAsync(database);

        Assert.False(await database.SeeAsync(db => db.Members.AnyAsync()));
    }

    private static async Task RunAsync(TestDatabase database)
    {
        await using var scope = database.Services.CreateAsyncScope();
        foreach (var pass in scope.ServiceProvider.GetServices<IRetentionPass>().OfType<ApplicationRetention>()) await pass.RunAsync(database.NowUtc, default);
    }

    private static Task<int> RemindersAsync(TestDatabase database) => database.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.Template == MailTemplates.ConfirmReminder));

    private static Task<(int, int, int, int, int)> CountAsync(TestDatabase database) => database.SeeAsync(async db =>
        (await db.Members.CountAsync(), await db.Promises.CountAsync(), await db.Stories.CountAsync(), await db.Agreements.CountAsync(), await db.CheckIns.CountAsync()));
}
