using System.Net;
using CoproNetwork.Domain.Demo;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Promises;

/// <summary>A page of the wall or of the stories takes the same few queries however many there are.</summary>
public sealed class WallQueryCountTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public async Task Get_AnyNumberOfMembers_TakesTheSameQueries(int members)
    {
        using var portal = new CountingPortal();
        await portal.InScopeAsync<DemoNetwork, bool>(async demo =>
        {
            await demo.FillAsync(members, 1, portal.NowUtc, null, default);
            return true;
        });
        var promise = await portal.SeeAsync(db => db.PromiseCards.Where(card => card.Audience == Audience.Public).Select(card => card.Promise.Key).FirstAsync());
        var story = await portal.SeeAsync(db => db.StoryCards.Where(card => card.Audience == Audience.Public).Select(card => card.Story.Key).FirstAsync());
        (string Path, int Queries)[] pages =
        [
            // The first after a change reads the counts, too.
            ("/en/promises", 4),
            ("/cy/addewidion?theme=housing", 2),
            ("/en/promises?theme=housing&area=W06000009&status=kept", 2),
            ("/en/promises/feed", 1),
            ("/en/promises/" + promise, 3),
            ("/en/stories", 1),
            ("/cy/straeon?lang=cy&theme=housing", 1),
            ("/cy/straeon/ffrwd", 1),
            ("/en/stories/" + story, 1),
        ];
        using var visitor = portal.Browse();
        foreach (var (path, queries) in pages)
        {
            Answer? answer = null;
            var taken = await portal.QueriesOfAsync(async () => answer = await visitor.GetAsync(path));
            Assert.Equal(HttpStatusCode.OK, answer!.Status);
            Assert.True(taken == queries, $"{path} took {taken} queries, not {queries}.");
        }
    }
}
