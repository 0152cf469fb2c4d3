using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class DirectorySearchTests(DemoDirectory directory) : IClassFixture<DemoDirectory>
{
    [Theory]
    [InlineData(SiteLanguage.Welsh)]
    [InlineData(SiteLanguage.English)]
    public async Task Find_Nothing_ShowsEveryoneOnceInTheAlphabet(SiteLanguage language)
    {
        var all = await AllPagesAsync(new(language));
        Func<string, string> key = language == SiteLanguage.Welsh ? NameOrder.Welsh : NameOrder.English;
        var expected = directory.Oracle.Entries.OrderBy(entry => key(entry.Member.Name), StringComparer.Ordinal).ThenBy(entry => entry.Member.Number);
        Assert.Equal(expected.Select(entry => entry.Member.Number), all.Select(card => (long?)card.MemberNumber));
    }

    [Property(MaxTest = 60)]
    public async Task Find_AnyQuery_FindsWhatALookAtEveryoneFinds(int seed)
    {
        var query = AnyQuery(new Random(seed));
        var expected = directory.Oracle.Find(query);
        var page = await FindAsync(query);
        Assert.Equal(expected.Count, page.Total);
        Assert.Equal(expected.Select(entry => entry.Member.Number!.Value).Order(), (await AllPagesAsync(query)).Select(card => card.MemberNumber).Order());
        foreach (var kind in Enum.GetValues<MemberKind>()) Assert.Equal(expected.Count(entry => entry.Member.Kind == kind), page.CountOf(FilterTerms.Kind(kind)));
        foreach (var theme in PromiseThemes.All) Assert.Equal(expected.Count(entry => entry.Theme == theme), page.CountOf(FilterTerms.Theme(theme)));
        foreach (var area in Gazetteer.Areas) Assert.Equal(expected.Count(entry => entry.Member.AreaCode == area.Code), page.CountOf(FilterTerms.Area(area.Code)));
        Assert.Equal(expected.Count(entry => entry.Member.OutsideWales), page.CountOf(FilterTerms.OutsideWales));
    }

    [Property(MaxTest = 40)]
    public async Task Find_OneWord_RanksNamesBeforeTagsBeforeTexts(int seed)
    {
        var random = new Random(seed);
        var word = AnyWord(random);
        var query = new DirectoryQuery(random.Next(2) == 0 ? SiteLanguage.Welsh : SiteLanguage.English) { Words = word };
        Func<string, string> key = query.Language == SiteLanguage.Welsh ? NameOrder.Welsh : NameOrder.English;
        var expected = directory.Oracle.Find(query).OrderBy(entry => entry.Tier(word)).ThenBy(entry => key(entry.Member.Name), StringComparer.Ordinal).ThenBy(entry => entry.Member.Number);
        Assert.Equal(expected.Select(entry => entry.Member.Number!.Value), (await AllPagesAsync(query)).Select(card => card.MemberNumber));
    }

    [Fact]
    public async Task Find_SeveralWords_RanksByTheRarest()
    {
        var rare = directory.Oracle.Entries.Single(entry => entry.Member.Number == 1);
        var page = await FindAsync(new(SiteLanguage.Welsh) { Words = $"demo {rare.Member.Name}" });
        Assert.Contains(page.Cards, card => card.MemberNumber == 1);
        Assert.All(page.Cards, card => Assert.Contains("Demo", card.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CYMRAEG")]
    [InlineData("cymräeg")]
    [InlineData("  Cymraeg,  ")]
    public async Task Find_CaseAccentsAndPunctuation_MakeNoDifference(string words)
    {
        var plain = await FindAsync(new(SiteLanguage.Welsh) { Words = "cymraeg" });
        var found = await FindAsync(new(SiteLanguage.Welsh) { Words = words });
        Assert.Equal(plain.Cards.Select(card => card.Slug), found.Cards.Select(card => card.Slug));
    }

    [Theory]
    [InlineData("Gaerfyrddin", "Carmarthenshire")]
    [InlineData("Benfro", "Pembrokeshire")]
    public async Task Find_PlaceInEitherLanguage_FindsTheSame(string welsh, string english)
    {
        var inWelsh = await AllPagesAsync(new(SiteLanguage.English) { Words = welsh });
        var inEnglish = await AllPagesAsync(new(SiteLanguage.English) { Words = english });
        Assert.NotEmpty(inWelsh);
        Assert.Equal(inWelsh.Select(card => card.Slug).Order(), inEnglish.Select(card => card.Slug).Order());
    }

    [Fact]
    public async Task Find_OnlyPunctuation_ShowsEveryone() =>
        Assert.Equal(directory.Oracle.Entries.Count, (await FindAsync(new(SiteLanguage.English) { Words = "?!" })).Total);

    [Fact]
    public async Task Find_CursorOfTheOtherLanguage_BeginsAgain()
    {
        var first = await FindAsync(new(SiteLanguage.English));
        var again = await FindAsync(new(SiteLanguage.English) { After = new(SiteLanguage.Welsh, "", first.Next!.Rank, first.Next.ListingId) });
        Assert.Equal(first.Cards, again.Cards);
    }

    [Property]
    public bool TryParse_AnyText_NeverThrows(string? text) => DirectoryCursor.TryParse(text ?? "", out _) || true;

    [Property]
    public bool TryParse_ACursor_ReadsItself(long id, bool welsh)
    {
        var cursor = new DirectoryCursor(welsh ? SiteLanguage.Welsh : SiteLanguage.English, "tŷ", "1AB~ñ", Math.Abs(id == long.MinValue ? 0 : id));
        return DirectoryCursor.TryParse(cursor.ToString(), out var read) && read == cursor;
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("AAAA")]
    [InlineData("/w==")]
    [InlineData("MQoxCnQ")]
    [InlineData("OQoxCnQKcg")]
    public void TryParse_WhatNoPageGave_IsRefused(string text) => Assert.False(DirectoryCursor.TryParse(text, out _));

    private Task<DirectoryPage> FindAsync(DirectoryQuery query) => directory.Database.DoAsync<DirectorySearch, DirectoryPage>(search => search.FindAsync(query, default));

    private async Task<List<ListingCard>> AllPagesAsync(DirectoryQuery query)
    {
        var all = new List<ListingCard>();
        for (var page = await FindAsync(query); ; page = await FindAsync(query with { After = page.Next }))
        {
            all.AddRange(page.Cards);
            Assert.True(all.Count <= 1000, "Paging does not end.");
            if (page.Next is null) return all;
            Assert.Equal(DirectorySearch.PageSize, page.Cards.Count);
            Assert.True(DirectoryCursor.TryParse(page.Next.ToString(), out var read));
            Assert.Equal(page.Next, read);
        }
    }

    private DirectoryQuery AnyQuery(Random random)
    {
        var like = directory.Oracle.Entries[random.Next(directory.Oracle.Entries.Count)];
        return new(random.Next(2) == 0 ? SiteLanguage.Welsh : SiteLanguage.English)
        {
            Words = string.Join(' ', Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(3) == 0 ? AnyWord(random) : AnyWordOf(like, random))),
            Area = random.Next(4) == 0 ? like.Member.AreaCode ?? DirectoryQuery.Outside : null,
            Kind = random.Next(3) == 0 ? like.Member.Kind : null,
            Theme = random.Next(4) == 0 ? like.Theme : null,
        };
    }

    private string AnyWord(Random random) => AnyWordOf(directory.Oracle.Entries[random.Next(directory.Oracle.Entries.Count)], random);

    private static string AnyWordOf(DirectoryOracle.Entry entry, Random random)
    {
        var words = entry.Name.Concat(entry.Tags).Concat(entry.Text).ToList();
        return words[random.Next(words.Count)];
    }
}
