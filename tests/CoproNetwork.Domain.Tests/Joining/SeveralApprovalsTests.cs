using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Joining;

public sealed class SeveralApprovalsTests
{
    [Fact]
    public async Task ApproveSeveral_ByTwoAtOnce_ApprovesEachOnceAndTogetherTheyTellOfAll()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ids = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            ids.Add(await database.Given.AppliedAsync(Answers.Of($"many-{i}@example.org")));
            database.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var keys = await database.SeeAsync(db => db.Members.OrderByDescending(member => member.Id).Select(member => member.Key).ToListAsync());
        var results = await Task.WhenAll(Enumerable.Range(1, 2).Select(actor => database.DoAsync<MemberApproval, Approvals>(approval => approval.ApproveSeveralAsync(keys, actor, database.NowUtc, default))));

        Assert.Equal(8, results.Sum(result => result.Approved));
        Assert.All(results, result => Assert.Equal(8, result.Approved + result.DecidedBefore));
        Assert.Equal(ids, await database.SeeAsync(db => db.Members.OrderBy(member => member.Number).Select(member => member.Id).ToListAsync()));
        Assert.Equal(8, await database.SeeAsync(db => db.Badges.CountAsync()));
    }

    [Fact]
    public async Task ApproveSeveral_KeysNobodyHas_CountAsDecidedBefore()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.AppliedAsync(Answers.Of("one@example.org"));
        var key = (await database.Given.MemberAsync(id)).Key;

        var result = await database.DoAsync<MemberApproval, Approvals>(approval => approval.ApproveSeveralAsync([key, key, "nobody"], 1, database.NowUtc, default));

        Assert.Equal(new Approvals(1, 1), result);
        Assert.Equal(MemberStatus.Approved, (await database.Given.MemberAsync(id)).Status);
    }
}
