using System.Net;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Demo;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Promises;

public sealed class WallPageTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_Empty_SaysSo_AndDrawsNothing()
    {
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/promises");
        Assert.Equal("Nobody has made a promise for all to see yet. You could be the first.", page.Text(".lead"));
        Assert.Null(page.Page.QuerySelector(".stacked"));
        Assert.Equal("Does neb wedi gwneud addewid i bawb ei weld eto. Gallech chi fod y cyntaf.", (await visitor.GetAsync("/cy/addewidion")).Text(".lead"));
    }

    [Fact]
    public async Task Get_APromise_ShowsItsWordsItsMakerAndHowItGoes()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One") with { PromiseText = "Byddwn ni'n canu.", PromiseLanguage = SiteLanguage.Welsh });
        using var visitor = _portal.Browse();
        var card = (await visitor.GetAsync("/en/promises")).Page.QuerySelector(".pledge")!;
        Assert.Equal("cy", card.QuerySelector("q")!.GetAttribute("lang"));
        Assert.Equal("Byddwn ni'n canu.", card.QuerySelector("q a")!.TextContent);
        Assert.Equal("/en/promises/" + await _portal.PromiseKeyAsync(id), card.QuerySelector("q a")!.GetAttribute("href"));
        Assert.Equal("/en/directory/demo-one", card.QuerySelector("p a")!.GetAttribute("href"));
        Assert.Equal("Made on 1 March 2027", card.QuerySelector("p.soft")!.TextContent.Trim());
        Assert.Equal(["Housing", "Cardiff"], card.QuerySelectorAll(".tag").Select(tag => tag.TextContent));

        await _portal.ReportAsync(id, PromiseStatus.UnderWay);
        Assert.Equal("Ar waith · Diweddarwyd ddiwethaf ar 2 Mawrth 2027", (await visitor.GetAsync("/cy/addewidion")).Text(".pledge p.soft"));
    }

    [Fact]
    public async Task Get_UnlistedAndYoungMakers_AreNamedByTheirAreaAlone()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo Shy") with { WantsListing = false, AreaCode = "W06000002" });
        await _portal.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Young") with { Age = AgeBand.Under18, AreaCode = null, PlaceId = null, OutsideWales = true });
        using var visitor = _portal.Browse();
        var english = await visitor.GetAsync("/en/promises");
        Assert.Equal(["A member outside Wales", "A member in Gwynedd"], Makers(english));
        Assert.Equal(["Aelod y tu allan i Gymru", "Aelod yng Ngwynedd"], Makers(await visitor.GetAsync("/cy/addewidion")));
        Assert.DoesNotContain("Demo Shy", english.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Demo Young", english.Body, StringComparison.Ordinal);

        static IEnumerable<string> Makers(Answer page) => page.Page.QuerySelectorAll(".pledge > p:not(.soft)").Select(maker => maker.TextContent.Trim());
    }

    [Fact]
    public void Unnamed_EveryAreaThereIs_HasWords() => Assert.All(
        Domain.Places.Gazetteer.Areas.Select(area => area.Code).Append(PromiseCard.Outside),
        area => Assert.All(Enum.GetValues<SiteLanguage>(), language => Assert.True(Web.Infrastructure.WordBook.Site.For(language).Has($"Promises.Unnamed.{area}"))));

    [Fact]
    public async Task Get_Stuck_IsANumberAndNowhereAWord()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        await _portal.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Two"));
        await _portal.ReportAsync(id, PromiseStatus.Stuck, happened: "No key.", wouldHelp: "A key.");
        using var visitor = _portal.Browse();
        foreach (var path in new[] { "/en/promises", "/en", "/en/directory/demo-one", "/en/promises/" + await _portal.PromiseKeyAsync(id) })
        {
            var page = await visitor.GetAsync(path);
            Assert.DoesNotContain("Stuck", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("A key.", page.Body, StringComparison.Ordinal);
        }

        var wall = await visitor.GetAsync("/en/promises");
        Assert.Equal("1 is stuck just now.", wall.Text(".how-they-go > p"));
        Assert.Equal("Last moved on 2 March 2027", wall.Text(".pledge p.soft"));
        Assert.Equal("How the promises go. Made: 1. Under way: 0. Kept: 0. Changed: 0.", wall.Page.QuerySelector(".stacked svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/en/promises?status=stuck")).Status);
    }

    [Fact]
    public async Task Get_MembersOnly_IsForSignedInMembersAlone()
    {
        var maker = await _portal.Given.ApprovedAsync(Answers.Of("maker@example.org", "Demo Maker") with { PromiseText = "I will whisper.", Visibility = PromiseVisibility.Members });
        await _portal.Given.ApprovedAsync(Answers.Of("other@example.org", "Demo Other"));
        await _portal.Given.AppliedAsync(Answers.Of("applicant@example.org", "Demo Applicant"));
        var update = await _portal.ReportAsync(maker, PromiseStatus.Kept, UpdateVisibility.Members, "We whispered.");
        var key = await _portal.PromiseKeyAsync(maker);
        foreach (var (who, sees) in new[] { ("visitor", false), ("applicant", false), ("coordinator", false), ("other", true), ("maker", true) })
        {
            using var reader = who switch { "visitor" => _portal.Browse(), "coordinator" => await _portal.CoordinatorAsync(), _ => await _portal.SignedInAsync($"{who}@example.org") };
            foreach (var path in new[] { "/en/promises", "/en/promises?theme=housing&area=W06000015&status=kept" })
                Assert.Equal(sees, (await reader.GetAsync(path)).Body.Contains("I will whisper.", StringComparison.Ordinal));
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await reader.GetAsync("/en/promises/" + key)).Status);
            Assert.DoesNotContain("whisper", (await reader.GetAsync("/en/promises/feed")).Body, StringComparison.Ordinal);
        }

        Assert.NotEmpty(update);
    }

    [Theory]
    [InlineData("theme=nothing", HttpStatusCode.NotFound)]
    [InlineData("area=W99999999", HttpStatusCode.NotFound)]
    [InlineData("status=Kept", HttpStatusCode.NotFound)]
    [InlineData("status=stuck", HttpStatusCode.NotFound)]
    [InlineData("status=3", HttpStatusCode.NotFound)]
    [InlineData("after=rubbish", HttpStatusCode.BadRequest)]
    [InlineData("after=%F0%9F%A6%8A", HttpStatusCode.BadRequest)]
    [InlineData("theme=&area=&status=&after=", HttpStatusCode.OK)]
    [InlineData("area=outside&status=changed", HttpStatusCode.OK)]
    public async Task Get_WhatNoLinkHas_IsRefusedInWords(string query, HttpStatusCode status)
    {
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/cy/addewidion?" + query);
        Assert.Equal(status, page.Status);
        Assert.NotEmpty(page.Text("h1"));
    }

    [Fact]
    public async Task Get_PageAfterPage_ShowsEachOnce_AndCountsThemExactly()
    {
        await FillAsync(150);
        using var visitor = _portal.Browse();
        foreach (var start in new[] { "/en/promises", "/cy/addewidion?status=made" })
        {
            var seen = new List<string>();
            for (var page = await visitor.GetAsync(start); ; page = await visitor.GetAsync(page.Page.QuerySelector(".pager a.next")!.GetAttribute("href")!))
            {
                Assert.Equal(HttpStatusCode.OK, page.Status);
                seen.AddRange(page.Page.QuerySelectorAll(".pledge q a").Select(link => link.GetAttribute("href")!));
                Assert.Equal(seen.Count > PromiseWall.PageSize, page.Page.QuerySelector(".pager a:not(.next)") is not null);
                if (page.Page.QuerySelector(".pager a.next") is null) break;
            }

            Assert.True(seen.Count > PromiseWall.PageSize);
            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Matches($@"\b{seen.Count}\b", (await visitor.GetAsync(start)).Text(start.Contains('?', StringComparison.Ordinal) ? ".found h2" : ".lead"));
        }
    }

    [Fact]
    public async Task Get_Filters_CountWhatTheyLeave_AndCanBeTakenOff()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        await _portal.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Two") with { Theme = PromiseTheme.Work, AreaCode = "W06000002" });
        await _portal.ReportAsync(id, PromiseStatus.Kept);
        using var visitor = _portal.Browse();
        var all = await visitor.GetAsync("/en/promises");
        Assert.Equal(["Made 1", "Kept 1"], all.Page.QuerySelectorAll("#facet-status + ul a").Select(Folded));
        Assert.Equal(["Housing 1", "Work and economy 1"], all.Page.QuerySelectorAll("#facet-theme + ul a").Select(Folded));
        var page = await visitor.GetAsync("/en/promises?theme=housing&status=kept");
        Assert.Equal("1 promise found", page.Text(".found h2"));
        Assert.Equal("/en/promises?theme=housing", page.Page.QuerySelector(".found a")!.GetAttribute("href"));
        Assert.Equal("Kept: take this filter off", page.Page.QuerySelector(".found a")!.GetAttribute("aria-label"));
        Assert.Equal("/cy/addewidion?theme=housing&status=kept", page.Page.QuerySelector("a.language")!.GetAttribute("href"));
        Assert.Equal("How the promises go. Made: 0. Under way: 0. Kept: 1. Changed: 0.", page.Page.QuerySelector(".stacked svg[role=img]")!.GetAttribute("aria-label"));

        static string Folded(AngleSharp.Dom.IElement link) => string.Join(' ', link.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("withdraw")]
    [InlineData("hide")]
    [InlineData("leave")]
    public async Task Get_AfterThePromiseIsWithdrawnOrHidden_IsGoneAtOnceAlsoFromTheCache(string how)
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One") with { PromiseText = "I will vanish." });
        var actor = await _portal.Given.CoordinatorAsync();
        var key = await _portal.PromiseKeyAsync(id);
        using var visitor = _portal.Browse();
        using var member = await SignedInOtherAsync();
        string[] paths = ["/en/promises", "/cy/addewidion?theme=housing", "/en/promises/feed", "/cy/addewidion/ffrwd", "/en/promises/" + key];
        foreach (var path in paths.Concat(paths)) Assert.Contains("I will vanish.", (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);
        await (how switch
        {
            "withdraw" => DoAsync<MembershipChanges>(changes => changes.WithdrawPromiseAsync(id, _portal.NowUtc, default)),
            "hide" => DoAsync<TextHiding>(hiding => hiding.HideAsync(id, PublicText.Promise, "demo reason", actor, _portal.NowUtc, default)),
            _ => DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, _portal.NowUtc, default)),
        });
        foreach (var path in paths)
        {
            Assert.DoesNotContain("I will vanish.", (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);
            Assert.DoesNotContain("I will vanish.", (await member.GetAsync(path)).Body, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/en/promises/" + key)).Status);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public async Task Get_HowMuchSay_IsShownFromTenMembersOn(int members, bool shown)
    {
        await _portal.SeeAsync(async db =>
        {
            await db.SayChanges.ExecuteDeleteAsync();
            return await db.Database.ExecuteSqlAsync($"INSERT INTO \"SayChanges\" (\"Question\", \"Less\", \"Same\", \"More\", \"CountedAtUtc\") VALUES (1, 1, 2, {members - 3}, '2027-02-28 00:00:00'), (2, 1, 1, 1, '2027-02-28 00:00:00')");
        });
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/promises");
        Assert.Equal(shown ? 1 : 0, page.Page.QuerySelectorAll(".says .stacked").Length);
        if (shown) Assert.Equal($"In their own life. Less say than at joining: 1. The same: 2. More: {members - 3}.", page.Page.QuerySelector(".says svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Null((await visitor.GetAsync("/en/promises?theme=housing")).Page.QuerySelector(".says"));
    }

    [Fact]
    public async Task Get_AsVisitor_SetsNoCookie_AndNamesItsFeed()
    {
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/promises");
        Assert.False(page.Headers.ContainsKey("Set-Cookie"));
        Assert.Equal("/en/promises/feed", page.Page.QuerySelector("link[rel=alternate][type='application/atom+xml']")!.GetAttribute("href"));
    }

    private async Task<Visitor> SignedInOtherAsync()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("other@example.org", "Demo Other") with { PromiseText = "Something else." });
        return await _portal.SignedInAsync("other@example.org");
    }

    private Task<bool> FillAsync(int members) => _portal.InScopeAsync<DemoNetwork, bool>(async demo =>
    {
        await demo.FillAsync(members, 3, _portal.NowUtc, null, default);
        return true;
    });

    private Task<bool> DoAsync<TService>(Func<TService, Task> deed) where TService : notnull => _portal.InScopeAsync<TService, bool>(async service =>
    {
        await deed(service);
        return true;
    });
}
