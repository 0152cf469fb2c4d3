using System.Net;

namespace CoproNetwork.Tests.Members;

public sealed class EmailTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Post_NewAddress_ChangesWhenItsLinkIsPressed()
    {
        await portal.Given.ApprovedAsync(Answers.Of("old-address@example.org"));
        using var member = await portal.SignedInAsync("old-address@example.org");
        await member.PostAsync(await member.GetAsync("/en/me/email"), "form#email", ("Input.Email", "New.Address@example.org"));
        await portal.SendMailAsync();
        var link = Visitor.LinkIn(portal.Mails.LastTo("New.Address@example.org"));

        var page = await member.GetAsync(link);
        var before = await portal.SignedInAsync("old-address@example.org");
        var done = await member.PostAsync(page, "main form");
        await portal.SendMailAsync();

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("/en/me", done.Address.AbsolutePath);
        Assert.Contains("changed", portal.Mails.LastTo("old-address@example.org").Content.Subject, StringComparison.Ordinal);
        using var again = await portal.SignedInAsync("new.address@example.org");
        Assert.Contains("New.Address@example.org", (await again.GetAsync("/en/me")).Body, StringComparison.Ordinal);
        before.Dispose();
    }

    [Fact]
    public async Task Link_PressedTwice_ShowsTheFirstOnesResult_AndLaterIsGone()
    {
        await portal.Given.ApprovedAsync(Answers.Of("twice-old@example.org"));
        using var member = await portal.SignedInAsync("twice-old@example.org");
        await member.PostAsync(await member.GetAsync("/en/me/email"), "form#email", ("Input.Email", "twice-new@example.org"));
        await portal.SendMailAsync();
        var page = await member.GetAsync(Visitor.LinkIn(portal.Mails.LastTo("twice-new@example.org")));
        var first = await member.PostAsync(page, "main form", follow: false);

        var second = await member.PostAsync(page, "main form", follow: false);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        var late = await member.PostAsync(page, "main form");

        Assert.Equal(("/en/me", "/en/me", HttpStatusCode.Gone), (first.Location, second.Location, late.Status));
    }

    [Fact]
    public async Task Link_ToAddressOfAnotherMember_IsRefusedAndNothingChanges()
    {
        await portal.Given.ApprovedAsync(Answers.Of("taken@example.org"));
        var id = await portal.Given.ApprovedAsync(Answers.Of("wants-taken@example.org"));
        using var member = await portal.SignedInAsync("wants-taken@example.org");
        await member.PostAsync(await member.GetAsync("/en/me/email"), "form#email", ("Input.Email", "TAKEN@example.org"));
        await portal.SendMailAsync();
        var page = await member.GetAsync(Visitor.LinkIn(portal.Mails.LastTo("TAKEN@example.org")));

        var refused = await member.PostAsync(page, "main form");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["This email address already belongs to another membership"], refused.Problems);
        Assert.Equal("wants-taken@example.org", (await portal.Given.MemberAsync(id)).Email);
    }

    [Theory]
    [InlineData("", "Enter your email address")]
    [InlineData("same@example.org", "This is the address we already have")]
    [InlineData("nobody@", "Enter an email address like name@example.org")]
    public async Task Post_NoNewAddress_RedisplaysFormWithError(string typed, string problem)
    {
        if (!portal.Mails.Mails.Any(mail => mail.Recipient.Address == "same@example.org")) await portal.Given.ApprovedAsync(Answers.Of("same@example.org"));
        using var member = await portal.SignedInAsync("same@example.org");

        var answer = await member.PostAsync(await member.GetAsync("/en/me/email"), "form#email", ("Input.Email", typed));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal(typed, answer.Value("Input.Email"));
    }
}
