using CoproNetwork.Domain;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Demo;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Demo;

public sealed class DemoNetworkTests
{
    [Fact]
    public async Task Fill_FirstStart_HasMembersInAllStatesAndTwoEditions()
    {
        await using var database = await FilledAsync(150, 1);
        var states = await database.SeeAsync(db => db.Members.GroupBy(m => m.Status).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));
        Assert.Equal(Enum.GetValues<MemberStatus>().Order(), states.Keys.Order());
        Assert.Equal(150, states.Values.Sum());
        var badges = await database.SeeAsync(db => db.Badges.AsNoTracking().Include(b => b.Member).OrderBy(b => b.GivenAtUtc).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 120).Concat(Enumerable.Range(1, badges.Count - 120)), badges.Select(badge => badge.Number));
        Assert.Equal(Enumerable.Range(1, badges.Count).Select(number => (long?)number), badges.Select(badge => badge.Member.Number));
        Assert.Equal(120, badges.Count(badge => badge.EditionNumber == 1));
        Assert.Equal(badges.Count - 120, (await database.SeeAsync(db => db.BadgeEditions.SingleAsync(edition => edition.Number == 2))).Allocated);
        Assert.Contains(PostingStatus.AddressGiven, await database.SeeAsync(db => db.Postings.Select(posting => posting.Status).ToListAsync()));
        Assert.True(await database.SeeAsync(db => db.OutboxMails.CountAsync()) <= 3);
    }

    [Fact]
    public async Task Fill_SameSeed_MakesTheSame()
    {
        await using var one = await FilledAsync(40, 5);
        await using var same = await FilledAsync(40, 5);
        await using var other = await FilledAsync(40, 6);
        Assert.Equal(await TextAsync(one), await TextAsync(same));
        Assert.NotEqual(await TextAsync(one), await TextAsync(other));
    }

    [Fact]
    public async Task Fill_Twice_AddsMore()
    {
        await using var database = await FilledAsync(30, 1);
        database.Clock.Advance(TimeSpan.FromDays(1));
        await database.DoAsync<DemoNetwork>(demo => demo.FillAsync(1200, 1, database.NowUtc, null, default));
        var members = await database.SeeAsync(db => db.Members.AsNoTracking().Where(m => m.Number != null).OrderBy(m => m.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, members.Count).Select(number => (long?)number), members.Select(member => member.Number));
        Assert.Equal(members.Select(member => member.ApprovedAtUtc), members.Select(member => member.ApprovedAtUtc).Order());
        Assert.Equal(1230, await database.SeeAsync(db => db.Members.CountAsync()));
    }

    [Fact]
    public async Task HoldsRealMembers_OnlyMadeUpOnes_IsFalse()
    {
        await using var database = await FilledAsync(40, 1);
        Assert.False(await database.DoAsync<DemoNetwork, bool>(demo => demo.HoldsRealMembersAsync(default)));
        await database.Given.UnconfirmedAsync(Answers.Of("someone@example.com"));
        Assert.True(await database.DoAsync<DemoNetwork, bool>(demo => demo.HoldsRealMembersAsync(default)));
    }

    [Fact]
    public async Task HoldsRealMembers_SomeoneWhoLeft_IsTrue()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Answers.Of("someone@example.com"));
        await database.DoAsync<CoproDbContext>(async db =>
        {
            (await db.Members.SingleAsync(m => m.Id == id)).Leave(database.NowUtc);
            await db.SaveChangesAsync();
        });
        Assert.True(await database.DoAsync<DemoNetwork, bool>(demo => demo.HoldsRealMembersAsync(default)));
    }

    [Theory]
    [InlineData(1, "Un", "One")]
    [InlineData(11, "Un Deg Un", "Eleven")]
    [InlineData(23, "Dau Ddeg Tri", "Twenty Three")]
    [InlineData(50, "Pum Deg", "Fifty")]
    [InlineData(100, "100", "100")]
    public void Words_Numbers_AreSaid(int number, string welsh, string english) =>
        Assert.Equal((welsh, english), (DemoNumerals.Words(number, SiteLanguage.Welsh), DemoNumerals.Words(number, SiteLanguage.English)));

    private static async Task<TestDatabase> FilledAsync(int members, int seed)
    {
        var database = await TestDatabase.CreateAsync();
        await database.DoAsync<DemoNetwork>(demo => demo.FillAsync(members, seed, database.NowUtc, null, default));
        return database;
    }

    private static async Task<string> TextAsync(TestDatabase database)
    {
        var members = await database.SeeAsync(db => db.Members.AsNoTracking().OrderBy(m => m.Id).Select(m => $"{m.Name} {m.Email} {m.Status} {m.SentAtUtc:O} {m.AreaCode}").ToListAsync());
        var promises = await database.SeeAsync(db => db.Promises.AsNoTracking().OrderBy(p => p.Id).Select(p => p.Text).ToListAsync());
        return string.Join('\n', members.Concat(promises));
    }
}
