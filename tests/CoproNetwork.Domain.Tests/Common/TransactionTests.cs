using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Common;

public sealed class TransactionTests
{
    [Fact]
    public async Task InTransaction_WhereAnIndexRefuses_WorksAgainAndSeesWhatIsThere()
    {
        await using var database = await WithLeaseAsync();
        var runs = 0;

        // As on an engine where the question and the answer are not one: the first look misses what another has just written.
        await database.DoAsync<CoproDbContext>(db => db.InTransactionAsync(async token =>
        {
            var isThere = ++runs > 1 && await db.Leases.AnyAsync(lease => lease.Name == "demo", token);
            if (!isThere) db.Leases.Add(Lease.Named("demo"));
        }, default));

        Assert.Equal(2, runs);
        Assert.Equal(1, await database.SeeAsync(db => db.Leases.CountAsync(lease => lease.Name == "demo")));
    }

    [Fact]
    public async Task InTransaction_WhereItIsRefusedAlways_EndsAndSaysWhy()
    {
        await using var database = await WithLeaseAsync();
        var runs = 0;

        await Assert.ThrowsAsync<DbUpdateException>(() => database.DoAsync<CoproDbContext>(db => db.InTransactionAsync(_ =>
        {
            runs++;
            db.Leases.Add(Lease.Named("demo"));
            return Task.CompletedTask;
        }, default)));

        Assert.InRange(runs, 2, 5);
    }

    private static async Task<TestDatabase> WithLeaseAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await database.DoAsync<CoproDbContext>(async db =>
        {
            db.Leases.Add(Lease.Named("demo"));
            await db.SaveChangesAsync();
        });
        return database;
    }
}
