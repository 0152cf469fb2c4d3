using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Principles;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Joining;

public sealed class SignUpTests
{
    [Fact]
    public async Task Send_Complete_KeepsAllThatWasSaidAndEmptiesTheDraft()
    {
        await using var database = await TestDatabase.CreateAsync();
        var token = await DraftAsync(database, Answers.Of("a@example.org"));

        await SendAsync(database, token);

        var member = await database.SeeAsync(db => db.Members.SingleAsync());
        Assert.Equal((MemberStatus.Unconfirmed, "a@example.org", null, database.NowUtc), (member.Status, member.Email, member.ConfirmedEmailKey, member.SentAtUtc));
        Assert.Equal("I will ask first.", (await database.SeeAsync(db => db.Promises.SingleAsync())).Text);
        Assert.Equal("Something happened.", (await database.SeeAsync(db => db.Stories.SingleAsync())).Text);
        Assert.Equal(0, (await database.SeeAsync(db => db.CheckIns.SingleAsync())).Wave);
        Assert.Equal(SiteLanguage.English, (await database.SeeAsync(db => db.Agreements.SingleAsync())).Language);
        var open = await database.DoAsync<JoinDrafts, OpenDraft?>(drafts => drafts.FindAsync(token, database.NowUtc, default));
        Assert.True(open!.Sent);
        Assert.Equivalent(new JoinAnswers(), open.Answers);
    }

    [Fact]
    public async Task Send_Replayed_DoesNothingMore()
    {
        await using var database = await TestDatabase.CreateAsync();
        var token = await DraftAsync(database, Answers.Of("a@example.org"));

        for (var i = 0; i < 3; i++) await SendAsync(database, token);

        Assert.Equal((1, 1), (await database.SeeAsync(db => db.Members.CountAsync()), await database.SeeAsync(db => db.OutboxMails.CountAsync())));
    }

    [Fact]
    public async Task Send_AtOnce_MakesOneApplication()
    {
        await using var database = await TestDatabase.CreateAsync();
        var token = await DraftAsync(database, Answers.Of("a@example.org"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(database, token)));

        Assert.Equal((1, 1), (await database.SeeAsync(db => db.Members.CountAsync()), await database.SeeAsync(db => db.OutboxMails.CountAsync())));
    }

    [Fact]
    public async Task Send_WithoutDraft_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();

        Assert.Equal("Joining.NoDraft", (await Assert.ThrowsAsync<DomainRuleException>(() => SendAsync(database, RandomToken.Make()))).ResourceKey);
    }

    [Fact]
    public async Task Send_IncompleteForm_SavesNothingAndKeepsTheDraft()
    {
        await using var database = await TestDatabase.CreateAsync();
        var token = await DraftAsync(database, Answers.Of("a@example.org") with { StoryText = " " });

        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => SendAsync(database, token));

        Assert.Equal("Stories.Text.Required", rule.ResourceKey);
        Assert.False(await database.SeeAsync(db => db.Members.AnyAsync()));
        Assert.False(await database.SeeAsync(db => db.OutboxMails.AnyAsync()));
        Assert.False((await database.DoAsync<JoinDrafts, OpenDraft?>(drafts => drafts.FindAsync(token, database.NowUtc, default)))!.Sent);
    }

    [Fact]
    public async Task Send_PrinciplesPublishedMeanwhile_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var token = await DraftAsync(database, Answers.Of("a@example.org"));
        await database.SeeAsync(db =>
        {
            db.PrinciplesVersions.Add(PrinciplesVersion.Publish(2, [new("Teitl", "Title", "Testun", "Text")], database.NowUtc));
            return db.SaveChangesAsync();
        });

        Assert.Equal("Joining.AgreeToAll", (await Assert.ThrowsAsync<DomainRuleException>(() => SendAsync(database, token))).ResourceKey);
    }

    [Theory]
    [InlineData(MailTemplates.AlreadyMember)]
    [InlineData(MailTemplates.AlreadyApplied)]
    public async Task Send_KnownAddress_MailsItsHolderAndMakesNoApplication(string template)
    {
        await using var database = await TestDatabase.CreateAsync();
        var holder = template == MailTemplates.AlreadyMember ? await database.Given.ApprovedAsync(Answers.Of("Known@example.org")) : await database.Given.AppliedAsync(Answers.Of("Known@example.org"));

        await SendAsync(database, await DraftAsync(database, Answers.Of("kNOWN@example.org")));

        Assert.Equal(1, await database.SeeAsync(db => db.Members.CountAsync()));
        Assert.Equal(holder, await database.SeeAsync(db => db.OutboxMails.Where(mail => mail.Template == template).Select(mail => mail.RecipientId).SingleAsync()));
    }

    [Fact]
    public async Task Send_DeclinedAddress_MayTryAgain()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.DeclinedAsync(Answers.Of("a@example.org"));

        await SendAsync(database, await DraftAsync(database, Answers.Of("a@example.org")));

        Assert.Equal([MemberStatus.Declined, MemberStatus.Unconfirmed], await database.SeeAsync(db => db.Members.OrderBy(member => member.Id).Select(member => member.Status).ToListAsync()));
    }

    [Fact]
    public async Task Send_UnconfirmedTwice_BlocksNobody()
    {
        await using var database = await TestDatabase.CreateAsync();

        await database.Given.UnconfirmedAsync(Answers.Of("a@example.org"));
        await database.Given.UnconfirmedAsync(Answers.Of("a@example.org"));

        Assert.Equal(2, await database.SeeAsync(db => db.Members.CountAsync()));
    }

    [Fact]
    public async Task SendAgain_ByDraft_MailsAFreshLinkAtMostFiveTimesADay()
    {
        await using var database = await TestDatabase.CreateAsync();
        var token = await DraftAsync(database, Answers.Of("a@example.org"));
        await SendAsync(database, token);

        for (var i = 0; i < 10; i++) await AgainAsync(database, token);
        var today = await database.SeeAsync(db => db.OutboxMails.CountAsync());
        database.Clock.Advance(TimeSpan.FromHours(24));
        await AgainAsync(database, token);

        Assert.Equal(SignUp.MostConfirmationsADay, today);
        Assert.Equal(SignUp.MostConfirmationsADay + 1, await database.SeeAsync(db => db.OutboxMails.CountAsync()));
        Assert.Equal(1, await database.SeeAsync(db => db.MailedLinks.CountAsync(link => link.UsedAtUtc == null)));
    }

    [Fact]
    public async Task SendAgain_UnknownOrUnsentDraft_MailsNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var unsent = await DraftAsync(database, Answers.Of("a@example.org"));

        await AgainAsync(database, unsent);
        await AgainAsync(database, RandomToken.Make());

        Assert.False(await database.SeeAsync(db => db.OutboxMails.AnyAsync()));
    }

    private static async Task<string> DraftAsync(TestDatabase database, JoinAnswers answers)
    {
        var token = RandomToken.Make();
        var agreed = await database.SeeAsync(db => answers.AgreeAsync(db));
        await database.DoAsync<JoinDrafts>(drafts => drafts.KeepAsync(token, agreed, database.NowUtc, default));
        return token;
    }

    private static Task SendAsync(TestDatabase database, string token) => database.DoAsync<SignUp>(signUp => signUp.SendAsync(token, null, database.NowUtc, default));

    private static Task AgainAsync(TestDatabase database, string token) => database.DoAsync<SignUp>(signUp => signUp.SendAgainAsync(token, database.NowUtc, default));
}
