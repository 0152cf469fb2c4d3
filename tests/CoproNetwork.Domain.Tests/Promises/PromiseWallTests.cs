using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Tests.MemberDirectory;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Promises;

/// <summary>The wall and the stories beside a look at every promise and story there is.</summary>
public sealed class PromiseWallTests(DemoDirectory directory) : IClassFixture<DemoDirectory>
{
    [Property(MaxTest = 60)]
    public async Task Find_AnyQuery_ShowsAndCountsWhatALookAtEveryPromiseFinds(int seed)
    {
        var query = AnyQuery(new Random(seed));
        var all = await EveryPromiseAsync(query.Audience);
        var expected = all.Where(promise => Fits(promise, query.Audience, query.Theme, query.Area, query.Status))
            .OrderByDescending(promise => promise.MovedAtUtc(query.Audience)).ThenByDescending(promise => promise.Id).ToList();

        var (cards, counts) = await AllPagesAsync(query);

        Assert.Equal(expected.Select(promise => promise.Key), cards.Select(card => card.Key));
        Assert.Equal(expected.Select(promise => (promise.Text, promise.StatusFor(query.Audience), promise.MovedAtUtc(query.Audience))), cards.Select(card => (card.Text, card.Status, card.MovedAtUtc)));
        Assert.Equal(expected.Count, counts.Of(query));
        Assert.Equal(all.Count, counts.Of());
        foreach (var theme in PromiseThemes.All) Assert.Equal(all.Count(promise => Fits(promise, query.Audience, theme, query.Area, query.Status)), counts.Of(theme, query.Area, query.Status));
        foreach (var area in Gazetteer.Areas) Assert.Equal(all.Count(promise => Fits(promise, query.Audience, query.Theme, area.Code, query.Status)), counts.Of(query.Theme, area.Code, query.Status));
        foreach (var status in Enum.GetValues<PromiseStatus>()) Assert.Equal(all.Count(promise => Fits(promise, query.Audience, query.Theme, query.Area, status)), counts.Of(query.Theme, query.Area, status));
    }

    [Theory]
    [InlineData(Audience.Public)]
    [InlineData(Audience.Members)]
    public async Task Find_Makers_AreNamedOnlyWhereListed(Audience audience)
    {
        var members = (await EveryPromiseAsync(audience)).ToDictionary(promise => promise.Key, promise => promise.Member);
        var (cards, _) = await AllPagesAsync(new(audience));
        Assert.Contains(cards, card => card.MakerName is null);
        Assert.All(cards, card => Assert.Equal(members[card.Key].MayBeListed ? members[card.Key].Name : null, card.MakerName));
        Assert.All(cards, card => Assert.Equal(card.MakerName is null, card.MakerSlug is null));
    }

    [Theory]
    [InlineData(Audience.Public)]
    [InlineData(Audience.Members)]
    public async Task Read_EveryPromise_ShowsItsVisibleReportsNewestFirst(Audience audience)
    {
        foreach (var promise in await EveryPromiseAsync(Audience.Members))
        {
            var read = await directory.Database.SeeAsync(db => new PromiseWall(db, new()).ReadAsync(promise.Key, audience, default));
            if (!promise.IsFor(audience)) Assert.Null(read);
            else
            {
                Assert.Equal(promise.MadeAtUtc, read!.Card.MadeAtUtc);
                Assert.Equal(promise.Updates.Where(update => update.IsReport && update.IsFor(audience)).OrderByDescending(update => update.AtUtc).Select(update => (update.Key, update.Happened, update.Hindered)), read.Updates.Select(update => (update.Key, update.Happened, update.Hindered)));
            }
        }
    }

