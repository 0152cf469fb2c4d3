using CoproNetwork.Domain.Joining;

namespace CoproNetwork.Tests.Joining;

public sealed class SentTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Get_WithoutASentForm_LeadsToTheForm()
    {
        using var visitor = portal.Browse();

        Assert.Equal("/cy/ymuno", (await visitor.GetAsync("/cy/ymuno/anfonwyd")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Post_Again_MailsAFreshLinkAndKillsTheOldOne()
    {
        using var visitor = portal.Browse();
        var sent = await visitor.ToSentAsync("again@example.org");
        await portal.SendMailAsync();
        var first = Visitor.LinkIn(portal.Mails.LastTo("again@example.org"));

        var again = await visitor.PostAsync(sent, "main form");
        await portal.SendMailAsync();
        var second = Visitor.LinkIn(portal.Mails.LastTo("again@example.org"));

        Assert.Equal("If your form is still waiting to be confirmed, the email is on its way again.", again.Text(".notice.done"));
        Assert.NotEqual(first, second);
        Assert.Equal("There is a newer link", (await visitor.GetAsync(first)).Text("h1"));
        Assert.NotNull((await visitor.GetAsync(second)).Page.QuerySelector("main form"));
    }

    [Fact]
    public async Task Post_AgainAndAgain_NeverFillsAnInbox()
    {
        using var visitor = portal.Browse();
        var sent = await visitor.ToSentAsync("often@example.org");

        for (var i = 0; i < SignUp.MostConfirmationsADay + 3; i++) Assert.NotNull((await visitor.PostAsync(sent, "main form")).Page.QuerySelector(".notice.done"));
        await portal.SendMailAsync();

        Assert.InRange(portal.Mails.Mails.Count(mail => mail.Recipient.Address == "often@example.org"), 1, SignUp.MostConfirmationsADay);
    }

    [Fact]
    public async Task Post_AgainForAKnownAddress_SaysTheSameAndMailsNothing()
    {
        await portal.Given.ApprovedAsync(Answers.Of("known-again@example.org"));
        using var visitor = portal.Browse();
        var sent = await visitor.ToSentAsync("known-again@example.org");
        await portal.SendMailAsync();
        var mails = portal.Mails.Mails.Count;

        var again = await visitor.PostAsync(sent, "main form");
        await portal.SendMailAsync();

        Assert.Equal("If your form is still waiting to be confirmed, the email is on its way again.", again.Text(".notice.done"));
        Assert.Equal(mails, portal.Mails.Mails.Count);
    }

    [Fact]
    public async Task AboutYou_AfterSending_BeginsAFreshForm()
    {
        using var visitor = portal.Browse();
        await visitor.ToSentAsync("wrong-address@example.org");

        var fresh = await visitor.GetAsync("/en/join");
        var sent = await visitor.ToSentAsync("right-address@example.org");

        Assert.Equal("", fresh.Value("Input.Email"));
        Assert.Equal("/en/join/sent", sent.Address.AbsolutePath);
    }
}
