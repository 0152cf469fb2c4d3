using System.Net;
using CoproNetwork.Domain.Joining;

namespace CoproNetwork.Tests.Accounts;

public sealed class SignInTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Post_KnownAndUnknownAddress_AnswerAlike()
    {
        await portal.Given.AppliedAsync(Answers.Of("known@example.org"));
        using var visitor = portal.Browse();
        var form = await visitor.GetAsync("/en/sign-in");

        var known = await visitor.PostAsync(form, "form#sign-in", ("Input.Email", "known@example.org"));
        var unknown = await visitor.PostAsync(form, "form#sign-in", ("Input.Email", "unknown@example.org"));

        Assert.Equal(HttpStatusCode.OK, known.Status);
        Assert.Equal(known.Body, unknown.Body);
    }

    [Theory]
    [InlineData("", "Enter your email address")]
    [InlineData("nobody", "Enter an email address like name@example.org")]
    public async Task Post_WithoutAddress_RedisplaysFormWithError(string typed, string problem)
    {
        using var visitor = portal.Browse();

        var answer = await visitor.PostAsync(await visitor.GetAsync("/en/sign-in"), "form#sign-in", ("Input.Email", typed));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal(typed, answer.Value("Input.Email"));
    }

    [Fact]
    public async Task Post_MoreOftenThanTheHourlyLimit_AnswersAlikeAndMailsNoMore()
    {
        await portal.Given.AppliedAsync(Answers.Of("often@example.org"));
        using var visitor = portal.Browse();
        var form = await visitor.GetAsync("/en/sign-in");

        for (var i = 0; i < CoproNetwork.Domain.Accounts.SignInLinks.HourlyLimit + 2; i++) Assert.Equal("Check your email", (await visitor.PostAsync(form, "form#sign-in", ("Input.Email", "often@example.org"))).Text("h1"));
        await portal.SendMailAsync();

        Assert.Equal(CoproNetwork.Domain.Accounts.SignInLinks.HourlyLimit, portal.Mails.Mails.Count(mail => mail.Recipient.Address == "often@example.org"));
    }

    [Fact]
    public async Task Link_InAnotherBrowser_SaysSoAndMayContinue()
    {
        await portal.Given.AppliedAsync(Answers.Of("other-browser@example.org") with { Language = CoproNetwork.Domain.Common.MailLanguage.Welsh });
        using var asking = portal.Browse();
        using var other = portal.Browse();
        await asking.PostAsync(await asking.GetAsync("/cy/mewngofnodi"), "form#sign-in", ("Input.Email", "other-browser@example.org"));
        await portal.SendMailAsync();
        var link = Visitor.LinkIn(portal.Mails.LastTo("other-browser@example.org"));

        var page = await other.GetAsync(link);
        var own = await asking.GetAsync(link);
        var signedIn = await other.PostAsync(page, "main form", follow: false);

        Assert.Equal("Rhywle arall y gofynnoch am y ddolen hon", page.Text("h1"));
        Assert.Equal("Mewngofnodi i'r Rhwydwaith", own.Text("h1"));
        Assert.Equal("/cy/fi", signedIn.Location);
    }

    [Fact]
    public async Task Link_UsedTwice_IsGone()
    {
        await portal.Given.AppliedAsync(Answers.Of("twice@example.org"));
        using var visitor = await portal.SignedInAsync("twice@example.org");
        var link = Visitor.LinkIn(portal.Mails.LastTo("twice@example.org"));

        var again = await visitor.GetAsync(link);

        Assert.Equal(HttpStatusCode.Gone, again.Status);
        Assert.Null(again.Page.QuerySelector("main form"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Link_PressedTwiceAtOnce_SignsInAndShowsTheFirstOnesResult(bool sameBrowser)
    {
        var email = $"doubled-{sameBrowser}@example.org";
        await portal.Given.AppliedAsync(Answers.Of(email));
        using var asking = portal.Browse();
        await asking.PostAsync(await asking.GetAsync("/en/sign-in"), "form#sign-in", ("Input.Email", email));
        await portal.SendMailAsync();
        using var other = portal.Browse();
        var pressing = sameBrowser ? asking : other;
        var page = await pressing.GetAsync(Visitor.LinkIn(portal.Mails.LastTo(email)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => pressing.PostAsync(page, "main form", follow: false)));

        Assert.All(answers, answer => Assert.Equal("/en/me", answer.Location));
        Assert.Equal(HttpStatusCode.OK, (await pressing.GetAsync("/en/me", follow: false)).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public async Task Link_UsedElsewhere_OrAMinuteAgo_SignsNobodyIn(int secondsLater)
    {
        var email = $"stolen-{secondsLater}@example.org";
        await portal.Given.AppliedAsync(Answers.Of(email));
        using var asking = portal.Browse();
        using var thief = portal.Browse();
        await asking.PostAsync(await asking.GetAsync("/en/sign-in"), "form#sign-in", ("Input.Email", email));
        await portal.SendMailAsync();
        var link = Visitor.LinkIn(portal.Mails.LastTo(email));
        var (page, stolen) = (await asking.GetAsync(link), await thief.GetAsync(link));
        await asking.PostAsync(page, "main form");
        await asking.PostAsync(await asking.GetAsync("/en/sign-out"), "main form");
        portal.Clock.Advance(TimeSpan.FromSeconds(secondsLater));

        var late = secondsLater == 0 ? await thief.PostAsync(stolen, "main form", follow: false) : await asking.PostAsync(page, "main form", follow: false);

        Assert.Equal(HttpStatusCode.Gone, late.Status);
    }

    [Fact]
    public async Task Link_RevokedAMomentAgo_SignsNobodyIn()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("revoked@example.org"));
        using var asking = portal.Browse();
        await asking.PostAsync(await asking.GetAsync("/en/sign-in"), "form#sign-in", ("Input.Email", "revoked@example.org"));
        await portal.SendMailAsync();
        var page = await asking.GetAsync(Visitor.LinkIn(portal.Mails.LastTo("revoked@example.org")));
        await portal.InScopeAsync<EmailCorrection, bool>(async correction =>
        {
            await correction.CorrectAsync(id, "its-owner@example.org", 1, portal.NowUtc, default);
            return true;
        });

        Assert.Equal(HttpStatusCode.Gone, (await asking.PostAsync(page, "main form", follow: false)).Status);
    }

    [Fact]
    public async Task Link_AfterFifteenMinutes_IsGone()
    {
        await portal.Given.AppliedAsync(Answers.Of("late@example.org"));
        using var visitor = portal.Browse();
        await visitor.PostAsync(await visitor.GetAsync("/en/sign-in"), "form#sign-in", ("Input.Email", "late@example.org"));
        await portal.SendMailAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(15));

        var page = await visitor.GetAsync(Visitor.LinkIn(portal.Mails.LastTo("late@example.org")));

        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.Equal("This link is too old", page.Text("h1"));
    }

    [Fact]
    public async Task Post_Forged_IsRefusedWithClearPage()
    {
        using var visitor = portal.Browse();

        var answer = await visitor.SendAsync(new(HttpMethod.Post, "/cy/mewngofnodi") { Content = new FormUrlEncodedContent([KeyValuePair.Create("Input.Email", "a@example.org")]) }, follow: false);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("Mae'n rhy hwyr i anfon y ffurflen hon", answer.Text("h1"));
    }
}
