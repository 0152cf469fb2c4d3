using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Moderation;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Joining;

public sealed class TextHidingTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Hide_Promise_LeavesTheListingWithoutIt()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("a@example.org"));
        var before = await VersionAsync();

        await HideAsync(id, PublicText.Promise);
        var listing = await _database.SeeAsync(db => db.Listings.SingleAsync(l => l.MemberId == id));

        Assert.Null(listing.PromiseText);
        Assert.False(await _database.SeeAsync(db => db.TermBlocks.AnyAsync(row => row.Tier == TermTier.Text)));
        Assert.NotEqual(before, await VersionAsync());
    }

    [Fact]
    public async Task Hide_Listing_TakesItAwayAndShowAgainBringsItBack()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("a@example.org"));

        await HideAsync(id, PublicText.Listing);
        Assert.Equal((0, 0), (await ListingsAsync(), await CountedAsync()));

        await _database.DoAsync<TextHiding>(hiding => hiding.ShowAgainAsync(id, PublicText.Listing, 1, _database.NowUtc, default));
        Assert.Equal((1, 1), (await ListingsAsync(), await CountedAsync()));
    }

    [Fact]
    public async Task Hide_Mail_SaysWhichTextAndWhy()
    {
        var id = await _database.Given.ApprovedAsync(Answers.Of("a@example.org"));

        await HideAsync(id, PublicText.Story);
        var mail = await _database.SeeAsync(db => db.OutboxMails.SingleAsync(m => m.Template == MailTemplates.TextHidden));

        Assert.Contains("TextHidden.What.Story", mail.ModelJson, StringComparison.Ordinal);
        Assert.Contains("demo reason", mail.ModelJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hide_WrongState_IsRefusedWithoutMail()
    {
        var applied = await _database.Given.AppliedAsync(Answers.Of("a@example.org"));
        var approved = await _database.Given.ApprovedAsync(Answers.Of("b@example.org"));
        await HideAsync(approved, PublicText.Story);

        var notYet = await Assert.ThrowsAsync<DomainRuleException>(() => HideAsync(applied, PublicText.Promise));
        var twice = await Assert.ThrowsAsync<DomainRuleException>(() => HideAsync(approved, PublicText.Story, actor: 2));
        await HideAsync(approved, PublicText.Story);
        var noReason = await Assert.ThrowsAsync<DomainRuleException>(() => HideAsync(approved, PublicText.Promise, " "));
        var nothing = await Assert.ThrowsAsync<DomainRuleException>(() => HideAsync(approved, (PublicText)9));

        Assert.Equal(["Members.NotMemberNow", "Members.AlreadyHidden", "Members.HideReason.Required", "Members.NoSuchText"], new[] { notYet, twice, noReason, nothing }.Select(rule => rule.ResourceKey));
        Assert.Equal(1, await _database.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.Template == MailTemplates.TextHidden)));
    }

    private Task HideAsync(long id, PublicText text, string reason = "demo reason", long actor = 1) => _database.DoAsync<TextHiding>(hiding => hiding.HideAsync(id, text, reason, actor, _database.NowUtc, default));

    private Task<Guid> VersionAsync() => _database.SeeAsync(db => db.PublicVersions.Select(version => version.Value).SingleAsync());

    private Task<int> ListingsAsync() => _database.SeeAsync(db => db.Listings.CountAsync());

    private Task<int> CountedAsync() => _database.DoAsync<DirectorySearch, int>(async search => (await search.CountAsync(new(SiteLanguage.English), default)).Total);
}
