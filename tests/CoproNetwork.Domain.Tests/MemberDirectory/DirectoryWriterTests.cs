using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class DirectoryWriterTests
{
    private static readonly string[] Names = ["Demo Tŷ", "Demo Llan", "Demo Lyn", "Demo Ty", "Demo 7", "…", "Demo Member", "Demo Member 2"];

    [Property(MaxTest = 12)]
    public async Task Refresh_RandomChanges_KeepsListingsAndIndexExact(int seed)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var alphabets = new AlphabetCache();
        var random = new Random(seed);
        var members = new List<long>();
        for (var step = 0; step < 25; step++)
        {
            if (members.Count < 3 || random.Next(4) == 0) members.Add(await JoinAsync(database, random, step));
            else await ChangeAsync(database, members[random.Next(members.Count)], random);
            await AssertKeptAlphabetIsOfNowAsync(database, alphabets);
        }

        await database.SeeAsync(async db =>
        {
            await IndexReading.AssertExactAsync(db);
            return true;
        });
    }

    [Fact]
    public async Task Refresh_SameName_GetsAnAddressOfItsOwnAndKeepsIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var first = await database.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo Tŷ"));
        var second = await database.Given.ApprovedAsync(Answers.Of("two@example.org", "demo ty"));
        await EditAsync(database, first, (member, _) => member.Leave(database.NowUtc));
        await EditAsync(database, second, (member, _) => member.ChooseNewsletter(true, database.NowUtc));
        var listing = await database.SeeAsync(db => db.Listings.AsNoTracking().SingleAsync());
        Assert.Equal((second, "demo-ty-2", 2L), (listing.MemberId, listing.Slug, listing.Id));
    }

    [Fact]
    public async Task Refresh_NumberedAddressTaken_TakesAnother()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo 3"));
        await database.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo"));
        await database.Given.ApprovedAsync(Answers.Of("three@example.org", "Demo"));
        Assert.Equal(["demo", "demo-3", "demo-3-2"], await database.SeeAsync(db => db.Listings.Select(l => l.Slug).OrderBy(slug => slug).ToListAsync()));
    }

    [Fact]
    public async Task Refresh_AddressThatLeadsToAnother_IsOnlyForThatOne()
    {
        await using var database = await TestDatabase.CreateAsync();
        var listings = new ListingDeeds(database.Services, database.Clock);
        var id = await database.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        var (stays, goes) = (await listings.ListedAsync(id, ListingDeeds.Says("Demo Garden")), await listings.ListedAsync(id, ListingDeeds.Says("Demo Orchard")));
        await listings.MergeAsync((await listings.ListingAsync(stays))!.Id, (await listings.ListingAsync(goes))!.Id);

        var stranger = await listings.ListedAsync(id, ListingDeeds.Says("Demo Orchard") with { SummaryEnglish = "Another." });
        var member = await database.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Orchard"));
        await listings.EditAsync(stays, id, ListingDeeds.Says("Demo Orchard"));

        Assert.Equal("demo-orchard-2", (await listings.ListingAsync(stranger))!.Slug);
        Assert.Equal("demo-orchard-2-2", await database.SeeAsync(db => db.Listings.Where(listing => listing.MemberId == member).Select(listing => listing.Slug).SingleAsync()));
        Assert.Equal("demo-orchard", (await listings.ListingAsync(stays))!.Slug);
    }

    [Theory]
    [InlineData(AgeBand.Under18)]
    [InlineData(AgeBand.Under13)]
    public async Task Approve_UnderAge_IsNotListed(AgeBand age)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.ApprovedAsync(Answers.Of("young@example.org") with { Age = age, GuardianName = "Demo Guardian" });
        Assert.Equal(0, await database.SeeAsync(db => db.Listings.CountAsync()));
        Assert.Equal(0, await database.SeeAsync(db => db.FilterBlocks.CountAsync()));
    }

    [Fact]
    public async Task Refresh_TwiceInOneTransaction_IsAsOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Answers.Of("one@example.org"));
        await database.DoAsync<CoproDbContext>(db => db.InTransactionAsync(async token =>
        {
            var member = await db.Members.SingleAsync(m => m.Id == id, token);
            var promise = await db.Promises.SingleAsync(p => p.MemberId == id, token);
            await new DirectoryWriter(db, new(db), new(db)).RefreshAsync(member, promise, database.NowUtc, token);
            await new DirectoryWriter(db, new(db), new(db)).RefreshAsync(member, promise, database.NowUtc, token);
        }, default));
        await database.SeeAsync(async db =>
        {
            await IndexReading.AssertExactAsync(db);
            return true;
        });
    }

    [Fact]
    public async Task Rebuild_OfAnIndexOfOtherWords_MakesItExactAgain()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 60; i++) await database.Given.ApprovedAsync(Answers.Of($"demo-{i}@example.org", $"Demo {i}"));
        await database.DoAsync<CoproDbContext>(async db =>
        {
            // As another analyser would have left it.
            await db.TermBlocks.Where(block => block.Term == "demo").ExecuteDeleteAsync();
            await db.FilterBlocks.Where(block => block.Term == FilterTerms.All).ExecuteUpdateAsync(set => set.SetProperty(block => block.Term, "=gone"));
            await db.NameSlices.ExecuteUpdateAsync(set => set.SetProperty(slice => slice.Ids, new byte[8]));
        });

        var handled = await database.DoAsync<DirectoryRebuild, int>(rebuild => rebuild.RunAsync(default));

        Assert.Equal(60, handled);
        await database.SeeAsync(async db =>
        {
            await IndexReading.AssertExactAsync(db);
            return true;
        });
    }

    [Fact]
    public async Task Rebuild_OfKeysOfAnotherAlphabet_MakesThemAnewBeforeTheSlices()
    {
        await using var database = await TestDatabase.CreateAsync();
        foreach (var name in new[] { "Demo Llan", "Demo Lyn", "Demo Chwilog" }) await database.Given.ApprovedAsync(Answers.Of($"{name[5..]}@example.org", name));
        await database.DoAsync<CoproDbContext>(db => db.Listings.Where(listing => listing.Name == "Demo Llan").ExecuteUpdateAsync(set => set.SetProperty(listing => listing.KeyWelsh, "A").SetProperty(listing => listing.KeyEnglish, "Z")));

        await database.DoAsync<DirectoryRebuild, int>(rebuild => rebuild.RunAsync(default));

        await database.SeeAsync(async db =>
        {
            Assert.All(await db.Listings.AsNoTracking().ToListAsync(), listing => Assert.Equal((NameOrder.Welsh(listing.Name), NameOrder.English(listing.Name)), (listing.KeyWelsh, listing.KeyEnglish)));
            await IndexReading.AssertExactAsync(db);
            return true;
        });
    }

    private static Task AssertKeptAlphabetIsOfNowAsync(TestDatabase database, AlphabetCache alphabets) => database.DoAsync<CoproDbContext>(async db =>
    {
        var listings = await db.Listings.AsNoTracking().Select(l => new { l.Id, l.KeyWelsh, l.KeyEnglish }).ToListAsync();
        var welsh = await alphabets.ReadAsync(db, SiteLanguage.Welsh, default);
        var english = await alphabets.ReadAsync(db, SiteLanguage.English, default);
        Assert.Equal(listings.OrderBy(l => l.KeyWelsh, StringComparer.Ordinal).ThenBy(l => l.Id).Select(l => l.Id), welsh.After(-1).Select(one => one.Id));
        Assert.Equal(listings.OrderBy(l => l.KeyEnglish, StringComparer.Ordinal).ThenBy(l => l.Id).Select(l => l.Id), english.After(-1).Select(one => one.Id));
    });

    private static JoinAnswers AnyAnswers(Random random, int step) => Answers.Of($"demo-{step}@example.org", Names[random.Next(Names.Length)]) with
    {
        Kind = (MemberKind)random.Next(1, 4),
        Theme = (PromiseTheme)random.Next(1, 11),
        Visibility = random.Next(4) == 0 ? PromiseVisibility.Members : PromiseVisibility.Everyone,
        AreaCode = Gazetteer.Areas[random.Next(Gazetteer.Areas.Count)].Code,
        OutsideWales = random.Next(6) == 0,
        WantsListing = random.Next(5) != 0,
        PromiseText = $"I will ask {random.Next(5)}.",
    };

    /// <summary>Some bring a project.</summary>
    private static async Task<long> JoinAsync(TestDatabase database, Random random, int step)
    {
        var id = await database.Given.ApprovedAsync(AnyAnswers(random, step));
        if (random.Next(2) == 0) await new ListingDeeds(database.Services, database.Clock).ListedAsync(id, ListingDeeds.Says(Names[random.Next(Names.Length)]));
        return id;
    }

    private static async Task ChangeAsync(TestDatabase database, long id, Random random)
    {
        var choice = random.Next(7);
        var area = Gazetteer.Areas[random.Next(Gazetteer.Areas.Count)].Code;
        var (theme, name) = ((PromiseTheme)random.Next(1, 11), Names[random.Next(Names.Length)]);
        var now = await database.Given.MemberAsync(id);
        if (now.Status == MemberStatus.Left) return;
        if (choice == 4)
        {
            await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));
            return;
        }

        if (choice == 6)
        {
            var age = now.Kind == MemberKind.Person && random.Next(2) == 0 ? AgeBand.Under18 : AgeBand.Adult;
            await database.DoAsync<MembershipChanges>(changes => changes.ChangeDetailsAsync(id, new(name, now.Kind, age, null, null, null, Whereabouts.InArea(area), now.Language), database.NowUtc, default));
            return;
        }

        await EditAsync(database, id, (member, promise) =>
        {
            if (choice == 0) member.HideListing("demo reason", database.NowUtc);
            else if (choice == 1) member.ShowListingAgain();
            else if (choice == 2) member.ChooseListing(true);
            else if (choice == 3) member.ChooseListing(false);
            else promise.Reword($"I will sing {theme}.", promise.Language, theme, PromiseVisibility.Everyone, database.NowUtc);
        });
    }

    private static Task EditAsync(TestDatabase database, long id, Action<Member, Promise> edit) => database.DoAsync<CoproDbContext>(db => db.InTransactionAsync(async token =>
    {
        var member = await db.Members.SingleAsync(m => m.Id == id, token);
        var promise = await db.Promises.Include(p => p.Updates).SingleAsync(p => p.MemberId == id, token);
        edit(member, promise);
        await new DirectoryWriter(db, new(db), new(db)).RefreshAsync(member, promise, database.NowUtc, token);
    }, default));
}
