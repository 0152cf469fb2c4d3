using CoproNetwork.Domain.Demo;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>A page takes the same few queries however many members there are.</summary>
public sealed class QueryCountTests
{
    /// <summary>The stamps of the blocks are asked for always; then the words, the alphabet's stamp, and the cards.</summary>
    private static readonly (string Path, int AtMost)[] Pages =
    [
        ("/en", 4),
        ("/cy", 4),
        ("/en/directory", 2),
        ("/cy/cyfeiriadur", 2),
        ("/en/directory?q=aelod", 4),
        ("/en/directory?q=demo+every", 4),
        ("/en/directory?kind=person", 3),
        ("/en/directory?q=demo&theme=housing&area=W06000009", 4),
        ("/en/directory?q=nobody+nowhere", 3),
        ("/en/directory/demo-aelod-un", 4),
        ("/en/directory/map", 2),
        ("/en/directory/map?area=W06000009", 4),
        ("/cy/cyfeiriadur/mewnosod?near=51.48,-3.18", 4),
        ("/en/directory/points?q=demo", 5),
    ];

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

        // How many are active is counted, and the alphabets are read, once a change, not once a page.
        foreach (var path in new[] { "/en", "/en/directory?kind=person", "/cy/cyfeiriadur?kind=person" }) await visitor.GetAsync(path);
        foreach (var (path, atMost) in Pages)
        {
            Answer? answer = null;
            var taken = await portal.QueriesOfAsync(async () => answer = await visitor.GetAsync(path));
            Assert.Equal(System.Net.HttpStatusCode.OK, answer!.Status);

            Assert.True(taken <= atMost, $"{path} took {taken} queries, more than {atMost}.");
        }
    }
}
