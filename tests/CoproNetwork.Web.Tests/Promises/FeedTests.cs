using System.Net;
using System.ServiceModel.Syndication;
using System.Xml;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Promises;

/// <summary>Both feeds, read by a reader of feeds.</summary>
public sealed class FeedTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Theory]
    [InlineData("/en/promises/feed", "/en/promises", "/cy/addewidion/ffrwd")]
    [InlineData("/cy/addewidion/ffrwd", "/cy/addewidion", "/en/promises/feed")]
    [InlineData("/en/stories/feed", "/en/stories", "/cy/straeon/ffrwd")]
    [InlineData("/cy/straeon/ffrwd", "/cy/straeon", "/en/stories/feed")]
    public async Task Get_EveryFeed_IsAtomInItsLanguage_WithLinksBothWays(string path, string page, string other)
    {
        await MakeAsync();
        using var visitor = _portal.Browse();

        var answer = await visitor.GetAsync(path);
        var feed = Read(answer);

        Assert.Equal("application/atom+xml; charset=utf-8", answer.Headers["Content-Type"]);
        Assert.Equal(path[1..3], feed.Language);
        Assert.Equal(["http://localhost:5080" + path], feed.Links.Where(link => link.RelationshipType == "self").Select(link => link.Uri.ToString()));
        Assert.Equal(["http://localhost:5080" + page, "http://localhost:5080" + other], feed.Links.Where(link => link.RelationshipType == "alternate").Select(link => link.Uri.ToString()));
        Assert.Equal(path, (await visitor.GetAsync(page)).Page.QuerySelector("link[type='application/atom+xml']")!.GetAttribute("href"));
        var entry = Assert.Single(feed.Items);
        Assert.StartsWith("urn:uuid:", entry.Id);
        Assert.Equal("cy", entry.AttributeExtensions[new("lang", "http://www.w3.org/XML/1998/namespace")]);
        Assert.Equal("Demo One", Assert.Single(entry.Authors).Name);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(new Uri(Assert.Single(entry.Links).Uri.ToString()).PathAndQuery)).Status);
        Assert.Equal(entry.Id, Assert.Single(Read(await visitor.GetAsync(other)).Items).Id);
        Assert.NotEqual(feed.Id, Read(await visitor.GetAsync(other)).Id);
    }

    [Fact]
    public async Task Get_APromiseThatMoved_IsUpdated_AndItsIdStays()
    {
        var id = await MakeAsync();
        using var visitor = _portal.Browse();
        var before = Assert.Single(Read(await visitor.GetAsync("/en/promises/feed")).Items);
        await _portal.ReportAsync(id, PromiseStatus.Stuck);
        var feed = Read(await visitor.GetAsync("/en/promises/feed"));
        var after = Assert.Single(feed.Items);
        Assert.Equal((before.Id, before.PublishDate), (after.Id, after.PublishDate));
        Assert.Equal(_portal.NowUtc, after.LastUpdatedTime.UtcDateTime);
        Assert.Equal(_portal.NowUtc, feed.LastUpdatedTime.UtcDateTime);
        Assert.NotEqual(before.LastUpdatedTime, after.LastUpdatedTime);
    }

    [Fact]
    public async Task Get_Empty_IsAFeedAllTheSame()
    {
        using var visitor = _portal.Browse();
        Assert.Empty(Read(await visitor.GetAsync("/en/promises/feed")).Items);
        Assert.Empty(Read(await visitor.GetAsync("/cy/straeon/ffrwd")).Items);
    }

    [Fact]
    public async Task Get_CharactersThatXmlHasNot_DoNotBreakIt()
    {
        await MakeAsync();
        await _portal.SeeAsync(async db => await db.Promises.ExecuteUpdateAsync(set => set.SetProperty(promise => promise.Text, "a\u0001b\uFFFEc\u000Bd <&> 🦊")) + await db.Stories.ExecuteUpdateAsync(set => set.SetProperty(story => story.Title, "\u0002x\uFFFF")));
        using var visitor = _portal.Browse();
        Assert.Equal("abcd <&> 🦊", ((TextSyndicationContent)Assert.Single(Read(await visitor.GetAsync("/en/promises/feed")).Items).Content).Text);
        Assert.Equal("x", Assert.Single(Read(await visitor.GetAsync("/en/stories/feed")).Items).Title.Text);
    }

    [Fact]
    public async Task Get_MoreThanThirty_ShowsTheNewest()
    {
        for (var i = 0; i < AtomFeed.Entries + 2; i++)
        {
            _portal.Clock.Advance(TimeSpan.FromHours(1));
            await _portal.Given.ApprovedAsync(Answers.Of($"m{i}@example.org", $"Demo {i}") with { PromiseText = $"Promise {i}", WantsListing = i % 2 == 0 });
        }

        using var visitor = _portal.Browse();
        var items = Read(await visitor.GetAsync("/en/promises/feed")).Items.ToList();
        Assert.Equal(AtomFeed.Entries, items.Count);
        Assert.Equal("Promise 31", items[0].Title.Text);
        Assert.Empty(items[0].Authors);
        Assert.Single(items[1].Authors);
    }

    private Task<long> MakeAsync() => _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One") with
    {
        PromiseText = "Byddwn ni'n canu.",
        PromiseLanguage = SiteLanguage.Welsh,
        StoryTitle = "Canu",
        StoryText = "Canon ni.\nWir.",
        StoryLanguage = SiteLanguage.Welsh,
        Consent = StoryConsent.PublicWithName,
    });

    private static SyndicationFeed Read(Answer answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        using var reader = XmlReader.Create(new StringReader(answer.Body));
        return SyndicationFeed.Load(reader);
    }
}
