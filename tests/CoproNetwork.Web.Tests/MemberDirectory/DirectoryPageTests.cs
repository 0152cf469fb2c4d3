using System.Net;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Demo;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class DirectoryPageTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_Empty_SaysSo()
    {
        using var visitor = _portal.Browse();
        Assert.Equal("Nobody is in the directory yet. You could be the first.", (await visitor.GetAsync("/en/directory")).Text(".lead"));
        Assert.Equal("Does neb yn y cyfeiriadur eto. Gallech chi fod y cyntaf.", (await visitor.GetAsync("/cy/cyfeiriadur")).Text(".lead"));
    }

    [Fact]
    public async Task Get_AMember_ShowsWhoWhatAndWhere()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo Tŷ") with { Kind = MemberKind.Group, OrganisationName = "Demo Tai", Role = "Chair", PromiseText = "Byddwn ni'n canu.", PromiseLanguage = SiteLanguage.Welsh });
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/directory");
        Assert.Equal("Demo Tŷ", page.Text(".person h2"));
        Assert.Equal("Group · Cardiff", page.Text(".person .soft"));
        Assert.Equal("cy", page.Page.QuerySelector(".person blockquote")!.GetAttribute("lang"));
        Assert.Equal("Housing", page.Text(".person .tag"));
        var own = await visitor.GetAsync(page.Page.QuerySelector(".person h2 a")!.GetAttribute("href")!);
        Assert.Equal("/en/directory/demo-ty", own.Address.AbsolutePath);
        Assert.Contains("Byddwn ni'n canu.", own.Text("blockquote"), StringComparison.Ordinal);
        Assert.Contains("Chair, Demo Tai", own.Text("dl.summary"), StringComparison.Ordinal);
        Assert.Equal("/cy/cyfeiriadur/demo-ty", own.Page.QuerySelector("a.language")!.GetAttribute("href"));
        Assert.Contains("Caerdydd", (await visitor.GetAsync("/cy/cyfeiriadur/demo-ty")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_PromiseForMembersOnly_IsNeitherShownNorFound()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org") with { PromiseText = "I will whisper.", Visibility = PromiseVisibility.Members });
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/directory");
        Assert.Null(page.Page.QuerySelector("blockquote"));
        Assert.Null(page.Page.QuerySelector("#facet-theme"));
        Assert.Null((await visitor.GetAsync("/en/directory?q=whisper")).Page.QuerySelector(".person"));
    }

    /// <summary>Both promise something about housing, and "tai" is more than one "tŷ".</summary>
    [Theory]
    [InlineData("q=ty", 2)]
    [InlineData("q=T%C5%B6", 2)]
    [InlineData("q=ty&kind=organisation", 0)]
    [InlineData("q=caerdydd", 2)]
    [InlineData("q=cardiff&area=W06000015", 2)]
    [InlineData("area=outside", 0)]
    [InlineData("theme=housing", 2)]
    [InlineData("q=", 2)]
    [InlineData("area=&kind=&theme=&after=", 2)]
    [InlineData("q=%00", 2)]
    [InlineData("q=%EF%BF%BE", 2)]
    [InlineData("q=%3Cscript%3E", 0)]
    public async Task Get_Search_FindsWhatFits(string query, int found)
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo Tŷ"));
        await _portal.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Two"));
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/directory?" + query);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(found, page.Page.QuerySelectorAll(".person").Length);
    }

    [Theory]
    [InlineData("area=W99999999", HttpStatusCode.NotFound)]
    [InlineData("kind=7", HttpStatusCode.NotFound)]
    [InlineData("kind=Person", HttpStatusCode.NotFound)]
    [InlineData("theme=nothing", HttpStatusCode.NotFound)]
    [InlineData("after=rubbish", HttpStatusCode.BadRequest)]
    [InlineData("after=%F0%9F%A6%8A", HttpStatusCode.BadRequest)]
    public async Task Get_WhatNoLinkHas_IsRefusedInWords(string query, HttpStatusCode status)
    {
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/cy/cyfeiriadur?" + query);
        Assert.Equal(status, page.Status);
        Assert.NotEmpty(page.Text("h1"));
    }

    [Fact]
    public async Task Get_ForeignCursor_BeginsAgain()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = _portal.Browse();
        var forged = new DirectoryCursor(SiteLanguage.Welsh, 0, "ZZZ", 99).ToString();
        Assert.Equal("Demo One", (await visitor.GetAsync($"/en/directory?q=demo&after={forged}")).Text(".person h2"));
    }

    [Theory]
    [InlineData("/en/directory/nobody")]
    [InlineData("/cy/cyfeiriadur/Demo-One")]
    [InlineData("/en/directory/%20")]
    public async Task Get_NoSuchMember_Is404(string path)
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = _portal.Browse();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("/en/directory?q=demo")]
    [InlineData("/cy/cyfeiriadur")]
    [InlineData("/cy/cyfeiriadur?kind=person&q=aelod")]
    public async Task Get_PageAfterPage_ShowsEachOnce(string start)
    {
        await _portal.InScopeAsync<DemoNetwork, bool>(async demo =>
        {
            await demo.FillAsync(150, 3, _portal.NowUtc, null, default);
            return true;
        });
        using var visitor = _portal.Browse();
        var seen = new List<string>();
        var pages = 0;
        for (var page = await visitor.GetAsync(start); ; page = await visitor.GetAsync(page.Page.QuerySelector(".pager a.next")!.GetAttribute("href")!))
        {
            seen.AddRange(page.Page.QuerySelectorAll(".person h2 a").Select(link => link.GetAttribute("href")!));
            Assert.Equal(pages > 0, page.Page.QuerySelector(".pager a:not(.next)") is not null);
            Assert.True(++pages < 20);
            if (page.Page.QuerySelector(".pager a.next") is null) break;
        }

        Assert.True(pages > 1);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        var total = (await visitor.GetAsync(start)).Text(start.Contains('?', StringComparison.Ordinal) ? ".found h2" : ".lead");
        Assert.Matches($@"\b{seen.Count}\b", total);
    }

    [Fact]
    public async Task Get_ChosenFilter_CanBeTakenOff()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/directory?q=demo&theme=housing");
        Assert.Equal("Housing: take this filter off", page.Page.QuerySelector(".found a")!.GetAttribute("aria-label"));
        Assert.Equal("/en/directory?q=demo", page.Page.QuerySelector(".found a")!.GetAttribute("href"));
        Assert.Equal("/cy/cyfeiriadur?q=demo&theme=housing", page.Page.QuerySelector("a.language")!.GetAttribute("href"));
        Assert.Equal("Housing 1", page.Text(".facet a[aria-current]"));
        Assert.Equal("housing", page.Value("theme"));
    }

    [Theory]
    [InlineData("hide")]
    [InlineData("leave")]
    [InlineData("coordinator")]
    public async Task Get_AfterHidingOrLeaving_IsGoneAtOnceAlsoFromTheCache(string how)
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = _portal.Browse();
        string[] paths = ["/en", "/cy", "/en/directory", "/cy/cyfeiriadur?q=one", "/en/directory?theme=housing", "/en/directory/demo-one"];
        foreach (var path in paths.Concat(paths)) Assert.Contains("Demo One", (await visitor.GetAsync(path)).Text("main"), StringComparison.Ordinal);
        await EditAsync(id, member =>
        {
            if (how == "hide") member.ChooseListing(false);
            else if (how == "leave") member.Leave(_portal.NowUtc);
            else member.HideListing("demo reason", _portal.NowUtc);
        });
        foreach (var path in paths) Assert.DoesNotContain("Demo One", (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/en/directory/demo-one")).Status);
    }

    [Fact]
    public async Task Get_UnknownQuery_DoesNotEnterTheSharedPage()
    {
        using var visitor = _portal.Browse();
        Assert.DoesNotContain("strange", (await visitor.GetAsync("/en/directory?strange=1")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("strange", (await visitor.GetAsync("/en/directory")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Public_SetsNoCookie()
    {
        using var visitor = _portal.Browse();
        foreach (var path in new[] { "/en", "/en/directory" }) Assert.False((await visitor.GetAsync(path)).Headers.ContainsKey("Set-Cookie"));
    }

    private Task<bool> EditAsync(long id, Action<Member> edit) => _portal.SeeAsync(db => db.InTransactionAsync(async token =>
    {
        var member = await db.Members.SingleAsync(m => m.Id == id, token);
        var promise = await db.Promises.SingleAsync(p => p.MemberId == id, token);
        edit(member);
        await new DirectoryWriter(db, new(db), new(db)).RefreshAsync(member, promise, _portal.NowUtc, token);
        return true;
    }, default));
}
