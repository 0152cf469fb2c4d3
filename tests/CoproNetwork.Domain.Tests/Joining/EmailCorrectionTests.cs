using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Joining;

public sealed class EmailCorrectionTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Correct_Approved_AccountFollowsAndSessionsEnd()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("old@example.org"));
        var before = await AccountAsync(id);

        await CorrectAsync(id, " New@example.org ");
        var member = await _database.Given.MemberAsync(id);
        var after = await AccountAsync(id);

        Assert.Equal(("New@example.org", "new@example.org", MemberStatus.Approved), (member.Email, member.ConfirmedEmailKey, member.Status));
        Assert.Equal("new@example.org", after.NormalizedEmail);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
    }

    [Fact]
    public async Task Correct_MailThatHadArrivedAndMailThatHadNot_OnlyTheLattersLinkLives()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("old@example.org"));
        await SendAsync();
        await LinkAsync(id);
        _database.Mails.Trouble = new MailNotSentException(MailReason.RecipientRefused, final: true);
        await SendAsync();
        _database.Mails.Trouble = null;

        await CorrectAsync(id, "new@example.org");
        await SendAsync();

        Assert.Equal(1, await _database.SeeAsync(db => db.MailedLinks.CountAsync(link => link.Purpose == LinkPurpose.BadgeAddress && link.SubjectId == id && link.UsedAtUtc == null)));
        Assert.Equal([MailTemplates.AddressReminder, MailTemplates.EmailCorrected], _database.Mails.Mails.Where(mail => mail.Recipient.Address == "new@example.org").Select(mail => mail.Content.Subject).Order());
    }

    [Fact]
    public async Task Correct_LinksThatSpeakForTheMember_DieWithTheAddress()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("old@example.org"));
        var helper = await _database.Given.ApprovedAsync(Answers.Of("helper@example.org"));
        var promise = await _database.SeeAsync(db => db.Promises.Where(one => one.MemberId == id).Select(one => one.Key).SingleAsync());
        _database.Clock.Advance(TimeSpan.FromDays(366));
        await new ListingDeeds(_database.Services, _database.Clock).CheckAsync();
        await _database.DoAsync<PromiseMessages>(messages => messages.SendAsync(promise, PromiseMessageKind.Help, helper, "Demo words.", _database.NowUtc, default));
        await SendAsync();
        var others = await LiveAsync();

        await CorrectAsync(id, "new@example.org");

        Assert.Equal([LinkPurpose.HelpReply, LinkPurpose.ListingCheck], others.Except(await LiveAsync()).Select(link => link.Purpose).Where(purpose => purpose is LinkPurpose.HelpReply or LinkPurpose.ListingCheck).Order());
        Assert.Single(await LiveAsync(), link => link.Purpose == LinkPurpose.ListingCheck);

        Task<List<(LinkPurpose Purpose, long)>> LiveAsync() => _database.SeeAsync(async db => (await db.MailedLinks.Where(link => link.UsedAtUtc == null).ToListAsync()).ConvertAll(link => (link.Purpose, link.SubjectId)));
    }

    [Fact]
    public async Task Correct_Unconfirmed_OnlyAFreshLinkGoesAndOnlyToTheNewAddress()
    {
        var id = await _database.Given.UnconfirmedAsync(Answers.Of("old@example.org"));

        await CorrectAsync(id, "new@example.org");
        await SendAsync();
        var mail = Assert.Single(_database.Mails.Mails);
        var result = await _database.DoAsync<Confirmation, ConfirmationResult>(confirmation => confirmation.ConfirmAsync(mail.Content.Text, _database.NowUtc, default));

        Assert.Equal(("new@example.org", MailTemplates.Confirm), (mail.Recipient.Address, mail.Content.Subject));
        Assert.Equal(ConfirmationResult.Confirmed, result);
        Assert.Equal("new@example.org", (await _database.Given.MemberAsync(id)).ConfirmedEmailKey);
    }

    [Fact]
    public async Task Correct_ToAnothers_IsRefusedAndChangesNothing()
    {
        await _database.Given.AppliedAsync(Answers.Of("taken@example.org"));
        await _database.Given.CoordinatorAsync("desk@example.org");
        var id = await _database.Given.AppliedAsync(Answers.Of("mine@example.org"));

        var member = await Assert.ThrowsAsync<DomainRuleException>(() => CorrectAsync(id, "Taken@example.org"));
        var account = await Assert.ThrowsAsync<DomainRuleException>(() => CorrectAsync(id, "DESK@example.org"));
        var same = await Assert.ThrowsAsync<DomainRuleException>(() => CorrectAsync(id, "mine@example.org"));

        Assert.Equal(("Members.Email.Taken", "Members.Email.SignsIn", "Members.Email.Same"), (member.ResourceKey, account.ResourceKey, same.ResourceKey));
        Assert.Equal("mine@example.org", (await _database.Given.MemberAsync(id)).Email);
        Assert.False(await _database.SeeAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "member.email-corrected")));
    }

    [Fact]
    public async Task Correct_OnlyCapitals_IsACorrection()
    {
        var id = await _database.Given.AppliedAsync(Answers.Of("mine@example.org"));

        await CorrectAsync(id, "Mine@example.org");

        Assert.Equal("Mine@example.org", (await _database.Given.MemberAsync(id)).Email);
    }

    private Task CorrectAsync(long id, string email) => _database.DoAsync<EmailCorrection>(correction => correction.CorrectAsync(id, email, 1, _database.NowUtc, default));

    private Task SendAsync() => _database.DoAsync<MailDispatch>(dispatch => dispatch.RunAsync(default));

    private Task LinkAsync(long id) => _database.DoAsync<Domain.CoproDbContext>(async db =>
    {
        var outbox = new Outbox(db, (Microsoft.AspNetCore.DataProtection.IDataProtectionProvider)_database.Services.GetService(typeof(Microsoft.AspNetCore.DataProtection.IDataProtectionProvider))!);
        outbox.QueueWithLink(MailTemplates.AddressReminder, new(), MailTo.Member(id), MailLanguage.English, LinkPurpose.BadgeAddress, id, null, TimeSpan.FromDays(90), _database.NowUtc);
        await db.SaveChangesAsync();
    });

    private Task<Account> AccountAsync(long memberId) => _database.SeeAsync(db => db.Users.AsNoTracking().SingleAsync(account => account.MemberId == memberId));
}
