using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class DirectorySearchTests(DemoDirectory directory) : IClassFixture<DemoDirectory>
{
    [Theory]
    [InlineData(SiteLanguage.Welsh)]
    [InlineData(SiteLanguage.English)]
    public async Task Find_Nothing_ShowsEveryoneOnceInTheAlphabet(SiteLanguage language) =>
        Assert.Equal(directory.Oracle.Find(new(language)).Select(found => found.Id), (await AllPagesAsync(new(language))).Select(card => card.ListingId));

    [Property(MaxTest = 120)]
    public async Task Find_AnyQuery_FindsInOrderWhatALookAtEveryoneFinds(int seed)
    {
        var query = AnyQuery(new Random(seed));
        var expected = directory.Oracle.Find(query);
        var page = await FindAsync(query);
        Assert.Equal(expected.Count, page.Total);
        if (page.Words.Corrected.Count > 0) return;
        Assert.Equal(expected.Select(found => found.Id), (await AllPagesAsync(query)).Select(card => card.ListingId));
    }

    [Property(MaxTest = 60)]
    public async Task Count_AnyQuery_IsTrueForEachFilter(int seed)
    {
        var query = AnyQuery(new Random(seed));
        var expected = directory.Oracle.Find(query);
        var counts = await directory.Database.DoAsync<DirectorySearch, DirectoryCounts>(search => search.CountAsync(query, default));
        Assert.Equal(expected.Count, counts.Total);
        foreach (var kind in ListingKinds.All) Assert.Equal(expected.Count(found => found.Kind == kind), counts.CountOf(FilterTerms.Kind(kind)));
        foreach (var theme in PromiseThemes.All) Assert.Equal(expected.Count(found => found.Themes.Contains(theme)), counts.CountOf(FilterTerms.Theme(theme)));
        foreach (var area in Gazetteer.Areas) Assert.Equal(expected.Count(found => found.Where.AreaCode == area.Code), counts.CountOf(FilterTerms.Area(area.Code)));
        foreach (var place in Gazetteer.Places) Assert.Equal(expected.Count(found => found.Where.PlaceId == place.Id), counts.CountOf(FilterTerms.Place(place.Id)));
        foreach (var offer in OfferNames.All) Assert.Equal(expected.Count(found => found.Content.Offers.HasFlag(offer)), counts.CountOf(FilterTerms.Offer(offer)));
        foreach (var language in Enum.GetValues<SiteLanguage>()) Assert.Equal(expected.Count(found => found.Languages.Contains(language)), counts.CountOf(FilterTerms.Language(language)));
        Assert.Equal(expected.Count(found => found.Where.OutsideWales), counts.CountOf(FilterTerms.OutsideWales));
        Assert.Equal(expected.Count(found => found.Content.OpenToVisits), counts.CountOf(FilterTerms.OpenToVisits));
    }

    [Fact]
    public async Task Find_Near_ShowsTheNearestFirst()
    {
        var cardiff = Gazetteer.Named("Cardiff").Single();
        var near = new GeoPoint(cardiff.Latitude, cardiff.Longitude);
        var cards = await AllPagesAsync(new(SiteLanguage.English) { Near = near });
        var far = cards.Select(card => near.KilometresTo(Point(card.PlaceId))).ToList();
        Assert.NotEmpty(far);
        Assert.Equal(directory.Oracle.Entries.Count(found => found.Where.PlaceId is { } id && near.KilometresTo(Point(id)) <= DirectoryQuery.NearRings[^1]), far.Count);
        var rings = far.Select(kilometres => DirectoryQuery.NearRings.Count(ring => kilometres > ring)).ToList();
        Assert.Equal(rings.Order(), rings);

        static GeoPoint Point(int? placeId) => Gazetteer.FindPlace(placeId) is { } place ? new(place.Latitude, place.Longitude) : throw new InvalidOperationException("What has no place is not near.");
    }

    [Fact]
    public async Task Find_ASlip_SaysWhatWasLookedForInstead()
    {
        var page = await FindAsync(new(SiteLanguage.Welsh) { Words = "gofalwry" });
        Assert.Equal(("gofalwry", "gofalwyr"), Assert.Single(page.Words.Corrected));
        Assert.NotEmpty(page.Cards);
        Assert.Subset((await AllPagesAsync(new(SiteLanguage.Welsh) { Words = "gofalwyr" })).ToHashSet(), (await AllPagesAsync(new(SiteLanguage.Welsh) { Words = "gofalwry" })).ToHashSet());
    }

    [Fact]
    public async Task Find_WordsThatNeverMeet_SaysHowManyEachHas()
    {
        var page = await FindAsync(new(SiteLanguage.English) { Words = "neighbours xyzzy" });
        var alone = (await FindAsync(new(SiteLanguage.English) { Words = "neighbours" })).Total;
        Assert.Equal(0, page.Total);
        Assert.True(alone > 0);
        Assert.Equal([("neighbours", alone), ("xyzzy", 0)], page.Words.Alone);
    }

    [Fact]
    public async Task Find_WordsThatNeverMeetNearAPoint_SaysHowManyEachHasThere()
    {
        var cardiff = Gazetteer.Named("Cardiff").Single();
        var query = new DirectoryQuery(SiteLanguage.English) { Words = "neighbours xyzzy", Near = new GeoPoint(cardiff.Latitude, cardiff.Longitude) };
        var near = (await FindAsync(query with { Words = "neighbours" })).Total;
        Assert.InRange(near, 1, (await FindAsync(new(SiteLanguage.English) { Words = "neighbours" })).Total - 1);
        Assert.Equal([("neighbours", near), ("xyzzy", 0)], (await FindAsync(query)).Words.Alone);
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
        var again = await FindAsync(new(SiteLanguage.English) { After = new(SiteLanguage.Welsh, 0, first.Next!.Key, first.Next.ListingId) });
        Assert.Equal(first.Cards, again.Cards);
    }

    [Property]
    public bool TryParse_AnyText_NeverThrows(string? text) => DirectoryCursor.TryParse(text ?? "", out _) || true;

    [Property]
    public bool TryParse_ACursor_ReadsItself(long id, bool welsh)
    {
        var cursor = new DirectoryCursor(welsh ? SiteLanguage.Welsh : SiteLanguage.English, 7, "AB~ñ", Math.Abs(id == long.MinValue ? 0 : id));
        return DirectoryCursor.TryParse(cursor.ToString(), out var read) && read == cursor;
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("AAAA")]
    [InlineData("/w==")]
    [InlineData("MQoxCnQ")]
    [InlineData("OQoxCjEKcg")]
    [InlineData("MQoxCi0xCnI")]
    public void TryParse_WhatNoPageGave_IsRefused(string text) => Assert.False(DirectoryCursor.TryParse(text, out _));

    private Task<DirectoryPage> FindAsync(DirectoryQuery query) => directory.Database.DoAsync<DirectorySearch, DirectoryPage>(search => search.FindAsync(query, default));

    private async Task<List<ListingCard>> AllPagesAsync(DirectoryQuery query)
    {
        var all = new List<ListingCard>();
        for (var page = await FindAsync(query); ; page = await FindAsync(query with { After = page.Next }))
        {
            all.AddRange(page.Cards);
            Assert.True(all.Count <= 2000, "Paging does not end.");
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
            Area = random.Next(5) == 0 ? like.Where.AreaCode ?? DirectoryQuery.Outside : null,
            Place = random.Next(6) == 0 ? like.Where.PlaceId : null,
            Kind = random.Next(3) == 0 ? like.Kind : null,
            Theme = random.Next(4) == 0 && like.Themes.Count > 0 ? like.Themes.First() : null,
            Offer = random.Next(8) == 0 ? Offers.Skills : null,
            Visits = random.Next(8) == 0,
            In = random.Next(6) == 0 ? SiteLanguage.Welsh : null,
        };
    }

    private string AnyWord(Random random) => AnyWordOf(directory.Oracle.Entries[random.Next(directory.Oracle.Entries.Count)], random);

    private static string AnyWordOf(DirectoryOracle.Found found, Random random)
    {
        var words = found.Names.Concat(found.Tags).Concat(found.Text).ToList();
        return words[random.Next(words.Count)];
    }
}
