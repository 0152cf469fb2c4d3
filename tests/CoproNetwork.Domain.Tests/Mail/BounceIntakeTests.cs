using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Tests.Newsletters;
using Microsoft.EntityFrameworkCore;

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
        var outcome = await database.DoAsync<BounceIntake, BounceOutcome>(intake => intake.TakeAsync(new(mail.MessageId, "one", true, "5.1.1"), database.NowUtc, default));
        Assert.Equal(BounceOutcome.Held, outcome);
        Assert.NotNull((await database.Given.MemberAsync(id)).EmailHeldAtUtc);
    }

    [Fact]
    public async Task UnknownMail_ChangesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("reader@example.org");
        var outcome = await database.DoAsync<BounceIntake, BounceOutcome>(intake => intake.TakeAsync(new(new string('a', 44), "one", true, "5.1.1"), database.NowUtc, default));
        Assert.Equal(BounceOutcome.Unknown, outcome);
        Assert.False(await database.SeeAsync(db => db.MailBounces.AnyAsync()));
    }

    private static async Task SendAsync(TestDatabase database)
    {
        await database.ScheduledAsync();
        await database.PassAsync();
    }

    /// <summary>Of the newest delivery.</summary>
    private static async Task<BounceOutcome> TakeAsync(TestDatabase database, string report, bool isHard)
    {
        var delivery = (await database.DeliveriesAsync())[^1];
        return await database.DoAsync<BounceIntake, BounceOutcome>(intake => intake.TakeAsync(new(delivery.MessageId, report, isHard, isHard ? "5.1.1" : "4.2.2"), database.NowUtc, default));
    }
}
