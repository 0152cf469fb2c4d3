using System.Data.Common;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Feedback;

public sealed class FeedbackRunTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("OutboxMails")]
    [InlineData("MailedLinks")]
    [Trait(TestEngine.Trait, TestEngine.SqliteOnly)]
    public async Task Run_MailOrItsLinkRefused_LeavesNoRequestEither(string table)
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("demo@example.org"));
        _database.Clock.Advance(FeedbackDeeds.HalfAYear);
        await ExecuteAsync($"CREATE TRIGGER demo_refuses BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'demo refusal'); END");

        await Assert.ThrowsAsync<DbUpdateException>(_database.PassAsync);

        Assert.Equal((0, 0), (await _database.SeeAsync(db => db.FeedbackRequests.CountAsync()), (await _database.FeedbackMailsAsync()).Count));
        Assert.Equal(0, await _database.SeeAsync(db => db.FeedbackPlans.Select(plan => plan.LastNumber).SingleAsync()));
        await ExecuteAsync("DROP TRIGGER demo_refuses");
        Assert.Equal(new(1, 0, 0), await _database.PassAsync());
        Assert.Equal(_database.NowUtc, (await _database.RequestAsync(id)).AskedAtUtc);
        Assert.Single(await _database.FeedbackMailsAsync());
    }

    [Fact]
    public async Task Run_AgainInTheSameMinute_DoesNothing()
    {
        await _database.AskedAsync();

        Assert.Equal(FeedbackRunResult.Nothing, await _database.PassAsync());
        _database.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(FeedbackRunResult.Nothing, await _database.PassAsync());
        Assert.Single(await _database.FeedbackMailsAsync());
    }

    [Fact]
    public async Task Run_ForWhoIsNoMember_SendsNothing()
    {
        await _database.Given.UnconfirmedAsync(Answers.Of("unconfirmed@example.org"));
        await _database.Given.AppliedAsync(Answers.Of("applied@example.org"));
        await _database.Given.DeclinedAsync(Answers.Of("declined@example.org"));
        var left = await _database.Given.ApprovedAsync(Answers.Of("left@example.org"));
        var member = await _database.Given.ApprovedAsync(Answers.Of("member@example.org"));
        await _database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(left, _database.NowUtc, default));
        _database.Clock.Advance(FeedbackDeeds.HalfAYear);

        Assert.Equal(new(1, 0, 0), await _database.PassAsync());

        Assert.Equal(member, Assert.Single(await _database.FeedbackMailsAsync()).RecipientId);
        Assert.Equal([member], await _database.SeeAsync(db => db.FeedbackRequests.Select(request => request.MemberId).ToListAsync()));
    }

    /// <summary>By the whole way: a server refuses a mail for good, a coordinator puts the address right.</summary>
    [Fact]
    public async Task Run_Undeliverable_SendsNothingUntilTheAddressIsAnother()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("refused@example.org"));
        _database.Mails.Trouble = new MailNotSentException(MailReason.RecipientRefused, final: true);
        await _database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default));
        _database.Mails.Trouble = null;
        Assert.NotNull((await _database.Given.MemberAsync(id)).EmailHeldAtUtc);
        _database.Clock.Advance(FeedbackDeeds.HalfAYear);

        Assert.Equal(FeedbackRunResult.Nothing, await _database.PassAsync());
        Assert.Empty(await _database.FeedbackMailsAsync());

        await _database.DoAsync<EmailCorrection>(correction => correction.CorrectAsync(id, "right@example.org", 1, _database.NowUtc, default));
        Assert.Equal(new(1, 0, 0), await _database.PassAsync());
        await _database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default));
        Assert.Contains(_database.Mails.Mails, mail => mail.Recipient.Address == "right@example.org" && mail.Content.Subject == MailTemplates.Feedback);
    }

    [Fact]
    public async Task Run_TwoAtOnce_AskEachMemberOnce()
    {
        var members = await SeveralAsync(12);
        using var ready = new Barrier(2);
        FeedbackRun[] runs = [.. Enumerable.Range(0, 2).Select(_ => ActivatorUtilities.CreateInstance<FeedbackRun>(_database.Services))];

        var results = await Task.WhenAll(runs.Select(run => Task.Run(async () =>
        {
            ready.SignalAndWait();
            return await run.RunAsync(_database.NowUtc, default);
        })));

        Assert.Equal(members.Count, results.Sum(result => result?.Asked ?? 0));
        await AssertAskedOnceAsync(members);
    }

    /// <summary>As if a lease had lapsed while its holder was still at work: then the unique keys stand alone.</summary>
    [Fact]
    public async Task Batch_TwoAtOnceWithoutALease_AskEachMemberOnce()
    {
        var members = await SeveralAsync(12);
        using var ready = new Barrier(2);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            ready.SignalAndWait();
            while (await BatchAsync() is not null) continue;
        })));

        await AssertAskedOnceAsync(members);
    }

    [Fact]
    public async Task Database_SecondRowOfARequestOrANudge_Refuses()
    {
        var (id, _) = await _database.AskedAsync();
        _database.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal(new(0, 1, 0), await _database.PassAsync());
        Assert.Equal(1, Assert.Single((await _database.RequestAsync(id)).Nudges).Nudge);

        await Assert.ThrowsAnyAsync<DbException>(() => CopyAsync("FeedbackRequests", "MemberId", "Number"));
        await Assert.ThrowsAnyAsync<DbException>(() => CopyAsync("FeedbackNudges", "RequestId", "Nudge"));

        // The same rows under other numbers are taken, so it is the number that is refused.
        await CopyAsync("FeedbackRequests", "MemberId", "Number", "+ 1");
        await CopyAsync("FeedbackNudges", "RequestId", "Nudge", "+ 1");
    }

    [Fact]
    public async Task Pause_WhileARequestWaits_DropsItsMail()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("demo@example.org"));
        var other = await _database.Given.ApprovedAsync(Answers.Of("other@example.org"));
        _database.Clock.Advance(FeedbackDeeds.HalfAYear);
        Assert.Equal(new(2, 0, 0), await _database.PassAsync());

        await _database.DoAsync<FeedbackChoices>(choices => choices.PauseAsync(id, DateOnly.FromDateTime(_database.NowUtc).AddDays(20), _database.NowUtc, default));

        var mails = (await _database.FeedbackMailsAsync()).ToDictionary(mail => mail.RecipientId);
        Assert.Equal((MailStatus.Dropped, null, "{}"), (mails[id].Status, mails[id].ProtectedToken, mails[id].ModelJson));
        Assert.Equal(MailStatus.Waiting, mails[other].Status);
        Assert.Equal("other@example.org", Assert.Single(await SentAsync()));

        // They asked to be left alone until then, not for ever.
        _database.Clock.Advance(TimeSpan.FromDays(21));
        Assert.Equal(new(0, 2, 0), await _database.PassAsync());
    }

    [Fact]
    public async Task Answer_WhileANudgeWaits_DropsItsMail()
    {
        var (id, requestId) = await _database.AskedAsync();
        await SentAsync();
        _database.Clock.Advance(TimeSpan.FromDays(15));
        await _database.PassAsync();

        await _database.AnswerAsync(requestId, new(null, new()));

        Assert.Equal([MailStatus.Sent, MailStatus.Dropped], (await _database.FeedbackMailsAsync()).Select(mail => mail.Status));
        _database.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal(FeedbackRunResult.Nothing, await _database.PassAsync());
        Assert.Equal((1, (int?)1), ((await _database.RequestAsync(id)).LastNudge, (await _database.RequestAsync(id)).NudgesBeforeAnswer));
    }

    /// <summary>The link of an older request may be alive still; what is put right there says nothing of the newest.</summary>
    [Fact]
    public async Task Answer_ToAnOlderRequest_LeavesTheMailOfTheNewest()
    {
        var (_, requestId) = await _database.AskedAsync();
        await SentAsync();
        _database.Clock.Advance(FeedbackDeeds.HalfAYear);
        Assert.Equal(new(1, 0, 0), await _database.PassAsync());

        await _database.AnswerAsync(requestId, new(null, new()));

        Assert.Equal([MailStatus.Sent, MailStatus.Waiting], (await _database.FeedbackMailsAsync()).Select(mail => mail.Status));
    }

    private async Task<List<long>> SeveralAsync(int count)
    {
        var members = new List<long>();
        for (var i = 0; i < count; i++) members.Add(await _database.Given.ApprovedAsync(Answers.Of($"demo-{i}@example.org")));
        _database.Clock.Advance(FeedbackDeeds.HalfAYear);
        return members;
    }

    /// <summary>Sends what waits; who got feedback mails by that.</summary>
    private async Task<List<string>> SentAsync()
    {
        await _database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default));
        return [.. _database.Mails.Mails.Where(mail => mail.Content.Subject == MailTemplates.Feedback).Select(mail => mail.Recipient.Address)];
    }

    private async Task<FeedbackRunResult?> BatchAsync()
    {
        try
        {
            return await _database.DoAsync<FeedbackBatch, FeedbackRunResult?>(batch => batch.RunAsync(_database.NowUtc, default));
        }
        catch (DbUpdateConcurrencyException)
        {
            // The other was faster, as the run itself takes it.
            return FeedbackRunResult.Nothing;
        }
    }

    private async Task AssertAskedOnceAsync(List<long> members)
    {
        Assert.Equal(members, await _database.SeeAsync(db => db.FeedbackRequests.Where(request => request.AskedAtUtc != null).Select(request => request.MemberId).OrderBy(id => id).ToListAsync()));
        Assert.Equal(members, (await _database.FeedbackMailsAsync()).Select(mail => mail.RecipientId).Order());
        Assert.Equal(members.Count, await _database.SeeAsync(db => db.MailedLinks.CountAsync(link => link.Purpose == LinkPurpose.Feedback)));
    }

    /// <summary>A second row like the first one, past the domain's own checks.</summary>
    private Task CopyAsync(string table, string owner, string number, string other = "") => ExecuteAsync(table == "FeedbackRequests"
        ? $"""INSERT INTO "{table}" ("{owner}", "{number}", "Version", "DueAtUtc", "AskedAtUtc", "LastNudge") SELECT "{owner}", "{number}" {other}, "Version", "DueAtUtc", "AskedAtUtc", "LastNudge" FROM "{table}" """
        : $"""INSERT INTO "{table}" ("{owner}", "{number}", "SentAtUtc") SELECT "{owner}", "{number}" {other}, "SentAtUtc" FROM "{table}" """);

    private Task ExecuteAsync(string sql) => _database.DoAsync<CoproDbContext>(async db =>
    {
        await db.OpenAsync(default);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    });
}