    [Theory]
    [InlineData(Audience.Public, null, null)]
    [InlineData(Audience.Public, SiteLanguage.Welsh, null)]
    [InlineData(Audience.Members, null, PromiseTheme.Housing)]
    [InlineData(Audience.Members, SiteLanguage.English, PromiseTheme.Community)]
    public async Task Stories_AreThoseThatConsentLetsBeSeen(Audience audience, SiteLanguage? language, PromiseTheme? theme)
    {
        var expected = (await directory.Database.SeeAsync(db => db.Stories.AsNoTracking().Include(story => story.Member).ToListAsync()))
            .Where(story => story.Member.Status == MemberStatus.Approved && story.IsFor(audience) && (language is null || story.Language == language) && (theme is null || story.Theme == theme))
            .OrderByDescending(story => story.ToldAtUtc).ThenByDescending(story => story.Id).ToList();
        var read = new List<StoryView>();
        for (var query = new StoryQuery(audience) { Language = language, Theme = theme }; ;)
        {
            var page = await directory.Database.SeeAsync(db => new StoryList(db).FindAsync(query, default));
            read.AddRange(page.Stories);
            if (page.Next is null) break;
            query = query with { After = page.Next };
        }

        Assert.Equal(expected.Select(story => story.Key), read.Select(story => story.Key));
        Assert.Equal(expected.Select(story => story.Consent == StoryConsent.PublicWithName && story.Member.MayBeNamed ? story.Member.Name : null), read.Select(story => story.TellerName));
        Assert.All(read.Where(story => story.TellerName is null), story => Assert.Null(story.TellerSlug));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("MSAy!")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OSAx")]
    [InlineData("MSAtMQ")]
    public void Cursor_ThatNoPageGaveOut_IsRefused(string text) => Assert.False(ListCursor.TryParse(text, out _));

    [Property(MaxTest = 100)]
    public void Cursor_ReadsBack(long ticks, long id)
    {
        var cursor = new ListCursor(new(Math.Abs(ticks % DateTime.MaxValue.Ticks), DateTimeKind.Utc), Math.Abs(id % long.MaxValue));
        Assert.True(ListCursor.TryParse(cursor.ToString(), out var read));
        Assert.Equal(cursor, read);
    }

    [Theory]
    [InlineData("One two.", "One two.")]
    [InlineData("One\n\n two", "One two")]
    public void Excerpt_OfAShortText_IsAllOfIt(string text, string expected) => Assert.Equal(expected, View(text).Excerpt);

    [Fact]
    public void Excerpt_OfALongText_IsItsFirstFortyWords()
    {
        var words = Enumerable.Range(1, 60).Select(i => $"w{i}").ToList();
        Assert.Equal(string.Join(' ', words.Take(40)) + "…", View(string.Join("\n", words)).Excerpt);
        Assert.Equal(string.Join(' ', words.Take(40)), View(string.Join(' ', words.Take(40))).Excerpt);
        var cut = string.Join(' ', Enumerable.Repeat(new string('a', 99), 6));
        Assert.Equal(string.Join(' ', Enumerable.Repeat(new string('a', 99), 5)) + "…", View(cut + "b").Excerpt);
    }

    private static StoryView View(string text) => new(1, "key", "title", text, SiteLanguage.English, PromiseTheme.Work, DateTime.UnixEpoch, null, null);

    private static bool Fits(Promise promise, Audience audience, PromiseTheme? theme, string? area, PromiseStatus? status) =>
        (theme is null || promise.Theme == theme) && (area is null || AreaOf(promise.Member) == area) && (status is null || promise.StatusFor(audience) == status);

    private static string AreaOf(Member member) => member.OutsideWales || member.AreaCode is null ? PromiseCard.Outside : member.AreaCode;

    private Task<List<Promise>> EveryPromiseAsync(Audience audience) => directory.Database.SeeAsync(async db =>
        (await db.Promises.AsNoTracking().Include(promise => promise.Member).Include(promise => promise.Updates).ToListAsync())
        .Where(promise => promise.Member.Status == MemberStatus.Approved && promise.IsFor(audience)).ToList());

    private async Task<(List<WallCard> Cards, WallCounts Counts)> AllPagesAsync(WallQuery query)
    {
        var cards = new List<WallCard>();
        while (true)
        {
            var page = await directory.Database.SeeAsync(db => new PromiseWall(db, new()).FindAsync(query, default));
            Assert.True(page.Cards.Count <= PromiseWall.PageSize);
            cards.AddRange(page.Cards);
            if (page.Next is null) return (cards, page.Counts);
            Assert.True(ListCursor.TryParse(page.Next.ToString(), out var after));
            query = query with { After = after };
        }
    }

    private static WallQuery AnyQuery(Random random) => new(random.Next(3) == 0 ? Audience.Members : Audience.Public)
    {
        Theme = random.Next(2) == 0 ? PromiseThemes.All[random.Next(PromiseThemes.All.Count)] : null,
        Area = random.Next(3) switch { 0 => Gazetteer.Areas[random.Next(Gazetteer.Areas.Count)].Code, 1 when random.Next(4) == 0 => PromiseCard.Outside, _ => null },
        Status = random.Next(2) == 0 ? WallQuery.Statuses[random.Next(WallQuery.Statuses.Count)] : null,
    };
}
