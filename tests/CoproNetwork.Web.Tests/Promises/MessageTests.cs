using System.Net;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Promises;

/// <summary>Thanks, offers of help, and the one answer: the pages and the mails.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private readonly Portal _portal = new();
    private long _maker;
    private string _key = null!;

    public async ValueTask InitializeAsync()
    {
        _maker = await _portal.Given.ApprovedAsync(Answers.Of("maker@example.org", "Demo Maker") with { WantsListing = false });
        await _portal.Given.ApprovedAsync(Answers.Of("helper@example.org", "Demo Helper"));
        await _portal.Given.AppliedAsync(Answers.Of("applicant@example.org", "Demo Applicant"));
        _key = await _portal.PromiseKeyAsync(_maker);
    }

    public ValueTask DisposeAsync()
    {
        _portal.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Address => $"/en/promises/{_key}/message";

    [Fact]
    public async Task Post_Thanks_AreCountedAtOnce_AndMailedWithoutAnAddress()
    {
        using var visitor = _portal.Browse();
        Assert.Equal("Nobody has said thank you yet.", (await visitor.GetAsync("/en/promises/" + _key)).Text(".warmth b"));
        using var helper = await _portal.SignedInAsync("helper@example.org");
        var form = await helper.GetAsync(Address + "?kind=thanks");
        Assert.Equal("Thanks", form.Value("Input.Kind"));

        var sent = await helper.PostAsync(form, "form#message");

        Assert.Equal("/en/promises/" + _key, sent.Address.AbsolutePath);
        Assert.Equal("Your thanks are on their way.", sent.Text(".notice.done"));
        Assert.Equal("1 member has said thank you.", (await visitor.GetAsync("/en/promises/" + _key)).Text(".warmth b"));
        await _portal.SendMailAsync();
        var mail = _portal.Mails.LastTo("maker@example.org");
        Assert.Contains("Demo Helper thanks you for your promise:", mail.Content.Text, StringComparison.Ordinal);
        Assert.Contains("I will ask first.", mail.Content.Text, StringComparison.Ordinal);
        AssertNoAddress(mail);

        await helper.PostAsync(form, "form#message");
        Assert.Equal(1, await _portal.SeeAsync(db => db.PromiseMessages.CountAsync()));
    }

    [Fact]
    public async Task Post_HelpAndTheAnswer_GoByMailWithoutAnAddress_AndTheAnswerOnce()
    {
        using var helper = await _portal.SignedInAsync("helper@example.org");
        var sent = await helper.PostAsync(await helper.GetAsync(Address + "?kind=help"), "form#message", ("Input.Text", "I have a van.\nAnd time."));
        Assert.Equal("Your offer is on its way. If they answer, you will get it by email.", sent.Text(".notice.done"));
        await _portal.SendMailAsync();
        var offered = _portal.Mails.LastTo("maker@example.org");
        Assert.Contains("> I have a van.\n> And time.", offered.Content.Text, StringComparison.Ordinal);
        AssertNoAddress(offered);
        var link = Visitor.LinkIn(offered);
        Assert.StartsWith("/en/promises/reply?t=", link);

        using var maker = _portal.Browse();
        var form = await maker.GetAsync(link);
        Assert.Equal("Demo Helper offers to help", form.Text("h1"));
        Assert.Contains("I have a van.", form.Text(".summary"), StringComparison.Ordinal);
        var empty = await maker.PostAsync(form, "form#reply", ("Input.Text", " "));
        Assert.Equal((HttpStatusCode.BadRequest, "Write a few words"), (empty.Status, Assert.Single(empty.Problems)));
        var answered = await maker.PostAsync(form, "form#reply", ("Input.Text", "Yes please."));
        Assert.Equal("Your answer is on its way.", answered.Text(".notice.done"));
        Assert.Null(answered.Page.QuerySelector("form#reply"));
        Assert.DoesNotContain("Yes please.", answered.Body, StringComparison.Ordinal);

        var again = await maker.PostAsync(form, "form#reply", ("Input.Text", "No."));
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Equal(["You have answered this offer already"], again.Problems);
        await _portal.SendMailAsync();
        var answer = _portal.Mails.LastTo("helper@example.org");
        Assert.Contains("> Yes please.", answer.Content.Text, StringComparison.Ordinal);
        Assert.Contains("Demo Maker answers your offer", answer.Content.Text, StringComparison.Ordinal);
        AssertNoAddress(answer);
        Assert.Single(_portal.Mails.Mails, mail => mail.Content.Text.Contains("answers your offer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "", "Choose to say thank you or to offer help")]
    [InlineData("Help", " ", "Write a few words")]
    [InlineData("Help", "long", "Use at most 1000 characters")]
    [InlineData("Thanks", "long", "Use at most 1000 characters")]
    [InlineData("Bribe", "x", "The site did not understand what was entered here")]
    public async Task Post_WithSomethingWrong_SaysSo_AndKeepsTheRest(string? kind, string text, string problem)
    {
        using var helper = await _portal.SignedInAsync("helper@example.org");
        var typed = text == "long" ? new string('a', 1001) : text;
        var answer = await helper.PostAsync(await helper.GetAsync(Address), "form#message", ("Input.Kind", kind), ("Input.Text", typed));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal(typed, answer.Value("Input.Text"));
        Assert.Equal("I will ask first.", answer.Text("blockquote q"));
        Assert.Equal(0, await _portal.SeeAsync(db => db.PromiseMessages.CountAsync()));
    }

    [Fact]
    public async Task Post_ASecondOffer_IsRefused()
    {
        using var helper = await _portal.SignedInAsync("helper@example.org");
        var form = await helper.GetAsync(Address + "?kind=help");
        await helper.PostAsync(form, "form#message", ("Input.Text", "I have a van."));
        var second = await helper.PostAsync(form, "form#message", ("Input.Text", "And a bike."));
        Assert.Equal((HttpStatusCode.BadRequest, "You have offered help with this promise already"), (second.Status, Assert.Single(second.Problems)));
    }

    [Fact]
    public async Task Get_WhoMayNot_IsLedElsewhere()
    {
        using var visitor = _portal.Browse();
        Assert.StartsWith("/en/sign-in?returnTo=", (await visitor.GetAsync(Address, follow: false)).Location);
        using var applicant = await _portal.SignedInAsync("applicant@example.org");
        Assert.Equal("/en/me", (await applicant.GetAsync(Address, follow: false)).Location);
        using var coordinator = await _portal.CoordinatorAsync();
        Assert.Equal("/en/me", (await coordinator.GetAsync(Address, follow: false)).Location);
        using var maker = await _portal.SignedInAsync("maker@example.org");
        Assert.Equal("/en/promises/" + _key, (await maker.GetAsync(Address, follow: false)).Location);
        using var helper = await _portal.SignedInAsync("helper@example.org");
        Assert.Equal(HttpStatusCode.NotFound, (await helper.GetAsync("/en/promises/AAAAAAAAAAAAAAAAAAAAAA/message")).Status);
    }

    [Fact]
    public async Task Post_WithdrawnMeanwhile_Is404()
    {
        using var helper = await _portal.SignedInAsync("helper@example.org");
        var form = await helper.GetAsync(Address + "?kind=thanks");
        await WithdrawAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await helper.PostAsync(form, "form#message")).Status);
    }

    [Fact]
    public async Task Reply_ToWhatIsGoneOrTooOld_SaysSo()
    {
        using var visitor = _portal.Browse();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/en/promises/reply")).Status);
        var unknown = await visitor.GetAsync("/cy/addewidion/ateb?t=AAAAAAAAAAAAAAAAAAAAAA");
        Assert.Equal((HttpStatusCode.NotFound, "Dydyn ni ddim yn adnabod y ddolen hon"), (unknown.Status, unknown.Text("h1")));
        using var helper = await _portal.SignedInAsync("helper@example.org");
        await helper.PostAsync(await helper.GetAsync(Address + "?kind=help"), "form#message", ("Input.Text", "I have a van."));
        await _portal.SendMailAsync();
        var link = Visitor.LinkIn(_portal.Mails.LastTo("maker@example.org"));
        var open = await visitor.GetAsync(link);
        _portal.Clock.Advance(PromiseMessages.ReplyLasts);
        var expired = await visitor.PostAsync(open, "form#reply", ("Input.Text", "Yes."));
        Assert.Equal((HttpStatusCode.Gone, "This link no longer works"), (expired.Status, expired.Text("h1")));
        await WithdrawAsync();
        Assert.Equal(0, await _portal.SeeAsync(db => db.PromiseMessages.CountAsync()));
    }

    private static void AssertNoAddress(OutgoingMail mail)
    {
        foreach (var body in new[] { mail.Content.Subject, mail.Content.Text, mail.Content.Html })
            Assert.DoesNotContain("@example.org", body, StringComparison.Ordinal);
    }

    private Task<bool> WithdrawAsync() => _portal.InScopeAsync<MembershipChanges, bool>(async changes =>
    {
        await changes.WithdrawPromiseAsync(_maker, _portal.NowUtc, default);
        return true;
    });
}
