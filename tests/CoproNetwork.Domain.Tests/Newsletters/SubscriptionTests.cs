using CoproNetwork.Domain;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Newsletters;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Ask_KeepsWhatWasAgreedTo_AndSendsOneMail()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var time = 0; time < 3; time++) await AskAsync(database, "Reader@Example.org");
        var subscriber = await database.SeeAsync(db => db.Subscribers.SingleAsync());
        Assert.Equal(("reader@example.org", Newsroom.Wording.Text, 1, Newsroom.Wording.Language, database.NowUtc, null), (subscriber.EmailKey, subscriber.Wording, subscriber.WordingNumber, subscriber.WordingLanguage, subscriber.AskedAtUtc, subscriber.ConfirmedAtUtc));
        Assert.Equal(1, await database.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.Template == MailTemplates.Subscribe)));
    }

    [Fact]
    public async Task Confirm_ByTheMailedLink_WorksOnceAndDoubledPressesDoNoHarm()
    {
        await using var database = await TestDatabase.CreateAsync();
        await AskAsync(database, "reader@example.org");
        await database.DoAsync<MailDispatch>(dispatch => dispatch.RunAsync(default));
        var token = database.Mails.LastTo("reader@example.org").Content.Text;
        Assert.True(await ConfirmAsync(database, token));
        Assert.True(await ConfirmAsync(database, token));
        database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await ConfirmAsync(database, token));
        Assert.False(await ConfirmAsync(database, "nobody"));
        Assert.True((await database.SeeAsync(db => db.Subscribers.SingleAsync())).IsReader);
    }

    [Fact]
    public async Task Confirm_ByALinkThatANewerOneHasReplaced_SaysThatItDoesNotWork()
    {
        await using var database = await TestDatabase.CreateAsync();
        await AskAsync(database, "reader@example.org");
        await database.DoAsync<MailDispatch>(dispatch => dispatch.RunAsync(default));
        var old = database.Mails.LastTo("reader@example.org").Content.Text;
        database.Clock.Advance(Subscriptions.Quiet + TimeSpan.FromSeconds(1));
        await AskAsync(database, "reader@example.org");
        Assert.False(await ConfirmAsync(database, old));
        Assert.False((await database.SeeAsync(db => db.Subscribers.SingleAsync())).IsReader);
    }

    [Fact]
    public async Task Leave_AsASubscriber_EndsTheMembersNewsletterOfTheSameAddress()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.SubscriberAsync("reader@example.org");
        var token = await database.DoAsync<MailLists, string>(lists => lists.TokenAsync(RecipientKind.Subscriber, id, default));
        var member = await database.MemberAsync("reader@example.org");
        Assert.True(await LeaveAsync(database, token, MailList.Newsletter));
        Assert.Null((await database.Given.MemberAsync(member)).NewsletterAgreedAtUtc);
    }

    [Fact]
    public async Task Leave_LeavesNothingThatCouldBeMatchedWithTheAddress()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.SubscriberAsync("reader@example.org");
        await database.DoAsync<MailDispatch>(dispatch => dispatch.RunAsync(default));
        await database.ScheduledAsync();
        await database.PassAsync();
        var delivery = Assert.Single(await database.DeliveriesAsync());
        await database.DoAsync<BounceIntake, BounceOutcome>(intake => intake.TakeAsync(new(delivery.MessageId, "one", false, "4.2.2", []), database.NowUtc, default));
        var token = await database.DoAsync<MailLists, string>(lists => lists.TokenAsync(RecipientKind.Subscriber, id, default));
        Assert.True(await LeaveAsync(database, token, MailList.Newsletter));
        Assert.Null(Assert.Single(await database.DeliveriesAsync()).AddressHash);
        Assert.False(await database.SeeAsync(db => db.MailBounces.AnyAsync()));
        Assert.False(await database.SeeAsync(db => db.OutboxMails.AnyAsync(mail => mail.AddressHash != null)));
    }

    [Fact]
    public async Task Leave_ErasesTheAddress_AndAnotherFormBeginsAnew()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.SubscriberAsync("reader@example.org");
        var token = await database.DoAsync<MailLists, string>(lists => lists.TokenAsync(RecipientKind.Subscriber, id, default));
        Assert.True(await LeaveAsync(database, token, MailList.Newsletter));
        Assert.True(await LeaveAsync(database, token, MailList.Newsletter));
        var left = await database.SeeAsync(db => db.Subscribers.SingleAsync());
        Assert.Equal((null, null, database.NowUtc, Newsroom.Wording.Text), (left.Email, left.EmailKey, left.LeftAtUtc, left.Wording));
        Assert.NotEqual(id, await database.SubscriberAsync("reader@example.org"));
    }

    [Fact]
    public async Task Leave_AnyListOfAMember_StopsItsMailsAndNoOthers()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("reader@example.org");
        var token = await database.DoAsync<MailLists, string>(lists => lists.TokenAsync(RecipientKind.Member, id, default));
        Assert.True(await LeaveAsync(database, token, MailList.Feedback));
        await QueueAsync(database, MailTemplates.Feedback, id);
        await QueueAsync(database, MailTemplates.ListingCheck, id);
        await database.DoAsync<MailDispatch>(dispatch => dispatch.RunAsync(default));
        Assert.Equal(MailReason.ListLeft, (await database.SeeAsync(db => db.OutboxMails.SingleAsync(mail => mail.Template == MailTemplates.Feedback))).LastError);
        var sent = database.Mails.Mails.Single(mail => mail.Content.Subject == MailTemplates.ListingCheck);
        Assert.Equal(new MailExit(token, MailList.ListingCheck), sent.Exit);
        Assert.NotNull((await database.Given.MemberAsync(id)).NewsletterAgreedAtUtc);

        var wanted = new Dictionary<MailList, bool> { [MailList.Feedback] = true, [MailList.Newsletter] = false };
        Assert.True(await database.DoAsync<MailChoices, bool>(choices => choices.ChooseAsync(token, wanted, database.NowUtc, default)));
        Assert.Null((await database.Given.MemberAsync(id)).NewsletterAgreedAtUtc);
        Assert.False(await database.DoAsync<MailLists, bool>(lists => lists.HasLeftAsync(RecipientKind.Member, id, MailList.Feedback, default)));
    }

    [Theory]
    [InlineData("link")]
    [InlineData("page")]
    [InlineData("departure")]
    public async Task Leave_AsAMember_EndsTheSubscriptionOfTheSameAddress(string way)
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("reader@example.org");
        await database.SubscriberAsync("reader@example.org");
        if (way == "link") await LeaveAsync(database, await database.DoAsync<MailLists, string>(lists => lists.TokenAsync(RecipientKind.Member, id, default)), MailList.Newsletter);
        else if (way == "page") await database.DoAsync<MembershipChanges>(changes => changes.ChooseVisibilityAsync(id, true, false, false, database.NowUtc, default));
        else await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));
        await database.ScheduledAsync();
        Assert.Equal(0, (await database.PassAsync()).Total);
        Assert.Null((await database.SeeAsync(db => db.Subscribers.SingleAsync())).Email);
    }

    [Fact]
    public async Task Visibility_SavedByWhoNeverAgreedAsAMember_LeavesTheSubscriptionAlone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("reader@example.org", wants: false);
        await database.SubscriberAsync("reader@example.org");
        await database.DoAsync<MembershipChanges>(changes => changes.ChooseVisibilityAsync(id, true, false, false, database.NowUtc, default));
        await database.ScheduledAsync();
        Assert.Equal(1, (await database.PassAsync()).Sent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Leave_WithSomeoneElsesGuess_IsNobody(string? token)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("reader@example.org");
        Assert.False(await LeaveAsync(database, token, MailList.Newsletter));
    }

    [Fact]
    public async Task Token_MadeByTwoAtOnce_IsOne()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("reader@example.org");
        var tokens = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => database.DoAsync<MailLists, string>(lists => lists.TokenAsync(RecipientKind.Member, id, default)))));
        Assert.Single(tokens.Distinct());
    }

    [Fact]
    public async Task Retention_ForgetsWhoNeverConfirmed_AndWhoGotOldIssues()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SubscriberAsync("reader@example.org");
        await AskAsync(database, "never@example.org");
        await database.ScheduledAsync();
        await database.PassAsync();
        database.Clock.Advance(TimeSpan.FromDays(31));
        await RetainAsync(database);
        Assert.Equal(["reader@example.org"], await database.SeeAsync(db => db.Subscribers.Select(one => one.EmailKey).ToListAsync()));
        Assert.Equal(RecipientKind.Subscriber, Assert.Single(await database.DeliveriesAsync()).Kind);
        database.Clock.Advance(TimeSpan.FromDays(365));
        await RetainAsync(database);
        Assert.Equal(((RecipientKind)0, DeliveryStatus.Sent), Assert.Single((await database.DeliveriesAsync()).Select(delivery => (delivery.Kind, delivery.Status))));
    }

    private static Task AskAsync(TestDatabase database, string email) => database.DoAsync<Subscriptions>(subscriptions => subscriptions.AskAsync(email, Newsroom.Wording, database.NowUtc, default));

    private static Task<bool> ConfirmAsync(TestDatabase database, string token) => database.DoAsync<Subscriptions, bool>(subscriptions => subscriptions.ConfirmAsync(token, database.NowUtc, default));

    private static Task<bool> LeaveAsync(TestDatabase database, string? token, MailList list) => database.DoAsync<MailChoices, bool>(choices => choices.LeaveAsync(token, list, database.NowUtc, default));

    private static Task RetainAsync(TestDatabase database) => database.DoAsync<IEnumerable<IRetentionPass>>(passes => passes.OfType<NewsletterRetention>().Single().RunAsync(database.NowUtc, default));

    private static Task QueueAsync(TestDatabase database, string template, long memberId) => database.DoAsync<IServiceProvider>(async services =>
    {
        var db = (CoproDbContext)services.GetService(typeof(CoproDbContext))!;
        ((Outbox)services.GetService(typeof(Outbox))!).Queue(template, new(), MailTo.Member(memberId), Domain.Common.MailLanguage.English, MailUrgency.Bulk, database.NowUtc);
        await db.SaveChangesAsync();
    });
}
