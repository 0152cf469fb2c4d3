using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Badges;

public sealed class BadgePostingTests
{
    private static readonly PostalAddress Somewhere = PostalAddress.InUnitedKingdom("Demo", "1 Stryd Demo", null, "Aberystwyth", "SY23 3AN");

    [Fact]
    public async Task GiveAddress_AgainBeforePosting_ReplacesTheFirst()
    {
        await using var database = await TestDatabase.CreateAsync();
        var member = await database.Given.ApprovedAsync(Answers.Of("demo@example.org"));
        await GiveAsync(database, member);

        await database.DoAsync<BadgePosting>(posting => posting.GiveAddressAsync(member, Somewhere with { Line1 = "2 Stryd Demo" }, database.NowUtc, default));

        var stored = (await PostingAsync(database, member)).ProtectedAddress;
        Assert.Equal("2 Stryd Demo", await database.DoAsync<AddressProtection, string>(protection => Task.FromResult(protection.Unprotect(stored!).Line1)));
    }

    [Fact]
    public async Task NotePosted_MailsTheHolder_EndsTheLinks_AndIsAudited_Once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var actor = await database.Given.CoordinatorAsync();
        var member = await database.Given.ApprovedAsync(Answers.Of("demo@example.org"));
        var key = (await database.Given.MemberAsync(member)).Key;
        await GiveAsync(database, member);

        Assert.Equal(1, await PostAsync(database, actor, key, "no-such-key"));
        Assert.Equal(0, await PostAsync(database, actor, key));

        Assert.Equal(1, await database.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.Template == MailTemplates.Posted)));
        Assert.False(await database.SeeAsync(db => db.MailedLinks.AnyAsync(link => link.Purpose == LinkPurpose.BadgeAddress && link.UsedAtUtc == null)));
        Assert.Equal([member], await database.SeeAsync(db => db.AuditEntries.Where(entry => entry.Action == AuditActions.BadgePosted).Select(entry => entry.SubjectId!.Value).ToListAsync()));
        var refused = await Assert.ThrowsAsync<DomainRuleException>(() => GiveAsync(database, member));
        Assert.Equal("Badges.AlreadyPosted", refused.ResourceKey);
    }

    [Fact]
    public async Task NoteReturned_ErasesTheAddress_AndAsksAnewWithAFreshLink()
    {
        await using var database = await TestDatabase.CreateAsync();
        var actor = await database.Given.CoordinatorAsync();
        var member = await database.Given.ApprovedAsync(Answers.Of("demo@example.org"));
        var key = (await database.Given.MemberAsync(member)).Key;
        await GiveAsync(database, member);
        await PostAsync(database, actor, key);

        await database.DoAsync<BadgePosting>(posting => posting.NoteReturnedAsync(key, actor, database.NowUtc, default));

        var returned = await PostingAsync(database, member);
        Assert.Equal((PostingStatus.Returned, null), (returned.Status, returned.ProtectedAddress));
        Assert.Equal(1, await database.SeeAsync(db => db.MailedLinks.CountAsync(link => link.Purpose == LinkPurpose.BadgeAddress && link.UsedAtUtc == null)));
        Assert.Equal(1, await database.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.Template == MailTemplates.BadgeReturned)));
        await GiveAsync(database, member);
        Assert.Equal(1, await PostAsync(database, actor, key));
    }

    [Fact]
    public async Task NoteReturned_OfOneWhoLeft_EndsIt_AndAsksNobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        var actor = await database.Given.CoordinatorAsync();
        var member = await database.Given.ApprovedAsync(Answers.Of("demo@example.org"));
        var key = (await database.Given.MemberAsync(member)).Key;
        await GiveAsync(database, member);
        await PostAsync(database, actor, key);
        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(member, database.NowUtc, default));

        await database.DoAsync<BadgePosting>(posting => posting.NoteReturnedAsync(key, actor, database.NowUtc, default));

        Assert.Equal(PostingStatus.Ended, (await PostingAsync(database, member)).Status);
        Assert.False(await database.SeeAsync(db => db.OutboxMails.AnyAsync(mail => mail.Template == MailTemplates.BadgeReturned)));
    }

    [Fact]
    public async Task Remind_PressedTwice_MailsOnce_AndNeverOnceThereIsAnAddress()
    {
        await using var database = await TestDatabase.CreateAsync();
        var actor = await database.Given.CoordinatorAsync();
        var member = await database.Given.ApprovedAsync(Answers.Of("demo@example.org"));
        var key = (await database.Given.MemberAsync(member)).Key;

        await database.DoAsync<BadgePosting>(posting => posting.RemindAsync(key, actor, database.NowUtc, default));
        await database.DoAsync<BadgePosting>(posting => posting.RemindAsync(key, actor, database.NowUtc, default));

        Assert.Equal(1, await database.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.Template == MailTemplates.AddressReminder)));
        Assert.Equal(database.NowUtc, (await PostingAsync(database, member)).RemindedAtUtc);
        await GiveAsync(database, member);
        var refused = await Assert.ThrowsAsync<DomainRuleException>(() => database.DoAsync<BadgePosting>(posting => posting.RemindAsync(key, actor, database.NowUtc, default)));
        Assert.Equal("Badges.NotWaiting", refused.ResourceKey);
    }

    [Fact]
    public async Task Retention_ErasesAddresses_ThirtyDaysAfterPosting_AndNotBefore()
    {
        await using var database = await TestDatabase.CreateAsync();
        var actor = await database.Given.CoordinatorAsync();
        var posted = await database.Given.ApprovedAsync(Answers.Of("posted@example.org"));
        var waiting = await database.Given.ApprovedAsync(Answers.Of("waiting@example.org"));
        await GiveAsync(database, posted);
        await GiveAsync(database, waiting);
        await PostAsync(database, actor, (await database.Given.MemberAsync(posted)).Key);

        await EraseDueAsync(database, database.NowUtc + Posting.AddressKept - TimeSpan.FromSeconds(1));
        Assert.NotNull((await PostingAsync(database, posted)).ProtectedAddress);
        await EraseDueAsync(database, database.NowUtc + Posting.AddressKept);

        Assert.Null((await PostingAsync(database, posted)).ProtectedAddress);
        Assert.NotNull((await PostingAsync(database, waiting)).ProtectedAddress);
    }

    private static Task EraseDueAsync(TestDatabase database, DateTime at) => database.DoAsync<CoproDbContext>(db => new AddressRetention(db).RunAsync(at, default));

    private static Task GiveAsync(TestDatabase database, long member) => database.DoAsync<BadgePosting>(posting => posting.GiveAddressAsync(member, Somewhere, database.NowUtc, default));

    private static Task<int> PostAsync(TestDatabase database, long actor, params string[] keys) => database.DoAsync<BadgePosting, int>(posting => posting.NotePostedAsync(keys, actor, database.NowUtc, default));

    private static Task<Posting> PostingAsync(TestDatabase database, long member) => database.SeeAsync(db => db.Postings.AsNoTracking().SingleAsync(posting => posting.Badge.MemberId == member));
}
