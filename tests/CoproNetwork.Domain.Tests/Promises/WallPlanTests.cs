using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Migrations.SqlServer;
using CoproNetwork.Tests.MemberDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CoproNetwork.Tests.Promises;

/// <summary>A page of the wall, and one of the stories, is one range of the index that its filters ask for: nothing is sorted, nothing is scanned.</summary>
[Trait(TestEngine.Trait, TestEngine.SqliteOnly)]
public sealed class WallPlanTests(DemoDirectory directory) : IClassFixture<DemoDirectory>
{
    private static readonly ListCursor After = new(new(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc), 5);

    public static TheoryData<bool, bool, bool, bool> EveryWall()
    {
        var all = new TheoryData<bool, bool, bool, bool>();
        for (var i = 0; i < 16; i++) all.Add((i & 1) > 0, (i & 2) > 0, (i & 4) > 0, (i & 8) > 0);
        return all;
    }

    [Theory]
    [MemberData(nameof(EveryWall))]
    public async Task Wall_AnyFilters_IsOneRangeOfTheirIndex(bool theme, bool area, bool status, bool after)
    {
        var query = Wall(theme, area, status, after);
        var plan = await directory.Database.SeeAsync(db => QueryPlan.OfAsync(db, new PromiseWall(db, new()).Cards(query).Take(PromiseWall.PageSize + 1).ToQueryString()));
        var index = string.Join('_', new[] { "IX_PromiseCards_Audience", theme ? "Theme" : null, area ? "Area" : null, status ? "Status" : null, "MovedAtUtc_PromiseId" }.OfType<string>());
        Assert.Contains($"USING INDEX {index} (", plan[0].Replace("COVERING INDEX", "INDEX", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("(Audience=?" + (theme ? " AND Theme=?" : "") + (area ? " AND Area=?" : "") + (status ? " AND Status=?" : "") + (after ? " AND MovedAtUtc<?" : "") + ")", plan[0], StringComparison.Ordinal);
        QueryPlan.AssertNoScanNoSort(plan);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, false, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, true, true)]
    public async Task Stories_AnyFilters_AreOneRangeOfTheirIndex(bool language, bool theme, bool after)
    {
        var query = Tales(language, theme, after);
        var plan = await directory.Database.SeeAsync(db => QueryPlan.OfAsync(db, new StoryList(db).Stories(query).Take(StoryList.PageSize + 1).ToQueryString()));
        var index = string.Join('_', new[] { "IX_StoryCards_Audience", language ? "Language" : null, theme ? "Theme" : null, "ToldAtUtc_StoryId" }.OfType<string>());
        Assert.Contains($"INDEX {index} (", plan[0], StringComparison.Ordinal);
        QueryPlan.AssertNoScanNoSort(plan);
    }

    [Fact]
    public async Task Counts_AreOneRangeOfTheSmallTable()
    {
        var plan = await directory.Database.SeeAsync(db => QueryPlan.OfAsync(db, new PromiseWall(db, new()).Cells(Audience.Public).ToQueryString()));
        Assert.Contains("(Audience=?)", Assert.Single(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void SqlServer_TheSameQueries_AreSqlThatItReads()
    {
        using var db = DesignTime.Context(new SqlServerEngine("Server=localhost;Database=design-time"));
        string[] queries =
        [
            new PromiseWall(db, new()).Cards(Wall(true, true, true, true)).Take(PromiseWall.PageSize + 1).ToQueryString(),
            new StoryList(db).Stories(Tales(true, true, true)).Take(StoryList.PageSize + 1).ToQueryString(),
        ];
        foreach (var sql in queries)
        {
            using var reader = new StringReader(sql);
            new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
            Assert.Empty(errors);
            Assert.Contains("TOP(", sql, StringComparison.Ordinal);
            Assert.DoesNotContain("OFFSET", sql, StringComparison.Ordinal);
        }
    }

    private static WallQuery Wall(bool theme, bool area, bool status, bool after) => new(Audience.Public)
    {
        Theme = theme ? PromiseTheme.Housing : null,
        Area = area ? PromiseCard.Outside : null,
        Status = status ? PromiseStatus.Kept : null,
        After = after ? After : null,
    };

    private static StoryQuery Tales(bool language, bool theme, bool after) => new(Audience.Members)
    {
        Language = language ? SiteLanguage.Welsh : null,
        Theme = theme ? PromiseTheme.Housing : null,
        After = after ? After : null,
    };
}
