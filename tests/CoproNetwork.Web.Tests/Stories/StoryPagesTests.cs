using System.Net;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Tests.Promises;

namespace CoproNetwork.Tests.Stories;

public sealed class StoryPagesTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_Empty_SaysSo()
    {
        using var visitor = _portal.Browse();
        Assert.Contains("No stories here yet.", (await visitor.GetAsync("/en/stories")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Does dim straeon yma eto.", (await visitor.GetAsync("/cy/straeon?lang=cy")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AStory_IsMarkedWithItsLanguage_AndReadWhole()
    {
        var text = string.Join(' ', Enumerable.Range(1, 45).Select(i => $"gair{i}")) + "\n\nAil linell.";
        var id = await TellAsync(StoryConsent.PublicWithName, text: text);
        var path = "/en/stories/" + await _portal.StoryKeyAsync(id);
        using var visitor = _portal.Browse();

        var list = await visitor.GetAsync("/en/stories");
        Assert.Equal("cy", list.Page.QuerySelector(".tales h2 a")!.GetAttribute("lang"));
        Assert.Equal(path, list.Page.QuerySelector(".tales h2 a")!.GetAttribute("href"));
        Assert.EndsWith("gair40…", list.Text(".tales p"));
        Assert.Equal(["Housing", "In Welsh"], list.Page.QuerySelectorAll(".tales .tag").Select(tag => tag.TextContent));
        Assert.Equal(["Tai"], (await visitor.GetAsync("/cy/straeon")).Page.QuerySelectorAll(".tales .tag").Select(tag => tag.TextContent));
        Assert.Equal("/en/directory/demo-one", list.Page.QuerySelector(".tales .soft a")!.GetAttribute("href"));

        var story = await visitor.GetAsync(path);
        Assert.Equal("Canu", story.Text("h1"));
        Assert.Equal("cy", story.Page.QuerySelector("h1")!.GetAttribute("lang"));
        Assert.Equal(text, story.Page.QuerySelector(".words")!.TextContent);
        Assert.Contains("A story by Demo One", story.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoryConsent.FiguresOnly, false, false, false)]
    [InlineData(StoryConsent.EvaluationTeam, false, false, false)]
    [InlineData(StoryConsent.Members, false, true, false)]
    [InlineData(StoryConsent.PublicWithoutName, true, true, false)]
    [InlineData(StoryConsent.PublicWithName, true, true, true)]
    public async Task Get_AnyConsent_ShowsItToWhomItSays_AndNamesOnlyWithLeave(StoryConsent consent, bool toVisitors, bool toMembers, bool named)
    {
        var id = await TellAsync(consent);
        await _portal.Given.ApprovedAsync(Answers.Of("other@example.org", "Demo Other"));
        await _portal.Given.AppliedAsync(Answers.Of("applicant@example.org", "Demo Applicant"));
        var path = "/en/stories/" + await _portal.StoryKeyAsync(id);
        foreach (var (who, sees) in new[] { ("visitor", toVisitors), ("applicant", toVisitors), ("coordinator", toVisitors), ("other", toMembers), ("one", toMembers) })
        {
            using var reader = who switch { "visitor" => _portal.Browse(), "coordinator" => await _portal.CoordinatorAsync(), _ => await _portal.SignedInAsync($"{who}@example.org") };
            var list = await reader.GetAsync("/en/stories");
            Assert.Equal(sees ? 1 : 0, list.Page.QuerySelectorAll(".tales > li").Length);
            var story = await reader.GetAsync(path);
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, story.Status);
            Assert.Equal(sees && named, list.Body.Contains("Demo One", StringComparison.Ordinal));
            Assert.Equal(sees && named, story.Body.Contains("Demo One", StringComparison.Ordinal));
            Assert.Equal(toVisitors, (await reader.GetAsync("/en/stories/feed")).Body.Contains("Canu", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Get_TellerInNoListing_IsNamedWithoutALink_AndSomeoneUnder18Never()
    {
        await TellAsync(StoryConsent.PublicWithName, listed: false);
        await _portal.Given.ApprovedAsync(Answers.Of("young@example.org", "Demo Young") with { Age = AgeBand.Under18, Consent = StoryConsent.PublicWithName });
        using var visitor = _portal.Browse();
        var list = await visitor.GetAsync("/en/stories");
        Assert.Contains("A story by Demo One", list.Text(".tales"), StringComparison.Ordinal);
        Assert.Null(list.Page.QuerySelector(".tales .soft a"));
        Assert.Equal(2, list.Page.QuerySelectorAll(".tales > li").Length);
        Assert.DoesNotContain("Demo Young", list.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("withdraw")]
    [InlineData("consent")]
    [InlineData("hide")]
    public async Task Get_AfterConsentIsWithdrawnOrTheTextHidden_IsGoneAtOnceAlsoFromTheCache(string how)
    {
        var id = await TellAsync(StoryConsent.PublicWithoutName);
        var actor = await _portal.Given.CoordinatorAsync();
        var path = "/en/stories/" + await _portal.StoryKeyAsync(id);
        using var visitor = _portal.Browse();
        string[] paths = ["/en/stories", "/cy/straeon?lang=cy", "/en/stories?theme=housing", "/en/stories/feed", path];
        foreach (var one in paths.Concat(paths)) Assert.Contains("Canu", (await visitor.GetAsync(one)).Body, StringComparison.Ordinal);
        await (how switch
        {
            "withdraw" => DoAsync<MembershipChanges>(changes => changes.WithdrawStoryAsync(id, _portal.NowUtc, default)),
            "consent" => DoAsync<MembershipChanges>(changes => changes.ChangeStoryAsync(id, "Canu", "Canon ni.", SiteLanguage.Welsh, PromiseTheme.Housing, StoryConsent.FiguresOnly, _portal.NowUtc, default)),
            _ => DoAsync<TextHiding>(hiding => hiding.HideAsync(id, PublicText.Story, "demo reason", actor, _portal.NowUtc, default)),
        });
        foreach (var one in paths) Assert.DoesNotContain("Canu", (await visitor.GetAsync(one)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Get_PageAfterPage_ShowsEachOnce()
    {
        for (var i = 0; i < StoryList.PageSize + 3; i++) await _portal.Given.ApprovedAsync(Answers.Of($"m{i}@example.org", $"Demo {i}") with { Consent = StoryConsent.PublicWithoutName, StoryTitle = $"Story {i}" });
        using var visitor = _portal.Browse();
        var first = await visitor.GetAsync("/en/stories");
        var second = await visitor.GetAsync(first.Page.QuerySelector(".pager a.next")!.GetAttribute("href")!);
        Assert.Equal(StoryList.PageSize, Titles(first).Count);
        Assert.Equal(StoryList.PageSize + 3, Titles(first).Concat(Titles(second)).Distinct().Count());
        Assert.Null(second.Page.QuerySelector(".pager a.next"));
        Assert.Equal("/en/stories", second.Page.QuerySelector(".pager a")!.GetAttribute("href"));

        static List<string> Titles(Answer page) => [.. page.Page.QuerySelectorAll(".tales h2").Select(title => title.TextContent)];
    }

    [Theory]
    [InlineData("lang=fr", HttpStatusCode.NotFound)]
    [InlineData("theme=nothing", HttpStatusCode.NotFound)]
    [InlineData("after=rubbish", HttpStatusCode.BadRequest)]
    [InlineData("lang=&theme=&after=", HttpStatusCode.OK)]
    [InlineData("lang=cy&theme=work", HttpStatusCode.OK)]
    public async Task Get_WhatNoLinkHas_IsRefusedInWords(string query, HttpStatusCode status)
    {
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/cy/straeon?" + query);
        Assert.Equal(status, page.Status);
        Assert.NotEmpty(page.Text("h1"));
    }

    [Fact]
    public async Task Get_Filters_LeaveWhatFits_AlsoInTheCache()
    {
        await TellAsync(StoryConsent.PublicWithoutName);
        using var visitor = _portal.Browse();
        Assert.NotNull((await visitor.GetAsync("/en/stories?lang=cy")).Page.QuerySelector(".tales"));
        Assert.Null((await visitor.GetAsync("/en/stories?lang=en")).Page.QuerySelector(".tales"));
        Assert.Null((await visitor.GetAsync("/en/stories?theme=work")).Page.QuerySelector(".tales"));
        var page = await visitor.GetAsync("/en/stories?lang=cy&theme=housing");
        Assert.Equal("/en/stories?theme=housing", page.Page.QuerySelector(".taken a")!.GetAttribute("href"));
        Assert.Equal("/cy/straeon?lang=cy&theme=housing", page.Page.QuerySelector("a.language")!.GetAttribute("href"));
    }

    private Task<long> TellAsync(StoryConsent consent, string text = "Canon ni.", bool listed = true) => _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One") with
    {
        StoryTitle = "Canu",
        StoryText = text,
        StoryLanguage = SiteLanguage.Welsh,
        Consent = consent,
        WantsListing = listed,
    });

    private Task<bool> DoAsync<TService>(Func<TService, Task> deed) where TService : notnull => _portal.InScopeAsync<TService, bool>(async service =>
    {
        await deed(service);
        return true;
    });
}
