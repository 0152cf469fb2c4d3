using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Badges;

public sealed class BadgeAllocationTests
{
    [Fact]
    public async Task Approvals_GiveNumbersInTheirOrder_ThenOpenTheNextEdition()
    {
        await using var database = await TestDatabase.CreateAsync();
        await SetFirstCapacityAsync(database, 3);
        var ids = new List<long>();
        for (var i = 0; i < 5; i++) ids.Add(await database.Given.AppliedAsync(Answers.Of($"demo{i}@example.org")));

        foreach (var id in ids.AsEnumerable().Reverse()) await database.DoAsync<MemberApproval, Approval>(approval => approval.ApproveAsync(id, null, database.NowUtc, default));

        var badges = await database.SeeAsync(db => db.Badges.OrderBy(badge => badge.Id).Select(badge => new { badge.MemberId, badge.EditionNumber, badge.Number }).ToListAsync());
        Assert.Equal(ids.AsEnumerable().Reverse(), badges.Select(badge => badge.MemberId));
        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)], badges.Select(badge => (badge.EditionNumber, badge.Number)));
    }

    [Fact]
    public async Task Capacity_CanBeSetUntilTheEditionOpens_AndThenHolds()
    {
        await using var database = await TestDatabase.CreateAsync();
        await SetFirstCapacityAsync(database, 1);
        await database.Given.ApprovedAsync(Answers.Of("first@example.org"));
        await SetCapacityAsync(database, 2, 2);

        await database.Given.ApprovedAsync(Answers.Of("second@example.org"));

        var refused = await Assert.ThrowsAsync<DomainRuleException>(() => SetCapacityAsync(database, 2, 50));
        Assert.Equal("Badges.EditionOpen", refused.ResourceKey);
        await database.Given.ApprovedAsync(Answers.Of("third@example.org"));
        await database.Given.ApprovedAsync(Answers.Of("fourth@example.org"));
        Assert.Equal([(1, 1), (2, 1), (2, 2), (3, 1)], await NumbersAsync(database));
    }

    [Fact]
    public async Task Leaving_DoesNotFreeANumber()
    {
        await using var database = await TestDatabase.CreateAsync();
        var first = await database.Given.ApprovedAsync(Answers.Of("first@example.org"));
        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(first, database.NowUtc, default));

        var again = await database.Given.ApprovedAsync(Answers.Of("first@example.org"));

        Assert.Equal([(1, 1), (1, 2)], await NumbersAsync(database));
        Assert.Equal(2, (await database.Given.MemberAsync(again)).Number);
    }

    private static Task<List<(int, int)>> NumbersAsync(TestDatabase database) => database.SeeAsync(async db =>
        (await db.Badges.OrderBy(badge => badge.Id).Select(badge => new { badge.EditionNumber, badge.Number }).ToListAsync()).ConvertAll(badge => (badge.EditionNumber, badge.Number)));

    private static Task SetCapacityAsync(TestDatabase database, int edition, int capacity) => database.DoAsync<CoproDbContext>(async db =>
    {
        (await db.BadgeEditions.SingleAsync(e => e.Number == edition)).SetCapacity(capacity);
        await db.SaveChangesAsync();
    });

    /// <summary>The first edition opens with the database; a small one makes short tests.</summary>
    private static Task SetFirstCapacityAsync(TestDatabase database, int capacity) => database.DoAsync<CoproDbContext>(db =>
        db.BadgeEditions.Where(e => e.Number == 1).ExecuteUpdateAsync(set => set.SetProperty(e => e.Capacity, capacity)));
}
