using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Migrations.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>A page of the directory is read from an index in its order: nothing is sorted, nothing is scanned.</summary>
[Trait(TestEngine.Trait, TestEngine.SqliteOnly)]
public sealed class QueryPlanTests(DemoDirectory directory) : IClassFixture<DemoDirectory>
{
    private static readonly DirectoryQuery Query = new(SiteLanguage.Welsh);
    private static readonly string[] Words = ["demo", "aelod"];
    private static readonly string[] Terms = [.. Words, FilterTerms.Kind(MemberKind.Person)];

    [Theory]
    [InlineData(SiteLanguage.Welsh, false)]
    [InlineData(SiteLanguage.Welsh, true)]
    [InlineData(SiteLanguage.English, true)]
    public async Task Everyone_IsReadFromTheAlphabet(SiteLanguage language, bool after)
    {
        var query = new DirectoryQuery(language) { After = after ? new(language, "", "ABC", 5) : null };
        var plan = await PlanAsync((search, _) => search.Everyone(query).ToQueryString());
        Assert.All(plan, step => Assert.Contains($"USING INDEX IX_Listings_Key{language}_Id", step, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SiteLanguage.Welsh, false)]
    [InlineData(SiteLanguage.English, true)]
    public async Task Hits_AreReadFromTheirRanks(SiteLanguage language, bool after)
    {
        var query = new DirectoryQuery(language) { After = after ? new(language, Terms[0], "0ABC", 5) : null };
        var plan = await PlanAsync((search, _) => search.Hits(query, Terms).ToQueryString());
        Assert.Contains($"COVERING INDEX IX_ListingTerms_Term_Rank{language}_ListingId (Term=?{(after ? $" AND Rank{language}>?" : "")})", plan[0], StringComparison.Ordinal);
        Assert.Equal(2, plan.Count(step => step.Contains("(Term=? AND ListingId=?)", StringComparison.Ordinal)));
        AssertNoScanNoSort(plan);
    }

    [Fact]
    public async Task Blocks_AreReadByTerm()
    {
        var plan = await directory.Database.SeeAsync(db => QueryPlan.OfAsync(db, db.TermBlocks.Where(block => Words.Contains(block.Term)).ToQueryString()));
        Assert.Contains(plan, step => step.EndsWith("USING INDEX sqlite_autoindex_TermBlocks_1 (Term=?)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FewHits_AreLookedUpOneByOne()
    {
        var few = await PlanAsync((search, _) => search.Few(Query.Language, Words[0], [1, 2, 3]).ToQueryString());
        Assert.Contains(few, step => step.Contains("sqlite_autoindex_ListingTerms_1 (Term=? AND ListingId=?)", StringComparison.Ordinal));
        var counts = await PlanAsync((search, _) => search.Counted([1, 2, 3]).ToQueryString());
        Assert.Contains(counts, step => step.StartsWith("SEARCH l USING INTEGER PRIMARY KEY (rowid=?)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Newest_AreReadFromTheirIndexes()
    {
        AssertNoScanNoSort(await PlanAsync((_, newest) => newest.Promises(4).ToQueryString()));
        var members = await PlanAsync((_, newest) => newest.Members(6).ToQueryString());
        Assert.All(members, step => Assert.Contains("IX_Listings_ListedAtUtc_Id", step, StringComparison.Ordinal));
    }

    [Fact]
    public void SqlServer_TheSameQueries_AreSqlThatItReads()
    {
        using var db = DesignTime.Context(new SqlServerEngine("Server=localhost;Database=design-time"));
        var (search, newest) = (new DirectorySearch(db), new NewestListings(db));
        string[] queries =
        [
            search.Everyone(Query with { After = new(SiteLanguage.Welsh, "", "ABC", 5) }).ToQueryString(),
            search.Hits(Query with { After = new(SiteLanguage.Welsh, Terms[0], "0ABC", 5) }, Terms).ToQueryString(),
            newest.Promises(4).ToQueryString(),
            newest.Members(6).ToQueryString(),
        ];
        foreach (var sql in queries)
        {
            using var reader = new StringReader(sql);
            new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
            Assert.Empty(errors);
            Assert.Contains("TOP(", sql, StringComparison.Ordinal);
            Assert.DoesNotContain("OFFSET", sql, StringComparison.Ordinal);
        }

        foreach (var sql in new[] { search.Counted([1, 2, 3]).ToQueryString(), search.Few(Query.Language, Words[0], [1, 2, 3]).ToQueryString(), db.TermBlocks.Where(block => Words.Contains(block.Term)).ToQueryString() })
        {
            using var reader = new StringReader(sql);
            new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
            Assert.Empty(errors);
        }
    }

    private static void AssertNoScanNoSort(IReadOnlyList<string> plan) => QueryPlan.AssertNoScanNoSort(plan);

    private Task<List<string>> PlanAsync(Func<DirectorySearch, NewestListings, string> query) => directory.Database.SeeAsync(db => QueryPlan.OfAsync(db, query(new(db), new(db))));
}
