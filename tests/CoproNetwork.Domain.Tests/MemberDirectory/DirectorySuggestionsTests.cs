using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class DirectorySuggestionsTests
{
    [Theory]
    [InlineData("ne", SiteLanguage.English, "Neath Friends")]
    [InlineData("NÊ", SiteLanguage.English, "Neath Friends")]
    [InlineData("llan", SiteLanguage.Welsh, "Llan Demo")]
    [InlineData("ll", SiteLanguage.Welsh, "Llan Demo")]
    [InlineData("gwyned", SiteLanguage.Welsh, "Gwynedd Demo")]
    [InlineData("bang", SiteLanguage.Welsh, "Bangor Demo")]
    [InlineData("bango", SiteLanguage.Welsh, "Bangor Demo")]
    [InlineData("bangor d", SiteLanguage.Welsh, "Bangor Demo")]
    [InlineData("bangi", SiteLanguage.Welsh, null)]
    [InlineData("friends", SiteLanguage.English, null)]
    [InlineData("n", SiteLanguage.English, null)]
    public async Task Find_BeginningOfAName_IsSuggested(string typed, SiteLanguage language, string? name)
    {
        await using var database = await TestDatabase.CreateAsync();
        foreach (var (at, demo) in new[] { "Neath Friends", "Llan Demo", "Gwynedd Demo", "Bangor Demo" }.Index()) await database.Given.ApprovedAsync(Answers.Of($"m{at}@example.org", demo));
        Assert.Equal(name, (await FindAsync(database, typed, language)).FirstOrDefault(one => one.Listing is not null)?.Listing!.Name);
    }

    [Theory]
    [InlineData("nghaer", SiteLanguage.Welsh)]
    [InlineData("ghaerdydd", SiteLanguage.English, false)]
    [InlineData("gaerd", SiteLanguage.Welsh)]
    [InlineData("cardi", SiteLanguage.Welsh)]
    [InlineData("caerd", SiteLanguage.English)]
    public async Task Find_Cardiff_InEitherLanguageAndMutated(string typed, SiteLanguage language, bool isFound = true)
    {
        await using var database = await TestDatabase.CreateAsync();
        Assert.Equal(isFound, (await FindAsync(database, typed, language)).Any(one => one.Place?.NameEnglish == "Cardiff" || one.Area?.NameEnglish == "Cardiff"));
    }

    [Fact]
    public async Task Find_ManyThatFit_AreAtMostEightOfWhichFiveAreListings()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var at = 0; at < 7; at++) await database.Given.ApprovedAsync(Answers.Of($"m{at}@example.org", $"Pen Demo {at}"));
        var found = await FindAsync(database, "pe", SiteLanguage.English);
        Assert.Equal(DirectorySuggestions.Most, found.Count);
        Assert.Equal(5, found.TakeWhile(one => one.Listing is not null).Count());
        Assert.All(found.Skip(5), one => Assert.Null(one.Listing));
    }

    private static Task<IReadOnlyList<DirectorySuggestion>> FindAsync(TestDatabase database, string typed, SiteLanguage language) =>
        database.SeeAsync(db => new DirectorySuggestions(db).FindAsync(typed, language, default));
}
