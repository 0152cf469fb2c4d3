using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Tests.Newsletters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Mail;

public sealed class BounceIntakeTests
{
    [Fact]
    public async Task Hard_HoldsTheAddressAtOnce_AndCountsInTheIssue()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("reader@example.org");
        await SendAsync(database);
        Assert.Equal(BounceOutcome.Held, await TakeAsync(database, "one", isHard: true));
        Assert.NotNull((await database.Given.MemberAsync(id)).EmailHeldAtUtc);
        Assert.Equal((DeliveryStatus.Bounced, "5.1.1"), Assert.Single((await database.DeliveriesAsync()).Select(delivery => (delivery.Status, delivery.Reason))));
    }

    [Fact]
    public async Task Soft_HoldsAfterThreeMails_NotAfterOneReadThreeTimes()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("reader@example.org");
        foreach (var report in new[] { "one", "two", "three" })
        {
            Assert.Null((await database.Given.MemberAsync(id)).EmailHeldAtUtc);
            await SendAsync(database);
            Assert.Equal(report == "three" ? BounceOutcome.Held : BounceOutcome.Noted, await TakeAsync(database, report, isHard: false));
            Assert.Equal(BounceOutcome.Known, await TakeAsync(database, report, isHard: false));
        }

        Assert.NotNull((await database.Given.MemberAsync(id)).EmailHeldAtUtc);
    }

    [Fact]
    public async Task Hard_OfAnAddressCorrectedMeanwhile_HoldsNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("old@example.org");
        await SendAsync(database);
        await database.DoAsync<EmailCorrection>(correction => correction.CorrectAsync(id, "new@example.org", 1, database.NowUtc, default));
        Assert.Equal(BounceOutcome.Noted, await TakeAsync(database, "one", isHard: true));
        Assert.Null((await database.Given.MemberAsync(id)).EmailHeldAtUtc);
    }

    [Fact]
    public async Task Corrected_LiftsIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("old@example.org");
        await SendAsync(database);
        await TakeAsync(database, "one", isHard: true);
        await database.DoAsync<EmailCorrection>(correction => correction.CorrectAsync(id, "new@example.org", 1, database.NowUtc, default));
        Assert.Null((await database.Given.MemberAsync(id)).EmailHeldAtUtc);
    }

    [Fact]
    public async Task Subscriber_IsHeldToo()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SubscriberAsync("reader@example.org");
        await SendAsync(database);
        await TakeAsync(database, "one", isHard: true);
        Assert.NotNull((await database.SeeAsync(db => db.Subscribers.SingleAsync())).EmailHeldAtUtc);
    }

    [Fact]
    public async Task MailOfTheOutbox_IsFoundToo()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("reader@example.org");
        await database.DoAsync<MailDispatch>(dispatch => dispatch.RunAsync(default));
        var mail = await database.SeeAsync(db => db.OutboxMails.Where(one => one.Status == MailStatus.Sent && one.RecipientKind == RecipientKind.Member).FirstAsync());
        var outcome = await database.DoAsync<BounceIntake, BounceOutcome>(intake => intake.TakeAsync(new(mail.MessageId, "one", true, "5.1.1", []), database.NowUtc, default));
        Assert.Equal(BounceOutcome.Held, outcome);
        Assert.NotNull((await database.Given.MemberAsync(id)).EmailHeldAtUtc);
    }

    [Fact]
    public async Task UnknownMail_ChangesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("reader@example.org");
        var outcome = await database.DoAsync<BounceIntake, BounceOutcome>(intake => intake.TakeAsync(new(new string('a', 44), "one", true, "5.1.1", []), database.NowUtc, default));
        Assert.Equal(BounceOutcome.Unknown, outcome);
        Assert.False(await database.SeeAsync(db => db.MailBounces.AnyAsync()));
    }

    [Theory]
    [InlineData("Reader@example.org", BounceOutcome.Held)]
    [InlineData("colleague@example.org", BounceOutcome.Noted)]
    public async Task Hard_OfOneToWhomItIsPassedOn_IsNotTheReaders(string failed, BounceOutcome outcome)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("reader@example.org");
        await SendAsync(database);
        Assert.Equal(outcome, await TakeAsync(database, "one", isHard: true, failed));
        Assert.Equal(outcome == BounceOutcome.Held, await database.SeeAsync(db => db.MailBounces.Select(bounce => bounce.IsHard).SingleAsync()));
    }

    [Fact]
    public async Task Held_ByWhatCameBack_IsNotLiftedByARelayThatTakesEverything_ButByItsOwner()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("reader@example.org");
        await database.DoAsync<MailDispatch>(dispatch => dispatch.RunAsync(default));
        foreach (var report in new[] { "one", "two", "three" })
        {
            await SendAsync(database);
            await TakeAsync(database, report, isHard: false);
        }

        await database.DoAsync<IServiceProvider>(async services =>
        {
            services.GetRequiredService<Outbox>().Queue(MailTemplates.Welcome, new(), MailTo.Member(id), Domain.Common.MailLanguage.English, MailUrgency.Ordinary, database.NowUtc);
            await services.GetRequiredService<Domain.CoproDbContext>().SaveChangesAsync();
        });
        Assert.Equal(1, (await database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default))).Sent);
        Assert.NotNull((await database.Given.MemberAsync(id)).EmailHeldAtUtc);

        await database.DoAsync<EmailChange>(change => change.SayItArrivesAsync(id, default));

        await SendAsync(database);
        Assert.Equal(BounceOutcome.Noted, await TakeAsync(database, "four", isHard: false));
        Assert.Null((await database.Given.MemberAsync(id)).EmailHeldAtUtc);
    }

    private static async Task SendAsync(TestDatabase database)
    {
        await database.ScheduledAsync();
        await database.PassAsync();
    }

    /// <summary>Of the newest delivery.</summary>
    private static async Task<BounceOutcome> TakeAsync(TestDatabase database, string report, bool isHard, string? of = null)
    {
        var delivery = (await database.DeliveriesAsync())[^1];
        return await database.DoAsync<BounceIntake, BounceOutcome>(intake => intake.TakeAsync(new(delivery.MessageId, report, isHard, isHard ? "5.1.1" : "4.2.2", of is null ? [] : [MailBounce.HashOf(of)]), database.NowUtc, default));
    }
}
