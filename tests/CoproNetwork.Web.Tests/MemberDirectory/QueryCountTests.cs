using CoproNetwork.Domain.Demo;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>A page takes the same few queries however many members there are.</summary>
public sealed class QueryCountTests
{
    private static readonly (string Path, int Queries)[] Pages =
    [
        ("/en", 4),
        ("/cy", 4),
        ("/en/directory", 2),
        ("/cy/cyfeiriadur", 2),
        ("/en/directory?q=aelod", 3),
        ("/en/directory?q=demo+every", 3),
        ("/en/directory?kind=person", 3),
        ("/en/directory?q=demo&theme=housing&area=W06000009", 3),
        ("/en/directory?q=nobody+nowhere", 1),
        ("/en/directory/demo-aelod-un", 1),
        ("/en/directory/map", 3),
        ("/cy/cyfeiriadur/mewnosod?near=51.48,-3.18", 2),
        ("/en/directory/points?q=demo", 1),
    ];

    /// <summary>Of a search: the blocks of its terms, the page, what the filters would leave.</summary>
    private const int Most = 3;

    [Theory]
    [InlineData(150)]
    [InlineData(3000)]
    public async Task Get_AnyNumberOfMembers_TakesTheSameQueries(int members)
    {
        using var portal = new CountingPortal();
        await portal.InScopeAsync<DemoNetwork, bool>(async demo =>
        {
            await demo.FillAsync(members, 1, portal.NowUtc, null, default);
            return true;
        });
        using var visitor = portal.Browse();

        // How many are active is counted once a change, not once a page.
        await visitor.GetAsync("/en");
        foreach (var (path, queries) in Pages)
        {
            Answer? answer = null;
            var taken = await portal.QueriesOfAsync(async () => answer = await visitor.GetAsync(path));
            Assert.Equal(System.Net.HttpStatusCode.OK, answer!.Status);

            // Few hits are read in one query; of more than 1 000 it is not asked what the filters would leave.
            Assert.True(taken == queries || taken == queries - 1 && queries == Most, $"{path} took {taken} queries, not {queries}.");
        }
    }
}
