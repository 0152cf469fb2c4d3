using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Principles;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Principles;

public sealed class PrinciplesPublicationTests
{
    [Fact]
    public async Task Publish_LeavesEarlierAgreementsAsTheyWere()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.AppliedAsync(Answers.Of("early@example.org"));

        var number = await PublishAsync(database, 1, "New words");
        var agreed = await database.SeeAsync(db => (from agreement in db.Agreements join version in db.PrinciplesVersions on agreement.PrinciplesVersionId equals version.Id where agreement.MemberId == id select version.Number).SingleAsync());

        Assert.Equal((2, 1), (number, agreed));
    }

    [Fact]
    public async Task Publish_ManyAtOnceOnOneVersion_ExactlyOneIsPublished()
    {
        await using var database = await TestDatabase.CreateAsync();

        var results = await Task.WhenAll(Enumerable.Range(1, 4).Select(async i =>
        {
            try
            {
                return $"{await PublishAsync(database, 1, $"Words {i}")}";
            }
            catch (DomainRuleException rule)
            {
                return rule.ResourceKey;
            }
        }));

        Assert.Equal(["2", "Principles.Desk.TooLate", "Principles.Desk.TooLate", "Principles.Desk.TooLate"], results.Order(StringComparer.Ordinal));
        Assert.Equal([1, 2], await database.SeeAsync(db => db.PrinciplesVersions.OrderBy(version => version.Number).Select(version => version.Number).ToListAsync()));
        Assert.Equal(1, await database.SeeAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "principles.published")));
    }

    private static Task<int> PublishAsync(TestDatabase database, int basedOn, string words) =>
        database.DoAsync<PrinciplesPublication, int>(publication => publication.PublishAsync([new(words, words, words, words)], basedOn, 1, database.NowUtc, default));
}
