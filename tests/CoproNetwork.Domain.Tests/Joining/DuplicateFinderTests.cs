using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Places;

namespace CoproNetwork.Tests.Joining;

public sealed class DuplicateFinderTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("a.b@example.org", true)]
    [InlineData("AB+news@example.org", true)]
    [InlineData("ab@example.cymru", false)]
    [InlineData("abc@example.org", false)]
    public async Task Of_EmailAlikeButForCaseAndDots_IsFound(string other, bool found)
    {
        await _database.Given.UnconfirmedAsync(Answers.Of(other, "Demo Other"));
        var id = await _database.Given.AppliedAsync(Answers.Of("ab@example.org", "Demo One"));

        var alike = await OfAsync(id);

        Assert.Equal(found, alike is [{ SameEmail: true, SameNameAndPlace: false }]);
        Assert.Equal(found, (await _database.DoAsync<DuplicateFinder, IReadOnlySet<long>>(finder => finder.AmongAsync([id], default))).Contains(id));
    }

    [Fact]
    public async Task Of_SameName_OnlyInTheSamePlaceAsFarAsBothSayIt()
    {
        var area = Gazetteer.FindArea("W06000015")!;
        var places = Gazetteer.Places.Where(place => place.Area == area).Take(2).ToList();
        var onlyArea = await _database.Given.AppliedAsync(Answers.Of("area@example.org", "Siân Demo") with { AreaCode = area.Code });
        var here = await _database.Given.AppliedAsync(Answers.Of("here@example.org", "sian  demo") with { AreaCode = null, PlaceId = places[0].Id });
        var there = await _database.Given.AppliedAsync(Answers.Of("there@example.org", "SIÂN DEMO") with { AreaCode = null, PlaceId = places[1].Id });
        await _database.Given.AppliedAsync(Answers.Of("outside@example.org", "Siân Demo") with { AreaCode = null, OutsideWales = true });

        Assert.Equal(2, (await OfAsync(onlyArea)).Count);
        Assert.Equal([(await _database.Given.MemberAsync(onlyArea)).Key], (await OfAsync(here)).Select(alike => alike.Key));
        Assert.Equal([(await _database.Given.MemberAsync(onlyArea)).Key], (await OfAsync(there)).Select(alike => alike.Key));
        Assert.Equal(3, (await _database.DoAsync<DuplicateFinder, IReadOnlySet<long>>(finder => finder.AmongAsync([onlyArea, here, there], default))).Count);
    }

    [Fact]
    public async Task Of_SameEmailAndName_IsFoundOnceWithBothMarks()
    {
        await _database.Given.DeclinedAsync(Answers.Of("same@example.org", "Demo Same"));
        var id = await _database.Given.AppliedAsync(Answers.Of("same@example.org", "Demo Same"));

        var alike = Assert.Single(await OfAsync(id));

        Assert.True(alike is { SameEmail: true, SameNameAndPlace: true, Status: Domain.Members.MemberStatus.Declined });
    }

    private Task<IReadOnlyList<PossibleDuplicate>> OfAsync(long id) => _database.DoAsync<DuplicateFinder, IReadOnlyList<PossibleDuplicate>>(finder => finder.OfAsync(id, default));
}
