using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Newsletters;

public sealed class NewsletterRunTests
{
    [Fact]
    public async Task Run_GoesOnceToEveryoneWhoWantsIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("wants@example.org");
        await database.MemberAsync("quiet@example.org", wants: false);
        await database.SubscriberAsync("outside@example.org");
        await database.SubscriberAsync("wants@example.org");
        await database.DoAsync<Subscriptions>(subscriptions => subscriptions.AskAsync("half@example.org", Newsroom.Wording, database.NowUtc, default));
        var key = await database.ScheduledAsync();

        Assert.Equal(new NewsletterResult(2, 0, 0), await database.PassAsync());

        Assert.Equal(["wants@example.org", "outside@example.org"], database.NewsletterReaders());
        var issue = await database.IssueAsync(key);
        Assert.Equal((NewsletterStatus.Sent, "2027-03", database.NowUtc), (issue.Status, issue.Slug, issue.FinishedAtUtc));
    }

    [Fact]
    public async Task Run_BeforeItsTime_SendsNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("wants@example.org");
        await database.ScheduledAsync(database.NowUtc.AddHours(1));
        Assert.Equal(0, (await database.PassAsync()).Total);
        database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await database.PassAsync()).Sent);
    }

    [Fact]
    public async Task Run_SecondIssueOfAMonth_HasAnAddressOfItsOwn()
    {
        await using var database = await TestDatabase.CreateAsync();
        foreach (var slug in new[] { "2027-03", "2027-03-2" })
        {
            var key = await database.ScheduledAsync();
            await database.PassAsync();
            Assert.Equal(slug, (await database.IssueAsync(key)).Slug);
        }
    }

    [Fact]
    public async Task Run_WhoLeavesMeanwhile_GetsNone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (leaves, goes) = (await database.MemberAsync("leaves@example.org"), await database.MemberAsync("goes@example.org"));
        var subscriber = await database.SubscriberAsync("outside@example.org");
        var key = await database.ScheduledAsync();
        await database.FillAsync(key);
        await LeaveAsync(database, RecipientKind.Member, leaves);
        await LeaveAsync(database, RecipientKind.Subscriber, subscriber);
        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(goes, database.NowUtc, default));

        var done = await database.PassAsync();

        Assert.Equal(new NewsletterResult(0, 0, 2), done);
        Assert.Empty(database.NewsletterReaders());
        Assert.All(await database.DeliveriesAsync(), delivery => Assert.Equal(DeliveryStatus.Unsubscribed, delivery.Status));
    }

    [Fact]
    public async Task Run_NewAddressMeanwhile_GoesThere()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("old@example.org");
        var key = await database.ScheduledAsync();
        await database.FillAsync(key);
        await database.DoAsync<EmailCorrection>(correction => correction.CorrectAsync(id, "new@example.org", 1, database.NowUtc, default));
        await database.PassAsync();
        Assert.Equal(["new@example.org"], database.NewsletterReaders());
    }

    [Fact]
    public async Task Run_Paused_SendsNothingUntilItGoesOn()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 3; i++) await database.MemberAsync($"reader{i}@example.org");
        var key = await database.ScheduledAsync();
        await database.FillAsync(key);
        await database.VerbAsync(key, issue => issue.Pause());
        Assert.Equal(0, (await database.PassAsync()).Total);
        await database.VerbAsync(key, issue => issue.Resume());
        Assert.Equal(3, (await database.PassAsync()).Sent);
        Assert.Equal(3, database.NewsletterReaders().Distinct().Count());
    }

    [Fact]
    public async Task Run_ServerDown_TriesAgainUnderTheSameMessageId_AndGivesUpAfterADay()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("reader@example.org");
        await database.ScheduledAsync();
        database.Mails.Trouble = new MailNotSentException(MailReason.ConnectionLost, final: false);
        await database.PassAsync();
        var first = Assert.Single(await database.DeliveriesAsync());
        Assert.Equal((DeliveryStatus.Waiting, MailReason.ConnectionLost, database.NowUtc.AddMinutes(1)), (first.Status, first.Reason, first.NextAttemptAtUtc));
        for (var hour = 0; hour < 30; hour++)
        {
            database.Clock.Advance(TimeSpan.FromHours(1));
            await database.PassAsync();
        }

        var last = Assert.Single(await database.DeliveriesAsync());
        Assert.Equal((DeliveryStatus.Failed, first.MessageId), (last.Status, last.MessageId));
        Assert.Equal(NewsletterStatus.Sent, (await database.SeeAsync(db => db.NewsletterIssues.SingleAsync())).Status);
    }

    [Fact]
    public async Task Run_ServerThatTakesNothing_IsAskedOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 5; i++) await database.MemberAsync($"reader{i}@example.org");
        await database.ScheduledAsync();
        database.Mails.Trouble = new MailNotSentException(MailReason.NoConnection, final: false) { ConcernsAll = true };
        Assert.Equal(new NewsletterResult(0, 1, 0), await database.PassAsync());
        Assert.Equal(1, (await database.DeliveriesAsync()).Count(delivery => delivery.Reason is not null));
    }

    [Fact]
    public async Task Run_ServerThatTakesNothingForDays_LosesNobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 3; i++) await database.MemberAsync($"reader{i}@example.org");
        await database.ScheduledAsync();
        database.Mails.Trouble = new MailNotSentException(MailReason.NoConnection, final: false) { ConcernsAll = true };
        for (var hour = 0; hour < 72; hour++)
        {
            await database.PassAsync();
            database.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.All(await database.DeliveriesAsync(), delivery => Assert.Equal((DeliveryStatus.Waiting, 0), (delivery.Status, delivery.Attempts)));
        database.Mails.Trouble = null;
        Assert.Equal(3, (await database.PassAsync()).Sent);
    }

    [Fact]
    public async Task Run_FirstTryAfterDaysOfPause_IsNotTheLast()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("reader@example.org");
        var key = await database.ScheduledAsync();
        await database.FillAsync(key);
        await database.VerbAsync(key, issue => issue.Pause());
        database.Clock.Advance(TimeSpan.FromDays(3));
        await database.VerbAsync(key, issue => issue.Resume());
        database.Mails.Trouble = new MailNotSentException(MailReason.RecipientRefused + " 450", final: false);
        await database.PassAsync();
        var delivery = Assert.Single(await database.DeliveriesAsync());
        Assert.Equal((DeliveryStatus.Waiting, database.NowUtc, database.NowUtc.AddMinutes(1)), (delivery.Status, delivery.FirstDueAtUtc, delivery.NextAttemptAtUtc));
    }

    [Fact]
    public async Task Run_LaterTryAfterDaysOfPause_IsNotTheLast()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("reader@example.org");
        var key = await database.ScheduledAsync();
        database.Mails.Trouble = new MailNotSentException(MailReason.RecipientRefused + " 450", final: false);
        await database.PassAsync();
        await database.VerbAsync(key, issue => issue.Pause());
        database.Clock.Advance(TimeSpan.FromDays(2));
        await database.VerbAsync(key, issue => issue.Resume());
        await database.PassAsync();
        var delivery = Assert.Single(await database.DeliveriesAsync());
        Assert.Equal((DeliveryStatus.Waiting, 1, database.NowUtc), (delivery.Status, delivery.Attempts, delivery.FirstDueAtUtc));
    }

    [Fact]
    public async Task Run_AddressesThatSeemWrongOneAfterTheOther_StayAsTheyAre()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ids = new List<long>();
        for (var i = 0; i < RefusalsInARow.Most; i++) ids.Add(await database.MemberAsync($"reader{i}@example.org"));
        await database.ScheduledAsync();
        database.Mails.Trouble = new MailNotSentException(MailReason.RecipientRefused + " 550", final: true);
        await database.PassAsync();
        foreach (var id in ids) Assert.Null((await database.Given.MemberAsync(id)).EmailHeldAtUtc);
    }

    [Fact]
    public async Task Run_LaterTriesThatAreRefusedOneAfterTheOther_PauseNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var run = database.Run();
        for (var i = 0; i <= RefusalsInARow.Most; i++) await database.MemberAsync($"reader{i}@example.org");
        var key = await database.ScheduledAsync();
        database.Mails.Trouble = new MailNotSentException(MailReason.RecipientRefused + " 450", final: false);
        await run.RunAsync(default);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        database.Mails.Trouble = new MailNotSentException(MailReason.ServerRefused + " 552", final: false);
        await run.RunAsync(default);
        Assert.All(await database.DeliveriesAsync(), delivery => Assert.Equal(2, delivery.Attempts));
        Assert.Equal(NewsletterStatus.Sending, (await database.IssueAsync(key)).Status);
    }

    [Fact]
    public async Task Run_RefusalsOverSeveralPasses_CountTogether()
    {
        await using var database = await TestDatabase.CreateAsync();
        var run = database.Run();
        for (var i = 0; i < 2 * RefusalsInARow.Most; i++) await database.MemberAsync($"reader{i}@example.org");
        var key = await database.ScheduledAsync();
        await database.FillAsync(key);
        for (var pass = 0; pass < RefusalsInARow.Most; pass++)
        {
            Assert.Equal(NewsletterStatus.Sending, (await database.IssueAsync(key)).Status);

            // One is refused, then the server is gone.
            database.Mails.Troubles.Enqueue(new MailNotSentException(MailReason.ServerRefused + " 554", final: false));
            if (pass < RefusalsInARow.Most - 1) database.Mails.Troubles.Enqueue(new MailNotSentException(MailReason.NoConnection, final: false) { ConcernsAll = true });
            await run.RunAsync(default);
        }

        Assert.True((await database.IssueAsync(key)).IsHalted);
    }

    [Fact]
    public async Task Run_OneRefusalAfterTheOther_PausesUntilACoordinatorHasSeenWhy()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < RefusalsInARow.Most + 2; i++) await database.MemberAsync($"reader{i}@example.org");
        var key = await database.ScheduledAsync();
        database.Mails.Trouble = new MailNotSentException(MailReason.MailRefused + " 554", final: true);

        Assert.Equal(RefusalsInARow.Most, (await database.PassAsync()).Failed);

        var issue = await database.IssueAsync(key);
        Assert.Equal((NewsletterStatus.Paused, true), (issue.Status, issue.IsHalted));
        Assert.Equal([new NewsletterTrouble("mail-refused 554", RefusalsInARow.Most)], await database.DoAsync<NewsletterDesk, IReadOnlyList<NewsletterTrouble>>(desk => desk.TroubleAsync(issue, default)));
        Assert.Equal(0, (await database.PassAsync()).Total);
        database.Mails.Trouble = null;
        await database.VerbAsync(key, one => one.Resume());
        Assert.Equal(2, (await database.PassAsync()).Sent);
        Assert.False((await database.IssueAsync(key)).IsHalted);
    }

    [Fact]
    public async Task TryAgain_OfASentIssue_GoesToThoseWhoDidNotGetIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("first@example.org");
        var key = await database.ScheduledAsync();
        database.Mails.Trouble = new MailNotSentException(MailReason.MailRefused + " 554", final: true);
        await database.PassAsync();
        await database.MemberAsync("came-later@example.org");
        database.Mails.Trouble = null;

        await TryAgainAsync(database, key);

        Assert.Equal(NewsletterStatus.Sending, (await database.IssueAsync(key)).Status);
        Assert.Equal(1, (await database.PassAsync()).Sent);
        Assert.Equal(["first@example.org"], database.NewsletterReaders());
        Assert.Equal(NewsletterStatus.Sent, (await database.IssueAsync(key)).Status);
        await Assert.ThrowsAsync<Domain.Common.DomainRuleException>(() => TryAgainAsync(database, key));
        Assert.Equal(NewsletterStatus.Sent, (await database.IssueAsync(key)).Status);
    }

    [Fact]
    public async Task Run_SubscriberWhoBecomesAMemberMeanwhile_StillGetsItOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SubscriberAsync("reader@example.org");
        await database.FillAsync(await database.ScheduledAsync());
        await database.MemberAsync("reader@example.org");
        Assert.Equal(new NewsletterResult(1, 0, 0), await database.PassAsync());
        Assert.Equal(["reader@example.org"], database.NewsletterReaders());
    }

    [Fact]
    public async Task Run_AddressRefusedForGood_IsHeldAndNotAskedAgain()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("reader@example.org");
        await database.ScheduledAsync();
        database.Mails.Trouble = new MailNotSentException(MailReason.RecipientRefused + " 550", final: true);
        await database.PassAsync();
        Assert.NotNull((await database.Given.MemberAsync(id)).EmailHeldAtUtc);
        database.Mails.Trouble = null;
        await database.ScheduledAsync();
        Assert.Equal(new NewsletterResult(0, 1, 0), await database.PassAsync());
        Assert.Equal(MailReason.AddressHeld, (await database.DeliveriesAsync())[^1].Reason);
    }

    [Fact]
    public async Task Run_SeveralAtOnce_NobodyGetsTwo()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 12; i++) await database.MemberAsync($"reader{i}@example.org");
        var key = await database.ScheduledAsync();
        await database.FillAsync(key);

        // Without the lease, as if it had lapsed under each of them.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.DoAsync<NewsletterSending, NewsletterStep>(sending => sending.RunAsync(new(), default)))));

        Assert.Equal(12, database.NewsletterReaders().Count());
        Assert.Equal(12, database.NewsletterReaders().Distinct().Count());
        Assert.Equal(12, database.Mails.Mails.Where(mail => mail.Exit is not null).Select(mail => mail.MessageId).Distinct().Count());
    }

    /// <summary>At the second pace what is left to wait is less than a timer can.</summary>
    [Theory]
    [InlineData(0.5, 1.5)]
    [InlineData(2000, 0)]
    public async Task Run_WithAPace_SendsNoFaster(double perSecond, double apart)
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 3; i++) await database.MemberAsync($"reader{i}@example.org");
        await database.FillAsync(await database.ScheduledAsync());
        await using var scope = database.Services.CreateAsyncScope();
        var sending = ActivatorUtilities.CreateInstance<NewsletterSending>(scope.ServiceProvider, new NewsletterPace(perSecond));
        var running = Task.Run(() => sending.RunAsync(new(), default));

        // The clock of the test goes on by itself, twenty times as fast as a real one.
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!running.IsCompleted && await ticks.WaitForNextTickAsync()) database.Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(3, (await running).Done.Sent);
        var times = (await database.DeliveriesAsync()).Select(delivery => delivery.SentAtUtc!.Value).Order().ToList();

        // It counts from the beginning of one to that of the next, and they are noted at their ends: the first, which takes longest, says nothing.
        Assert.True(times[2] - times[1] >= TimeSpan.FromSeconds(apart), $"{times[2] - times[1]}");
    }

    [Fact]
    [Trait(TestEngine.Trait, TestEngine.SqliteOnly)]
    public async Task Next_OfHoweverMany_IsTheBeginningOfOneRange()
    {
        await using var database = await TestDatabase.CreateAsync();
        QueryPlan.AssertNoScanNoSort(await database.SeeAsync(db => QueryPlan.OfAsync(db, NewsletterSending.Due(db, 1, database.NowUtc).Take(1).ToQueryString())));
    }

    [Fact]
    public async Task Run_WhileAnotherHoldsTheLease_DoesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ScheduledAsync();
        await database.DoAsync<Domain.Common.Leases, bool>(leases => leases.TryTakeAsync("newsletter", Guid.NewGuid(), database.NowUtc, database.NowUtc.AddMinutes(2), default));
        Assert.Null(await database.Run().RunAsync(default));
        database.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(await database.Run().RunAsync(default));
    }

    [Fact]
    public async Task Departure_OfWhoGotIt_LeavesACountWithoutAReader()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("reader@example.org");
        await database.ScheduledAsync();
        await database.PassAsync();
        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));
        var delivery = Assert.Single(await database.DeliveriesAsync());
        Assert.Equal((DeliveryStatus.Sent, (RecipientKind)0, delivery.Id, null), (delivery.Status, delivery.Kind, delivery.RecipientId, delivery.AddressHash));
        Assert.False(await database.SeeAsync(db => db.ReaderKeys.AnyAsync()));
    }

    private static Task TryAgainAsync(TestDatabase database, string key) => database.DoAsync<NewsletterDesk>(desk => desk.TryAgainAsync(key, 1, database.NowUtc, default));

    private static async Task LeaveAsync(TestDatabase database, RecipientKind kind, long id)
    {
        var token = await database.DoAsync<MailLists, string>(lists => lists.TokenAsync(kind, id, default));
        Assert.True(await database.DoAsync<MailChoices, bool>(choices => choices.LeaveAsync(token, MailList.Newsletter, database.NowUtc, default)));
    }
}
