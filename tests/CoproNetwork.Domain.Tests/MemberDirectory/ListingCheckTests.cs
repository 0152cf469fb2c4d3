using CoproNetwork.Domain.Demo;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>The yearly question, and the grey for want of an answer.</summary>
public sealed class ListingCheckTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private ListingDeeds Listings => new(_database.Services, _database.Clock);

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>From the days on which the clocks change in London: 29 March and 25 October 2026, 28 March and 31 October 2027, 26 March 2028.</summary>
    [Theory]
    [InlineData("2027-03-01T09:00Z", "2028-03-01T09:00Z")]
    [InlineData("2028-02-29T09:00Z", "2029-02-28T09:00Z")]
    [InlineData("2027-02-28T23:30Z", "2028-02-28T23:30Z")]
    [InlineData("2027-07-01T08:00Z", "2028-07-01T08:00Z")]
    [InlineData("2027-03-27T09:00Z", "2028-03-27T08:00Z")]
    [InlineData("2026-03-28T01:30Z", "2027-03-28T01:30Z")]
    [InlineData("2026-10-31T01:30Z", "2027-10-31T01:30Z")]
    [InlineData("2027-10-31T00:30Z", "2028-10-31T01:30Z")]
    [InlineData("2027-10-31T01:30Z", "2028-10-31T01:30Z")]
    public void DueAt_IsACalendarYearOnByTheClockInLondon(string right, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, null).UtcDateTime, ListingCheck.DueAtUtc(DateTimeOffset.Parse(right, null).UtcDateTime));

    [Fact]
    public async Task Run_AfterAYear_AsksOnceAndGreysAfterThirtyDays()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("maker@example.org"));
        var key = await Listings.ListedAsync(id, ListingDeeds.Says("Demo Garden"));
        var dueUtc = ListingCheck.DueAtUtc(_database.NowUtc);

        _database.Clock.SetUtcNow(dueUtc.AddSeconds(-1));
        Assert.Equal(new(0, 0), await Listings.CheckAsync());
        _database.Clock.SetUtcNow(dueUtc);
        Assert.Equal(new(2, 0), await Listings.CheckAsync());
        Assert.Equal(new(0, 0), await Listings.CheckAsync());
        Assert.Equal(2, (await MailsAsync()).Count);
        Assert.Contains(await MailsAsync(), mail => mail.RecipientId == id && mail.ModelJson.Contains("Demo Garden", StringComparison.Ordinal));
        Assert.Null((await Listings.ListingAsync(key))!.StaleSinceUtc);

        _database.Clock.SetUtcNow(dueUtc.AddDays(30).AddSeconds(-1));
        Assert.Equal(new(0, 0), await Listings.CheckAsync());
        _database.Clock.SetUtcNow(dueUtc.AddDays(30));
        Assert.Equal(new(0, 2), await Listings.CheckAsync());
        Assert.Equal(dueUtc.AddDays(30), (await Listings.ListingAsync(key))!.StaleSinceUtc);

        _database.Clock.SetUtcNow(dueUtc.AddYears(5));
        Assert.Equal(new(0, 0), await Listings.CheckAsync());
        Assert.Equal(2, (await MailsAsync()).Count);
    }

    [Fact]
    public async Task Leave_OfWhoWasAsked_EndsTheirLink_AndAsksWhoAnswersNow()
    {
        var maker = await _database.Given.ApprovedAsync(Answers.Of("maker@example.org") with { WantsListing = false });
        var second = await _database.Given.ApprovedAsync(Answers.Of("second@example.org") with { WantsListing = false });
        var key = await Listings.ListedAsync(maker, ListingDeeds.Says("Demo Garden"));
        await _database.DoAsync<EntryBelonging>(belonging => belonging.AskAsync(key, maker, "second@example.org", _database.NowUtc, default));
        await _database.DoAsync<EntryBelonging>(belonging => belonging.AgreeAsync(key, second, false, _database.NowUtc, default));
        _database.Clock.SetUtcNow(ListingCheck.DueAtUtc(_database.NowUtc));
        Assert.Equal(new(1, 0), await Listings.CheckAsync());

        await _database.DoAsync<EntryBelonging>(belonging => belonging.LeaveAsync(key, maker, _database.NowUtc, default));

        Assert.False(await _database.SeeAsync(db => db.MailedLinks.AnyAsync(link => link.Purpose == LinkPurpose.ListingCheck && link.UsedAtUtc == null)));
        Assert.Equal(new(1, 0), await Listings.CheckAsync());
        Assert.Equal([maker, second], (await MailsAsync()).Select(mail => mail.RecipientId).Order());
    }

    [Fact]
    public async Task Edit_AfterTheQuestion_CountsAsAnswerAlsoOnceGreyed()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("maker@example.org") with { WantsListing = false });
        var key = await Listings.ListedAsync(id, ListingDeeds.Says("Demo Garden"));
        var content = (await Listings.ReadAsync(key)).Shown!.Content;
        _database.Clock.SetUtcNow(ListingCheck.DueAtUtc(_database.NowUtc));
        await Listings.CheckAsync();
        _database.Clock.Advance(TimeSpan.FromDays(31));
        await Listings.CheckAsync();
        Assert.NotNull((await Listings.ListingAsync(key))!.StaleSinceUtc);

        await Listings.EditAsync(key, id, content with { SummaryEnglish = "Other words." });

        var listing = (await Listings.ListingAsync(key))!;
        Assert.Equal((_database.NowUtc, ListingCheck.DueAtUtc(_database.NowUtc)), (listing.RightAtUtc, listing.CheckAtUtc));
        Assert.Equal((null, null), (listing.AskedAtUtc, listing.StaleSinceUtc));
    }

    [Fact]
    public async Task SayRight_BeforeTheYearIsOver_MovesTheQuestion()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("maker@example.org") with { WantsListing = false });
        var key = await Listings.ListedAsync(id, ListingDeeds.Says("Demo Garden"));
        var firstDueUtc = ListingCheck.DueAtUtc(_database.NowUtc);
        _database.Clock.Advance(TimeSpan.FromDays(100));
        await _database.DoAsync<EntryEditing>(editing => editing.SayRightAsync(key, id, _database.NowUtc, default));

        _database.Clock.SetUtcNow(firstDueUtc);

        Assert.Equal(new(0, 0), await Listings.CheckAsync());
    }

    [Fact]
    public async Task Run_TwiceAtOnce_AsksAfterEachOnce()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("maker@example.org"));
        for (var i = 0; i < 4; i++) await Listings.ListedAsync(id, ListingDeeds.Says($"Demo Project {i}"));
        _database.Clock.SetUtcNow(ListingCheck.DueAtUtc(_database.NowUtc));
        var another = ActivatorUtilities.CreateInstance<ListingCheckRun>(_database.Services);

        var done = await Task.WhenAll(Listings.CheckAsync(), another.RunAsync(_database.NowUtc, default));

        Assert.Equal(5, done.OfType<ListingCheckResult>().Sum(result => result.Asked));
        Assert.Equal(5, (await MailsAsync()).Count);
    }

    /// <summary>As if neither minded the lease.</summary>
    [Fact]
    public async Task Batch_TwiceAtOnce_AsksAfterEachOnce()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("maker@example.org"));
        for (var i = 0; i < 4; i++) await Listings.ListedAsync(id, ListingDeeds.Says($"Demo Project {i}"));
        _database.Clock.SetUtcNow(ListingCheck.DueAtUtc(_database.NowUtc));
        Task<ListingCheckResult?> Batch() => _database.DoAsync<ListingCheckBatch, ListingCheckResult?>(batch => batch.RunAsync(_database.NowUtc, default));

        var done = await Task.WhenAll(Task.Run(Batch), Task.Run(Batch), Task.Run(Batch));

        Assert.Equal(5, done.OfType<ListingCheckResult>().Sum(result => result.Asked));
        Assert.Equal(5, (await MailsAsync()).Count);
    }

    [Theory]
    [InlineData("OutboxMails")]
    [InlineData("MailedLinks")]
    [Trait(TestEngine.Trait, TestEngine.SqliteOnly)]
    public async Task Run_CutShortInABatch_LeavesItWholeForTheNext(string table)
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("maker@example.org"));
        await Listings.ListedAsync(id, ListingDeeds.Says("Demo Garden"));
        _database.Clock.SetUtcNow(ListingCheck.DueAtUtc(_database.NowUtc));
        await ExecuteAsync($"CREATE TRIGGER demo_refuses BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'demo refusal'); END");

        await Assert.ThrowsAsync<DbUpdateException>(Listings.CheckAsync);

        Assert.Equal((0, 0), ((await MailsAsync()).Count, await _database.SeeAsync(db => db.Listings.CountAsync(listing => listing.AskedAtUtc != null))));
        await ExecuteAsync("DROP TRIGGER demo_refuses");
        Assert.Equal(new(2, 0), await Listings.CheckAsync());
    }

    /// <summary>One batch alone is what a killed pass leaves.</summary>
    [Fact]
    public async Task Run_AfterAPassThatWasKilledBetweenBatches_AsksAfterTheRest()
    {
        await _database.DoAsync<DemoNetwork>(demo => demo.FillAsync(900, 7, _database.NowUtc, null, default));
        _database.Clock.SetUtcNow(new(2090, 1, 1, 9, 0, 0, TimeSpan.Zero));
        var due = await _database.SeeAsync(db => db.Listings.CountAsync(listing => listing.CheckAtUtc != null && listing.AskedAtUtc == null));
        Assert.True(due > 500);

        var first = await _database.DoAsync<ListingCheckBatch, ListingCheckResult?>(batch => batch.RunAsync(_database.NowUtc, default));
        var rest = await Listings.CheckAsync();

        Assert.Equal((500, due), (first!.Asked + first.Greyed, (first + rest!).Asked));
        Assert.Equal(due, await _database.SeeAsync(db => db.MailedLinks.Where(link => link.Purpose == LinkPurpose.ListingCheck).Select(link => link.SubjectId).Distinct().CountAsync()));
        Assert.Equal(due, (await MailsAsync()).Count);
    }

    private async Task<List<OutboxMail>> MailsAsync() =>
        await _database.SeeAsync(db => db.OutboxMails.AsNoTracking().Where(mail => mail.Template == MailTemplates.ListingCheck).OrderBy(mail => mail.Id).ToListAsync());

    private Task<int> ExecuteAsync(string sql) => _database.SeeAsync(db => db.Database.ExecuteSqlRawAsync(sql));
}
