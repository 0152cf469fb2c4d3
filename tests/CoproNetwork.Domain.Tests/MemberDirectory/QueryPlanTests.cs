using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Migrations.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>A page of the directory is read from an index in its order: nothing is sorted, nothing is scanned.</summary>
[Trait(TestEngine.Trait, TestEngine.SqliteOnly)]
public sealed class QueryPlanTests(DemoDirectory directory) : IClassFixture<DemoDirectory>
{
    private static readonly string[] Words = ["demo", "aelod"];

    [Theory]
    [InlineData(SiteLanguage.Welsh, false)]
    [InlineData(SiteLanguage.Welsh, true)]
    [InlineData(SiteLanguage.English, true)]
    public async Task Everyone_IsReadFromTheAlphabet(SiteLanguage language, bool after)
    {
        var plan = await PlanAsync((search, _) => search.Everyone(language, after ? new(language, 0, "ABC", 5) : null, 21).ToQueryString());
        Assert.All(plan, step => Assert.Contains($"USING INDEX IX_Listings_Key{language}_Id", step, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_AreReadByTerm()
    {
        var plan = await directory.Database.SeeAsync(db => QueryPlan.OfAsync(db, db.TermBlocks.Where(block => Words.Contains(block.Term)).ToQueryString()));
        Assert.Contains(plan, step => step.EndsWith("USING INDEX sqlite_autoindex_SearchTerms_1 (Term=?)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SiteLanguage.Welsh)]
    [InlineData(SiteLanguage.English)]
    public async Task Slices_AreReadInOrderFromAnyName(SiteLanguage language)
    {
        var plan = await directory.Database.SeeAsync(db => QueryPlan.OfAsync(db, NameSlices.Upto(db.NameSlices, language, "ABC", 5).Take(1).ToQueryString()));
        Assert.Contains("IX_NameSlices_Language_FromKey_FromId (Language=? AND FromKey<?)", Assert.Single(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsDue_IsReadFromItsIndex()
    {
        var now = directory.Database.NowUtc;
        AssertNoScanNoSort(await directory.Database.SeeAsync(db => QueryPlan.OfAsync(db, db.Listings.Where(l => l.CheckAtUtc <= now).OrderBy(l => l.CheckAtUtc).ThenBy(l => l.Id).Take(5).ToQueryString())));
    }

    [Fact]
    public async Task Newest_AreReadFromTheirIndexes()
    {
        AssertNoScanNoSort(await PlanAsync((_, newest) => newest.Promises(4).ToQueryString()));
        var members = await PlanAsync((_, newest) => newest.Members(6).ToQueryString());
        Assert.All(members, step => Assert.Contains("IX_Listings_EntryId_ListedAtUtc_Id (EntryId=?)", step, StringComparison.Ordinal));
    }

    [Fact]
    public void SqlServer_TheSameQueries_AreSqlThatItReads()
    {
        using var db = DesignTime.Context(new SqlServerEngine("Server=localhost;Database=design-time"));
        var (search, newest) = (new DirectorySearch(db, new(), new()), new NewestListings(db));
        string[] queries =
        [
            search.Everyone(SiteLanguage.Welsh, new(SiteLanguage.Welsh, 0, "ABC", 5), 21).ToQueryString(),
            NameSlices.Upto(db.NameSlices, SiteLanguage.English, "ABC", 5).Take(1).ToQueryString(),
            newest.Promises(4).ToQueryString(),
            newest.Members(6).ToQueryString(),
        ];
        foreach (var sql in queries)
        {
            AssertReads(sql);
            Assert.Contains("TOP(", sql, StringComparison.Ordinal);
            Assert.DoesNotContain("OFFSET", sql, StringComparison.Ordinal);
        }

        AssertReads(db.TermBlocks.Where(block => Words.Contains(block.Term)).ToQueryString());
        AssertReads(new ListingLikeness(db, search).Pairs().Take(50).ToQueryString());
    }

    private static void AssertReads(string sql)
    {
        using var reader = new StringReader(sql);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.Empty(errors);
    }

    private static void AssertNoScanNoSort(IReadOnlyList<string> plan) => QueryPlan.AssertNoScanNoSort(plan);

    private Task<List<string>> PlanAsync(Func<DirectorySearch, NewestListings, string> query) => directory.Database.SeeAsync(db => QueryPlan.OfAsync(db, query(new(db, new(), new()), new(db))));
}
