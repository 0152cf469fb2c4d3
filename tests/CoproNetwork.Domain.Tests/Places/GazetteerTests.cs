using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Places;

namespace CoproNetwork.Tests.Places;

public sealed class GazetteerTests
{
    [Fact]
    public void Named_EveryLabel_LeadsToItsPlaceAlone()
    {
        foreach (var place in Gazetteer.Places)
            foreach (var language in Enum.GetValues<SiteLanguage>())
                Assert.Equal(place, Assert.Single(Gazetteer.Named(place.Label(language))));
    }

    [Theory]
    [InlineData("newport", 2)]
    [InlineData("Casnewydd", 1)]
    [InlineData("  LLANELLI  ", 1)]
    [InlineData("", 0)]
    [InlineData("Atlantis", 0)]
    public void Named_IsBlindToCaseAndBlanks(string words, int places) => Assert.Equal(places, Gazetteer.Named(words).Count);

    [Fact]
    public void StartingWith_NamesOfTheLanguageComeBeforeThoseOfTheOther()
    {
        var found = Gazetteer.StartingWith("aber", SiteLanguage.English, 100);

        var swansea = found.ToList().FindIndex(place => place.NameEnglish == "Swansea");
        Assert.True(swansea > found.ToList().FindLastIndex(place => Folding.Fold(place.NameEnglish).StartsWith("aber", StringComparison.Ordinal)));
    }

    [Fact]
    public void StartingWith_KeepsToTheLimit() => Assert.Equal(3, Gazetteer.StartingWith("l", SiteLanguage.Welsh, 3).Count);

    [Theory]
    [InlineData("Saint Asaph", "asa", true)]
    [InlineData("Llan-wern", "wern", true)]
    [InlineData("Llanwern", "wern", false)]
    public void Starts_ReadsBeginningsOfWordsToo(string name, string words, bool starts) => Assert.Equal(starts, Gazetteer.Starts(name, words));
}
