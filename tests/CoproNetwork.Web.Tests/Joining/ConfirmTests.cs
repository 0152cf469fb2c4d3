using System.Net;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Joining;

public sealed class ConfirmTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Get_ByAScanner_ChangesNothing()
    {
        var (link, id) = await LinkAsync("scanned@example.org");
        using var scanner = portal.Browse();

        for (var i = 0; i < 3; i++) Assert.Equal("Confirm your email address", (await scanner.GetAsync(link)).Text("h1"));

        Assert.Equal(MemberStatus.Unconfirmed, (await portal.Given.MemberAsync(id)).Status);
    }

    [Fact]
    public async Task Post_Valid_ConfirmsAndTellsWhatComesNext()
    {
        var (link, id) = await LinkAsync("confirmed@example.org");
        using var visitor = portal.Browse();

        var done = await visitor.PostAsync(await visitor.GetAsync(link), "main form");

        Assert.Equal(("/en/join/confirmed", "Thank you: your form is with us"), (done.Address.AbsolutePath, done.Text("h1")));
        Assert.Equal("/en/me", done.Page.QuerySelector("main .btn-primary")!.GetAttribute("href"));
        Assert.Equal(MemberStatus.Applied, (await portal.Given.MemberAsync(id)).Status);
        Assert.True(await portal.SeeAsync(db => db.Users.AnyAsync(account => account.MemberId == id)));
    }

    [Fact]
    public async Task Post_Replayed_ShowsTheFirstOnesResultAndTheLinkIsDead()
    {
        var (link, _) = await LinkAsync("replayed@example.org");
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync(link);

        await visitor.PostAsync(page, "main form");
        var replayed = await visitor.PostAsync(page, "main form");
        var looked = await visitor.GetAsync(link);

        Assert.Equal("/en/join/confirmed", replayed.Address.AbsolutePath);
        Assert.Equal((HttpStatusCode.Gone, "You have already confirmed"), (looked.Status, looked.Text("h1")));
        Assert.Null(looked.Page.QuerySelector("main form"));
    }

    [Fact]
    public async Task Get_AfterSevenDays_OffersANewLinkThatWorks()
    {
        var (link, id) = await LinkAsync("expired@example.org");
        using var visitor = portal.Browse();
        portal.Clock.Advance(TimeSpan.FromDays(7));

        var expired = await visitor.GetAsync(link);
        var renewed = await visitor.PostAsync(expired, "main form");
        await portal.SendMailAsync();
        var done = await visitor.PostAsync(await visitor.GetAsync(Visitor.LinkIn(portal.Mails.LastTo("expired@example.org"))), "main form");

        Assert.Equal((HttpStatusCode.Gone, "This link no longer works"), (expired.Status, expired.Text("h1")));
        Assert.Equal((HttpStatusCode.OK, "If your form is still waiting to be confirmed, a new link is on its way to you."), (renewed.Status, renewed.Text(".lead")));
        Assert.Equal("/en/join/confirmed", done.Address.AbsolutePath);
        Assert.Equal(MemberStatus.Applied, (await portal.Given.MemberAsync(id)).Status);
    }

    [Fact]
    public async Task Post_ExpiredWhileOpen_IsGoneNotConfirmed()
    {
        var (link, id) = await LinkAsync("open@example.org");
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync(link);
        portal.Clock.Advance(TimeSpan.FromDays(7));

        var answer = await visitor.PostAsync(page, "main form");

        Assert.Equal((HttpStatusCode.Gone, "This link no longer works"), (answer.Status, answer.Text("h1")));
        Assert.Equal(MemberStatus.Unconfirmed, (await portal.Given.MemberAsync(id)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?t=")]
    [InlineData("?t=forged")]
    [InlineData("?t=%00")]
    [InlineData("?t=%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("long")]
    public async Task Get_Unknown_IsNotFoundInWords(string query)
    {
        using var visitor = portal.Browse();
        if (query == "long") query = "?t=" + new string('a', 5000);

        var answer = await visitor.GetAsync("/cy/ymuno/cadarnhau" + query);

        Assert.Equal((HttpStatusCode.NotFound, "Dydyn ni ddim yn adnabod y ddolen hon"), (answer.Status, answer.Text("h1")));
        Assert.DoesNotContain("<script>alert", answer.Body);
    }

    [Fact]
    public async Task Post_ForgedToken_IsNotFound()
    {
        var (link, _) = await LinkAsync("base@example.org");
        using var visitor = portal.Browse();

        var answer = await visitor.PostAsync(await visitor.GetAsync(link), "main form", ("t", "forged"));

        // The address names the link, not the field: whichever is read, nothing but the link itself confirms.
        Assert.True(answer.Status == HttpStatusCode.NotFound || answer.Address.AbsolutePath == "/en/join/confirmed");
    }

    [Fact]
    public async Task Post_AddressConfirmedByAnotherForm_SaysSo()
    {
        var (first, firstId) = await LinkAsync("twice@example.org");
        var (second, secondId) = await LinkAsync("TWICE@example.org");
        using var visitor = portal.Browse();

        await visitor.PostAsync(await visitor.GetAsync(first), "main form");
        var page = await visitor.GetAsync(second);
        var answer = await visitor.PostAsync(page, "main form");
        var replayed = await visitor.PostAsync(page, "main form");

        Assert.Equal((HttpStatusCode.Gone, "This address belongs to a membership already"), (answer.Status, answer.Text("h1")));
        Assert.Equal(answer.Text("h1"), replayed.Text("h1"));
        Assert.Equal((MemberStatus.Applied, MemberStatus.Unconfirmed), ((await portal.Given.MemberAsync(firstId)).Status, (await portal.Given.MemberAsync(secondId)).Status));
    }

    [Fact]
    public async Task Post_ByTwoAtOnce_ConfirmsOnce()
    {
        var (link, id) = await LinkAsync("at-once@example.org");
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync(link);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => visitor.PostAsync(page, "main form", follow: false)));

        Assert.All(answers, answer => Assert.Equal("/en/join/confirmed", answer.Location));
        Assert.Equal(1, await portal.SeeAsync(db => db.Users.CountAsync(account => account.MemberId == id)));
    }

    private async Task<(string Link, long Id)> LinkAsync(string email)
    {
        var id = await portal.Given.UnconfirmedAsync(Answers.Of(email));
        await portal.SendMailAsync();
        return (Visitor.LinkIn(portal.Mails.LastTo(email)), id);
    }
}
