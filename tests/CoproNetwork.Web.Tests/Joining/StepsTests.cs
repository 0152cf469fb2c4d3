using System.Net;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Joining;

/// <summary>How the steps hang together: guarded, resumed, erased.</summary>
public sealed class StepsTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("/en/join/your-life")]
    [InlineData("/en/join/principles")]
    [InlineData("/en/join/promise")]
    [InlineData("/en/join/story")]
    [InlineData("/en/join/check")]
    public async Task Get_WithoutDraft_LeadsToTheFirstStepAndSaysWhy(string path)
    {
        using var visitor = portal.Browse();

        var answer = await visitor.GetAsync(path);

        Assert.Equal("/en/join", answer.Address.AbsolutePath);
        Assert.StartsWith("We no longer have the answers you gave.", answer.Text(".notice.warn"));
    }

    [Fact]
    public async Task Get_LaterStep_LeadsToTheFirstUnfinishedOne()
    {
        using var visitor = portal.Browse();
        await visitor.ToYourLifeAsync("later@example.org");

        var story = await visitor.GetAsync("/en/join/story");
        var check = await visitor.GetAsync("/cy/ymuno/gwirio");

        Assert.Equal("/en/join/your-life", story.Address.AbsolutePath);
        Assert.Equal("/cy/ymuno/eich-bywyd", check.Address.AbsolutePath);
        Assert.Equal("Cwblhewch y cam “Eich bywyd, eich gwaith a'ch cymuned” cyn anfon y ffurflen", check.Text(".notice.warn"));
    }

    [Fact]
    public async Task Post_Steps_LeadOnInOrderWithBackLinks()
    {
        using var visitor = portal.Browse();

        var check = await visitor.ToCheckAsync("order@example.org");

        Assert.Equal("/en/join/check", check.Address.AbsolutePath);
        foreach (var (path, back) in new[] { ("your-life", "/en/join"), ("principles", "/en/join/your-life"), ("promise", "/en/join/principles"), ("story", "/en/join/promise"), ("check", "/en/join/story") })
            Assert.Equal(back, (await visitor.GetAsync($"/en/join/{path}")).Page.QuerySelector(".back")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Post_FirstStepPressedManyTimes_IsOneFormThatStartAgainErases()
    {
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync("/en/join");
        var before = await portal.SeeAsync(db => db.JoinDrafts.CountAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => visitor.PostAsync(page, JoinWalk.Form, follow: false, JoinWalk.AboutYou("first@example.org"))));

        Assert.All(answers, answer => Assert.Equal("/en/join/your-life", answer.Location));
        Assert.Equal(before + 1, await portal.SeeAsync(db => db.JoinDrafts.CountAsync()));
        await visitor.PostAsync(await visitor.GetAsync("/en/join/start-again"), "main form");
        Assert.Equal(before, await portal.SeeAsync(db => db.JoinDrafts.CountAsync()));
    }

    [Fact]
    public async Task Post_ManyPressesAtOnceOfTwoSteps_KeepsBothStepsAnswers()
    {
        for (var visit = 0; visit < 10; visit++)
        {
            using var visitor = portal.Browse();
            await visitor.ToCheckAsync($"tabs-{visit}@example.org");
            var (promise, story) = (await visitor.GetAsync("/en/join/promise"), await visitor.GetAsync("/en/join/story"));

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(press => press % 2 == 0
                ? visitor.PostAsync(promise, JoinWalk.Form, follow: false, ("Input.Text", "Pressed promise."))
                : visitor.PostAsync(story, JoinWalk.Form, follow: false, ("Input.Title", "Pressed title"))));

            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.Status));
            var check = (await visitor.GetAsync("/en/join/check")).Text("main");
            Assert.Contains("Pressed promise.", check);
            Assert.Contains("Pressed title", check);
        }
    }

    [Fact]
    public async Task Get_Later_ResumesInTheSameBrowserOnly()
    {
        using var visitor = portal.Browse();
        using var other = portal.Browse();
        await visitor.ToPromiseAsync("resumed@example.org");
        portal.Clock.Advance(TimeSpan.FromDays(6.9));

        var resumed = await visitor.GetAsync("/cy/ymuno");
        var next = await visitor.GetAsync(resumed.Page.QuerySelector(".notice a")!.GetAttribute("href")!);

        Assert.Equal("resumed@example.org", resumed.Value("Input.Email"));
        Assert.Equal("/cy/ymuno/addewid", next.Address.AbsolutePath);
        Assert.Equal("", (await other.GetAsync("/cy/ymuno")).Value("Input.Email"));
    }

    [Fact]
    public async Task Get_AfterSevenDays_ForgetsTheAnswers()
    {
        using var visitor = portal.Browse();
        await visitor.ToYourLifeAsync("forgotten@example.org");
        portal.Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal("", (await visitor.GetAsync("/en/join")).Value("Input.Email"));
    }

    [Fact]
    public async Task Post_DraftGoneMeanwhile_KeepsWhatWasTyped()
    {
        using var visitor = portal.Browse();
        var story = await visitor.ToStoryAsync("gone@example.org");
        portal.Clock.Advance(TimeSpan.FromDays(8));

        var answer = await visitor.PostAsync(story, JoinWalk.Form, JoinWalk.Story.But(("Input.Text", "Not to be lost.")));
        var again = await visitor.ToStoryAsync("gone@example.org");
        var kept = again.Address.AbsolutePath == "/en/join/story" ? again : await visitor.GetAsync("/en/join/story");

        Assert.Equal("/en/join", answer.Address.AbsolutePath);
        Assert.StartsWith("We no longer have the answers you gave.", answer.Text(".notice.warn"));
        Assert.Equal("Not to be lost.", kept.Value("Input.Text"));
    }

    [Fact]
    public async Task StartAgain_Post_ErasesRowAndCookieAtOnce()
    {
        using var visitor = portal.Browse();
        await visitor.ToPromiseAsync("shared@example.org");
        var drafts = await portal.SeeAsync(db => db.JoinDrafts.CountAsync());

        var asked = await visitor.GetAsync("/en/join/start-again");
        var erased = await visitor.PostAsync(asked, "main form", follow: false);
        var fresh = await visitor.GetAsync("/en/join");

        Assert.Contains("copro-join=; expires=Thu, 01 Jan 1970", erased.Headers["Set-Cookie"]);
        Assert.Equal(drafts - 1, await portal.SeeAsync(db => db.JoinDrafts.CountAsync()));
        Assert.Equal(("", "Everything you had written has been erased."), (fresh.Value("Input.Email"), fresh.Text(".notice.done")));
    }

    [Fact]
    public async Task StartAgain_Get_ErasesNothing()
    {
        using var visitor = portal.Browse();
        await visitor.ToPromiseAsync("looked@example.org");

        await visitor.GetAsync("/en/join/start-again");

        Assert.Equal("looked@example.org", (await visitor.GetAsync("/en/join")).Value("Input.Email"));
    }

    [Fact]
    public async Task Post_First_SetsACookieThatOnlyTheServerReads()
    {
        using var visitor = portal.Browse();

        var answer = await visitor.PostAsync(await visitor.GetAsync("/en/join"), JoinWalk.Form, follow: false, JoinWalk.AboutYou("cookie@example.org"));
        var cookie = answer.Headers["Set-Cookie"].Split(", ").Single(part => part.StartsWith("copro-join=", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Matches("^copro-join=[A-Za-z0-9_-]{22}; max-age=604800; path=/; samesite=lax; httponly$", cookie);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("%00%ff")]
    public async Task Post_WithForeignCookie_GetsATokenOfItsOwn(string planted)
    {
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync("/en/join");
        visitor.Cookies.Add(page.Address, new Cookie("copro-join", planted, "/"));

        var answer = await visitor.PostAsync(page, JoinWalk.Form, follow: false, JoinWalk.AboutYou("planted@example.org"));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.DoesNotContain($"copro-join={planted};", answer.Headers["Set-Cookie"]);
    }
}
