using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>Two listings become one, and nothing is lost.</summary>
public sealed class ListingMergeTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private long _one, _two;

    private ListingDeeds Listings => new(_database.Services, _database.Clock);

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _one = await _database.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        _two = await _database.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Two"));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Merge_TwoProjects_AddsWhatOnlyTheSecondSaysAndKeepsTheRestOutOfSight()
    {
        var stays = await Listings.ListedAsync(_one, ListingDeeds.Says("Demo Garden") with { Links = ["https://one.example.org/"], Themes = [PromiseTheme.Housing], Offers = Offers.Time });
        var goes = await Listings.ListedAsync(_two, ListingDeeds.Says("Demo Gardens") with { NameWelsh = "Gardd Demo", SummaryWelsh = "Gardd.", Links = ["https://two.example.org/"], Offers = Offers.Skills, OpenToVisits = true });

        await MergeAsync(stays, goes);

        var (kept, gone) = (await Listings.ReadAsync(stays), await Listings.ReadAsync(goes));
        var says = kept.Shown!.Content;
        Assert.Equal(("Demo Garden", "Gardd Demo", "What Demo Garden does.", "Gardd."), (says.NameEnglish, says.NameWelsh, says.SummaryEnglish, says.SummaryWelsh));
        Assert.Equal(["https://one.example.org/", "https://two.example.org/"], says.Links);
        Assert.Equal((Offers.Time | Offers.Skills, true), (says.Offers, says.OpenToVisits));
        Assert.Equal([PromiseTheme.Housing], says.Themes);
        Assert.Equal("What Demo Gardens does.", gone.Shown!.SummaryEnglish);
        Assert.Equal(kept.Id, gone.MergedIntoId);
        Assert.Null(await Listings.ListingAsync(goes));
        Assert.Equal([_one, _two], await _database.SeeAsync(db => db.EditorsOf(kept).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync()));
        Assert.Equal(("demo-gardens", kept.Id), await _database.SeeAsync(async db => await db.FormerSlugs.Select(slug => new ValueTuple<string, long>(slug.Slug, slug.EntryId)).SingleAsync()));
        Assert.Equal([_one, _two], await _database.SeeAsync(db => db.OutboxMails.Where(mail => mail.Template == MailTemplates.ListingsMerged).OrderBy(mail => mail.Id).Select(mail => mail.RecipientId).ToListAsync()));
        Assert.Equal(kept.Id, await _database.SeeAsync(db => db.AuditEntries.Where(entry => entry.Action == AuditActions.ListingsMerged).Select(entry => entry.SubjectId).SingleAsync()));
    }

    [Fact]
    public async Task Merge_OneAfterAnother_LeadsEveryOldAddressOn()
    {
        var (a, b, c) = (await Listings.ListedAsync(_one, ListingDeeds.Says("Demo A")), await Listings.ListedAsync(_two, ListingDeeds.Says("Demo B")), await Listings.ListedAsync(_two, ListingDeeds.Says("Demo C")));

        await MergeAsync(b, a);
        await MergeAsync(c, b);

        var last = (await Listings.ReadAsync(c)).Id;
        Assert.Equal([("demo-a", last), ("demo-b", last)], await _database.SeeAsync(db => db.FormerSlugs.OrderBy(slug => slug.Slug).Select(slug => new ValueTuple<string, long>(slug.Slug, slug.EntryId)).ToListAsync()));
    }

    [Fact]
    public async Task Leave_OfWhomItWasMergedInto_MakesItItselfAgain()
    {
        var key = await Listings.ListedAsync(_two, ListingDeeds.Says("Demo Two Studio"), ListingKind.Group);
        var group = await _database.Given.ApprovedAsync(Answers.Of("group@example.org", "Demo Studio") with { Kind = Domain.Members.MemberKind.Group });
        var own = await _database.SeeAsync(db => db.Listings.SingleAsync(listing => listing.MemberId == group && listing.EntryId == null));
        await Listings.MergeAsync(own.Id, (await Listings.ListingAsync(key))!.Id);
        Assert.Null(await Listings.ListingAsync(key));
        Assert.Equal("What Demo Two Studio does.", await _database.SeeAsync(db => db.Listings.Where(listing => listing.Id == own.Id).Select(listing => listing.SummaryEnglish).SingleAsync()));

        await _database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(group, _database.NowUtc, default));

        var again = (await Listings.ListingAsync(key))!;
        Assert.Equal((_two, "demo-two-studio"), (again.MemberId, again.Slug));
        Assert.Equal(0, await _database.SeeAsync(db => db.FormerSlugs.CountAsync()));
        Assert.Equal([_two], await _database.SeeAsync(db => db.EntryPeople.Select(person => person.MemberId).ToListAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LeaveEntry_ThatOnesOwnListingIsPartOf_MakesThatItselfAgain(bool isTakenOut)
    {
        var key = await Listings.ListedAsync(_two, ListingDeeds.Says("Demo Two Studio"), ListingKind.Group);
        var group = await GroupMergedIntoAsync(key);

        if (isTakenOut) await TakeOutAsync(key, group);
        else await _database.DoAsync<EntryBelonging>(belonging => belonging.LeaveAsync(key, group, _database.NowUtc, default));

        Assert.Equal("demo-studio", await OwnSlugAsync(group));
        Assert.Equal(0, await _database.SeeAsync(db => db.FormerSlugs.CountAsync()));
        Assert.Equal(_two, (await Listings.ListingAsync(key))!.MemberId);
    }

    [Fact]
    public async Task LeaveEntry_IntoWhichTheWholeWasMergedInTurn_MakesTheirOwnListingItselfAgain()
    {
        var (key, last) = (await Listings.ListedAsync(_two, ListingDeeds.Says("Demo Two Studio"), ListingKind.Group), await Listings.ListedAsync(_one, ListingDeeds.Says("Demo One Studio"), ListingKind.Group));
        var group = await GroupMergedIntoAsync(key);
        await MergeAsync(last, key);

        await _database.DoAsync<EntryBelonging>(belonging => belonging.LeaveAsync(last, group, _database.NowUtc, default));

        Assert.Equal("demo-studio", await OwnSlugAsync(group));
        Assert.Equal(["demo-two-studio"], await _database.SeeAsync(db => db.FormerSlugs.Select(slug => slug.Slug).ToListAsync()));
    }

    [Fact]
    public async Task Leave_OfOneOfTwo_LeavesTheWholeToTheOther()
    {
        var (stays, goes) = (await Listings.ListedAsync(_one, ListingDeeds.Says("Demo Garden")), await Listings.ListedAsync(_two, ListingDeeds.Says("Demo Gardens")));
        await MergeAsync(stays, goes);

        await _database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(_one, _database.NowUtc, default));

        Assert.Equal(_two, (await Listings.ListingAsync(stays))!.MemberId);
        Assert.Null(await Listings.ListingAsync(goes));
        Assert.Equal(1, await _database.SeeAsync(db => db.FormerSlugs.CountAsync()));
    }

    [Fact]
    public async Task Merge_OfAnEditorAskedToBelongToWhatStays_MakesThemItsEditor()
    {
        var (stays, goes) = (await Listings.ListedAsync(_one, ListingDeeds.Says("Demo Garden")), await Listings.ListedAsync(_two, ListingDeeds.Says("Demo Gardens")));
        await AskAsync(stays, "two@example.org");

        await MergeAsync(stays, goes);

        Assert.Equal([_one, _two], await EditorsAsync(stays));
    }

    [Fact]
    public async Task Merge_OfTheOwnListingOfSomeoneAskedToBelongToWhatStays_MakesThemItsEditor()
    {
        var key = await Listings.ListedAsync(_one, ListingDeeds.Says("Demo One Studio"), ListingKind.Group);
        var group = await _database.Given.ApprovedAsync(Answers.Of("group@example.org", "Demo Studio") with { Kind = Domain.Members.MemberKind.Group });
        await AskAsync(key, "group@example.org");

        await Listings.MergeAsync((await Listings.ListingAsync(key))!.Id, await _database.SeeAsync(db => db.Listings.Where(listing => listing.MemberId == group && listing.EntryId == null).Select(listing => listing.Id).SingleAsync()));

        Assert.Equal([_one, group], await EditorsAsync(key));
    }

    [Fact]
    public async Task Merge_PersonWithProject_IsRefused()
    {
        var project = (await Listings.ListingAsync(await Listings.ListedAsync(_one, ListingDeeds.Says("Demo Garden"))))!;
        var person = await _database.SeeAsync(db => db.Listings.Where(listing => listing.MemberId == _one && listing.EntryId == null).Select(listing => listing.Id).SingleAsync());

        Assert.Equal("MemberDirectory.Merge.Person", (await Assert.ThrowsAsync<DomainRuleException>(() => Listings.MergeAsync(project.Id, person))).ResourceKey);
        Assert.Equal("MemberDirectory.Merge.Same", (await Assert.ThrowsAsync<DomainRuleException>(() => Listings.MergeAsync(project.Id, project.Id))).ResourceKey);
        Assert.Equal("MemberDirectory.Merge.Gone", (await Assert.ThrowsAsync<DomainRuleException>(() => Listings.MergeAsync(project.Id, project.Id + 7))).ResourceKey);
    }

    [Fact]
    public async Task Merge_WhileAVersionWaits_IsRefused()
    {
        var (stays, goes) = (await Listings.ListedAsync(_one, ListingDeeds.Says("Demo Garden")), await Listings.ListedAsync(_two, ListingDeeds.Says("Demo Gardens")));
        await Listings.EditAsync(goes, _two, ListingDeeds.Says("Demo Gardens") with { Links = ["https://two.example.org/"] });

        Assert.Equal("MemberDirectory.Merge.Waits", (await Assert.ThrowsAsync<DomainRuleException>(() => MergeAsync(stays, goes))).ResourceKey);
        Assert.NotNull(await Listings.ListingAsync(goes));
    }

    [Fact]
    public async Task KeepApart_TakesThePairOffTheList()
    {
        var (one, other) = ((await Listings.ListingAsync(await Listings.ListedAsync(_one, ListingDeeds.Says("The Demo Garden"))))!, (await Listings.ListingAsync(await Listings.ListedAsync(_two, ListingDeeds.Says("Demo Garden"))))!);
        Assert.Equal([(one.Id, other.Id)], await PairsAsync());

        for (var i = 0; i < 2; i++) await _database.DoAsync<ListingMerge>(merge => merge.KeepApartAsync(other.Id, one.Id, 1, _database.NowUtc, default));

        Assert.Empty(await PairsAsync());
        Assert.Equal(1, await _database.SeeAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.ListingsKeptApart)));
    }

    /// <summary>A group, "Demo Studio", whose own listing is part of another from then on.</summary>
    private async Task<long> GroupMergedIntoAsync(string key)
    {
        var group = await _database.Given.ApprovedAsync(Answers.Of("group@example.org", "Demo Studio") with { Kind = Domain.Members.MemberKind.Group });
        var own = await _database.SeeAsync(db => db.Listings.Where(listing => listing.MemberId == group && listing.EntryId == null).Select(listing => listing.Id).SingleAsync());
        await Listings.MergeAsync((await Listings.ListingAsync(key))!.Id, own);
        Assert.Null(await OwnSlugAsync(group));
        return group;
    }

    private async Task TakeOutAsync(string key, long memberId)
    {
        var person = await _database.SeeAsync(db => db.EntryPeople.Where(one => one.Entry.Key == key && one.MemberId == memberId).Select(one => one.Id).SingleAsync());
        await _database.DoAsync<EntryBelonging>(belonging => belonging.RemoveAsync(key, _two, person, _database.NowUtc, default));
    }

    private Task<string?> OwnSlugAsync(long memberId) =>
        _database.SeeAsync(db => db.Listings.Where(listing => listing.MemberId == memberId && listing.EntryId == null).Select(listing => listing.Slug).SingleOrDefaultAsync());

    /// <summary>Whoever has this address is asked by the first member, and does not answer.</summary>
    private Task AskAsync(string key, string email) => _database.DoAsync<EntryBelonging>(belonging => belonging.AskAsync(key, _one, email, _database.NowUtc, default));

    private async Task<List<long>> EditorsAsync(string key)
    {
        var entry = await Listings.ReadAsync(key);
        return await _database.SeeAsync(db => db.EditorsOf(entry).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync());
    }

    private async Task<List<(long, long)>> PairsAsync() =>
        [.. (await _database.DoAsync<ListingLikeness, IReadOnlyList<LikePair>>(likeness => likeness.PairsAsync(50, default))).Select(pair => (pair.One.ListingId, pair.Other.ListingId))];

    private async Task MergeAsync(string stays, string goes) => await Listings.MergeAsync((await Listings.ListingAsync(stays))!.Id, (await Listings.ListingAsync(goes))!.Id);
}
