using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Demo;
using CoproNetwork.Domain.MemberDirectory;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>The search knows Welsh: of what a careful reader would expect, this much stands among the first ten.</summary>
public sealed class SearchRecallTests
{
    private const double WantedRecall = 0.98;

    [Fact]
    public async Task Find_QueriesOfTheTestSet_FindsWhatAReaderExpects()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.DoAsync<DemoNetwork>(demo => demo.FillAsync(600, 5, database.NowUtc, null, default));
        var set = SearchTestSet.Read();
        Assert.Equal(200, set.Queries.Count);
        var maker = await database.Given.ApprovedAsync(Answers.Of("set@example.org", "Demo Qqq"));
        var ids = await database.DoAsync<CoproDbContext, Dictionary<long, string>>(db => set.ListAsync(db, maker, database.NowUtc));
        var missed = new List<string>();
        var recalls = new List<double>();
        foreach (var query in set.Queries)
        {
            var page = await database.DoAsync<DirectorySearch, DirectoryPage>(search => search.FindAsync(new(query.Language == "cy" ? SiteLanguage.Welsh : SiteLanguage.English) { Words = query.Q }, 10, default));
            var found = page.Cards.Select(card => ids.GetValueOrDefault(card.ListingId)).ToHashSet();
            var hits = query.Wants.Count(found.Contains);
            recalls.Add((double)hits / query.Wants.Length);
            if (hits < query.Wants.Length) missed.Add($"{query.Q} ({query.Why}): {string.Join(", ", query.Wants.Where(want => !found.Contains(want)))} of {page.Total}");
        }

        Assert.True(recalls.Average() >= WantedRecall, $"Recall at 10 is {recalls.Average():0.000}:\n{string.Join('\n', missed)}");
    }
}
