using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Migrations.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CoproNetwork.Tests.Common;

/// <summary>A database of the first portal is brought forward with all that it holds.</summary>
[Trait(TestEngine.Trait, TestEngine.SqliteOnly)]
public sealed class UpgradeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("copro-upgrade-test-").FullName;
    private readonly SqliteEngine _engine;

    public UpgradeTests() => _engine = new($"Data Source={Path.Combine(_folder, "copro.db")};Pooling=False");

    [Fact]
    public async Task Migrate_FromTheFirstPortal_KeepsEveryWordAndPutsItOnTheWall()
    {
        await using (var old = DesignTime.Context(_engine))
        {
            await old.GetService<IMigrator>().MigrateAsync("Initial");
            await FillAsync(old);
        }

        await using (var db = DesignTime.Context(_engine)) await _engine.MigrateAsync(db, default);

        await using var now = DesignTime.Context(_engine);
        var promises = await now.Promises.Include(promise => promise.Updates).OrderBy(promise => promise.Id).ToListAsync();
        Assert.Equal(["For all.", "For members.", "Hidden.", "Of an applicant."], promises.Select(promise => promise.Text));
        Assert.Equal(4, promises.Select(promise => promise.Key).Where(key => key.Length == RandomToken.Length).Distinct().Count());
        Assert.Equal(["Before.", "Before that."], promises[0].Updates.OrderByDescending(update => update.Id).Select(update => update.OldText));
        Assert.All(promises[0].Updates, update => Assert.Equal((UpdateVisibility.Team, false, SiteLanguage.English, RandomToken.Length), (update.Visibility, update.IsReport, update.Language, update.Key.Length)));
        Assert.Equal([(Audience.Members, 1L), (Audience.Members, 2L), (Audience.Public, 1L)], (await now.PromiseCards.OrderBy(card => card.Audience).ThenBy(card => card.PromiseId).ToListAsync()).Select(card => (card.Audience, card.PromiseId)));
        Assert.Equal(3, await now.PromiseCounts.SumAsync(count => count.Count));
        Assert.Equal(PromiseTheme.Housing, (await now.Stories.SingleAsync()).Theme);
        Assert.Equal([Audience.Members, Audience.Public], await now.StoryCards.Select(card => card.Audience).OrderBy(audience => audience).ToListAsync());
        var member = await now.Members.SingleAsync(one => one.Id == 1);
        Assert.Equal(member.ApprovedAtUtc, member.LastHeardAtUtc);
        Assert.Equal([1L, 2L, 3L], await now.FeedbackPlans.Select(plan => plan.MemberId).OrderBy(id => id).ToListAsync());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>In the words of the first portal's tables, which the entities of today no longer write.</summary>
    private static async Task FillAsync(CoproDbContext db)
    {
        const string when = "'2026-11-01 09:00:00'";
        const string version = "'00000000-0000-0000-0000-000000000000'";
        foreach (var (id, status) in new[] { (1, MemberStatus.Approved), (2, MemberStatus.Approved), (3, MemberStatus.Approved), (4, MemberStatus.Applied) })
        {
            var number = status == MemberStatus.Approved ? $"{id}" : "NULL";
            var approved = status == MemberStatus.Approved ? when : "NULL";
            await RunAsync($"INSERT INTO Members (Id, Version, \"Key\", Number, Status, Kind, Age, Name, NameKey, Email, Language, AreaCode, OutsideWales, WantsListing, CameOnPaper, SentAtUtc, ApprovedAtUtc) VALUES ({id}, {version}, 'key-{id}', {number}, {(int)status}, 1, 1, 'Demo', 'demo', 'demo-{id}@example.org', 2, 'W06000015', 0, 0, 0, {when}, {approved})");
        }

        var promises = new[] { (1, "For all.", 1, "NULL"), (2, "For members.", 2, "NULL"), (3, "Hidden.", 1, when), (4, "Of an applicant.", 1, "NULL") };
        foreach (var (id, text, visibility, hidden) in promises)
            await RunAsync($"INSERT INTO Promises (Id, Version, MemberId, Text, Language, Theme, Visibility, Status, MadeAtUtc, HiddenAtUtc) VALUES ({id}, {version}, {id}, '{text}', 2, 2, {visibility}, 0, {when}, {hidden})");
        foreach (var (id, text) in new[] { (1, "Before that."), (2, "Before.") })
            await RunAsync($"INSERT INTO PromiseUpdates (Id, PromiseId, OldText, OldLanguage, Status, AtUtc) VALUES ({id}, 1, '{text}', {(int)SiteLanguage.English}, 0, {when})");
        await RunAsync($"INSERT INTO Stories (Id, Version, MemberId, Title, Text, Language, Consent, ToldAtUtc) VALUES (1, {version}, 1, 'Demo', 'Demo', 2, {(int)StoryConsent.PublicWithoutName}, {when})");

        Task RunAsync(string sql) => db.Database.ExecuteSqlRawAsync(sql);
    }
}
