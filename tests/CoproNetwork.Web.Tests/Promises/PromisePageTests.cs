using System.Net;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Promises;

public sealed class PromisePageTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_APromise_TellsItsStoryNewestFirst()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        await _portal.ReportAsync(id, PromiseStatus.UnderWay, happened: "We began.");
        await _portal.ReportAsync(id, PromiseStatus.Stuck, happened: "No key.", wouldHelp: "A key.");
        await _portal.ReportAsync(id, PromiseStatus.Changed, happened: "Better so.", newText: "I will ask twice.");
        await _portal.ReportAsync(id, PromiseStatus.Kept, UpdateVisibility.Team, "Secret success.");
        using var visitor = _portal.Browse();

        var page = await visitor.GetAsync("/en/promises/" + await _portal.PromiseKeyAsync(id));

        Assert.Equal("A promise by Demo One", page.Text("h1"));
        Assert.Equal("I will ask twice.", page.Text("blockquote q"));
        Assert.Equal(["4 March 2027 Changed", "3 March 2027", "2 March 2027 Under way", "1 March 2027"], page.Page.QuerySelectorAll(".in-time h3").Select(Folded));
        Assert.Contains("I will ask first.", page.Text(".in-time li"), StringComparison.Ordinal);
        Assert.Contains("Tea helped.", page.Text(".in-time"), StringComparison.Ordinal);
        Assert.DoesNotContain("A key.", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret success.", page.Body, StringComparison.Ordinal);
        Assert.Equal("en", page.Page.QuerySelector(".in-time dd")!.GetAttribute("lang"));
        Assert.Equal("Nobody has said thank you yet.", page.Text(".warmth b"));
    }

    [Theory]
    [InlineData("show")]
    [InlineData("hide")]
    public async Task Get_AnUpdateNoLongerShown_IsGoneAtOnceAlsoFromTheCache(string how)
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        var actor = await _portal.Given.CoordinatorAsync();
        var update = await _portal.ReportAsync(id, PromiseStatus.Kept, happened: "It went well.");
        var path = "/en/promises/" + await _portal.PromiseKeyAsync(id);
        using var visitor = _portal.Browse();
        for (var i = 0; i < 2; i++) Assert.Contains("It went well.", (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.NotNull((await visitor.GetAsync("/en/promises?status=kept")).Page.QuerySelector(".pledge"));

        if (how == "show") await DoAsync<FeedbackAnswers>(answers => answers.ShowAsync(id, update, UpdateVisibility.Team, _portal.NowUtc, default));
        else await DoAsync<TextHiding>(async hiding => await hiding.HideAsync(id, PublicText.Update, "demo reason", actor, _portal.NowUtc, default, await _portal.SeeAsync(db => db.PromiseUpdates.Where(one => one.Key == update).Select(one => one.Id).SingleAsync())));

        Assert.DoesNotContain("It went well.", (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.Null((await visitor.GetAsync("/en/promises?status=kept")).Page.QuerySelector(".pledge"));
        Assert.Equal("Made on 1 March 2027", (await visitor.GetAsync("/en/promises")).Text(".pledge p.soft"));
    }

    [Fact]
    public async Task Get_AnUpdateForMembers_IsShownToMembersAlone()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        await _portal.ReportAsync(id, PromiseStatus.UnderWay, UpdateVisibility.Members, "Between us.");
        var path = "/cy/addewidion/" + await _portal.PromiseKeyAsync(id);
        using var visitor = _portal.Browse();
        using var member = await _portal.SignedInAsync("one@example.org");
        Assert.DoesNotContain("Between us.", (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);
        var page = await member.GetAsync(path);
        Assert.Contains("Between us.", page.Body, StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.Contains("Eich addewid chi yw hwn.", page.Text(".warmth"), StringComparison.Ordinal);
        Assert.DoesNotContain("Between us.", (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/en/promises/nothing")]
    [InlineData("/cy/addewidion/%20")]
    [InlineData("/en/promises/AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Get_NoSuchPromise_Is404(string path)
    {
        using var visitor = _portal.Browse();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Get_ListingAndHome_LeadToThePromise()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        await _portal.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Two") with { Visibility = PromiseVisibility.Team });
        var path = "/en/promises/" + await _portal.PromiseKeyAsync(id);
        using var visitor = _portal.Browse();
        Assert.Equal(path, (await visitor.GetAsync("/en/directory/demo-one")).Page.QuerySelector(".onward a")!.GetAttribute("href"));
        Assert.Null((await visitor.GetAsync("/en/directory/demo-two")).Page.QuerySelector(".onward"));
        Assert.NotNull((await visitor.GetAsync("/en")).Page.QuerySelector($"blockquote a[href='{path}']"));
    }

    private static string Folded(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task<bool> DoAsync<TService>(Func<TService, Task> deed) where TService : notnull => _portal.InScopeAsync<TService, bool>(async service =>
    {
        await deed(service);
        return true;
    });
}
