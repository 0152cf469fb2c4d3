using System.Net;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Feedback;

public sealed class ChoicesPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Pause_ByTheLink_HoldsEverythingBack_UntilThatDay()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("pause@example.org"));
        using var visitor = portal.Browse();
        var day = DateOnly.FromDateTime(portal.NowUtc).AddDays(20);

        var paused = await visitor.PostAsync(await visitor.GetAsync(asked.At("/en/feedback/choices")), "form[action*=Pause]", ("Pause.Until", $"{day.Day}/{day.Month}/{day.Year}"));

        Assert.Equal(HttpStatusCode.OK, paused.Status);
        Assert.Contains("You have paused", paused.Body, StringComparison.Ordinal);
        Assert.Equal(0, await NudgedAfterAsync(TimeSpan.FromDays(15), asked.Id));
        Assert.Equal(1, await NudgedAfterAsync(TimeSpan.FromDays(6), asked.Id));
    }

    [Theory]
    [InlineData("", "Say until which day")]
    [InlineData("soon", "Write the day like this: 1/9/2027")]
    [InlineData("31/2/2027", "Write the day like this: 1/9/2027")]
    [InlineData("2020-01-01", "Choose a day after today")]
    [InlineData("2099-01-01", "Choose a day within the next three years")]
    public async Task Pause_WrongDay_IsSaidBesideTheField(string until, string problem)
    {
        var asked = await Asked.AskAsync(portal, Answers.Of($"pause-{Guid.NewGuid():N}@example.org"));
        using var visitor = portal.Browse();

        var answer = await visitor.PostAsync(await visitor.GetAsync(asked.At("/en/feedback/choices")), "form[action*=Pause]", ("Pause.Until", until));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal(until, answer.Value("Pause.Until"));
    }

    [Fact]
    public async Task Yearly_ByTheLink_LeavesOutTheOddOnes_AndCanBeUndone()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("yearly@example.org"));
        using var visitor = portal.Browse();

        var yearly = await visitor.PressAsync(await visitor.GetAsync(asked.At("/en/feedback/choices")), "form[action*=Yearly] button");
        Assert.True(await IsYearlyAsync(asked.Id));
        Assert.Equal("We ask you once a year how it goes.", yearly.Text("p.lead"));
        await visitor.PressAsync(yearly, "form[action*=HalfYearly] button");

        Assert.False(await IsYearlyAsync(asked.Id));
    }

    [Fact]
    public async Task Leave_ByTheLink_SaysWhatStays_AsksOnceMore_AndErases()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("leaves@example.org"));
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync(asked.At("/en/feedback/leave"));

        var unsure = await visitor.PostAsync(page, "form#leave");
        Assert.Equal(HttpStatusCode.BadRequest, unsure.Status);
        var left = await visitor.PostAsync(page, "form#leave", ("Input.Sure", "true"));
        var doubled = await visitor.PostAsync(page, "form#leave", ("Input.Sure", "true"));

        Assert.Equal("/en/left", left.Address.AbsolutePath);
        Assert.Equal(MemberStatus.Left, (await portal.Given.MemberAsync(asked.Id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, doubled.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(asked.Link)).Status);
    }

    [Fact]
    public async Task Mail_HasTheThreeWaysOut_InBothLanguages()
    {
        await Asked.AskAsync(portal, Answers.Of("both@example.org") with { Language = MailLanguage.Both });

        var text = Asked.MailTo(portal, "both@example.org").Content.Text;

        foreach (var path in new[] { "/cy/adborth?t=", "/cy/adborth/dewisiadau?t=", "/cy/adborth/gadael?t=", "/en/feedback?t=", "/en/feedback/choices?t=", "/en/feedback/leave?t=" })
            Assert.Contains("http://localhost:5080" + path, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignedIn_TheSameChoices_AndOneOwnTimeline()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("signed-in@example.org"));
        using var member = await portal.SignedInAsync("signed-in@example.org");

        await member.PressAsync(await member.GetAsync("/en/me/asking"), "form[action*=Yearly] button");
        var added = await member.PostAsync(await member.GetAsync("/en/me/update"), "form#update", ("Input.Status", "UnderWay"), ("Input.Happened", "Unasked."), ("Input.Visibility", "Website"));

        Assert.True(await IsYearlyAsync(asked.Id));
        Assert.Equal("/en/me", added.Address.AbsolutePath);
        Assert.Contains("Unasked.", added.Text(".timeline"), StringComparison.Ordinal);
        Assert.Contains("You have not answered yet", added.Text(".timeline"), StringComparison.Ordinal);
        await member.PressAsync(added, "button[name='Show.Visibility']");
        Assert.Equal(CoproNetwork.Domain.Promises.UpdateVisibility.Team, await portal.SeeAsync(db => db.PromiseUpdates.Where(update => update.Happened == "Unasked.").Select(update => update.Visibility).SingleAsync()));
    }

    [Fact]
    public async Task Update_OfSomeoneElse_IsNotFound()
    {
        await Asked.AskAsync(portal, Answers.Of("mine@example.org"));
        using var mine = await portal.SignedInAsync("mine@example.org");
        await mine.PostAsync(await mine.GetAsync("/en/me/update"), "form#update", ("Input.Status", "UnderWay"), ("Input.Happened", "Mine alone."), ("Input.Visibility", "Website"));
        var key = await portal.SeeAsync(db => db.PromiseUpdates.Where(update => update.Happened == "Mine alone.").Select(update => update.Key).SingleAsync());
        await portal.Given.ApprovedAsync(Answers.Of("other@example.org"));
        using var other = await portal.SignedInAsync("other@example.org");

        Assert.Equal(HttpStatusCode.OK, (await mine.GetAsync($"/en/me/update?key={key}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/en/me/update?key={key}")).Status);
    }

    private async Task<int> NudgedAfterAsync(TimeSpan time, long id)
    {
        portal.Clock.Advance(time);
        await portal.InScopeAsync<FeedbackRun, FeedbackRunResult?>(run => run.RunAsync(portal.NowUtc, default));
        return await portal.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.RecipientId == id && mail.Template == MailTemplates.FeedbackNudge));
    }

    private Task<bool> IsYearlyAsync(long id) => portal.SeeAsync(db => db.FeedbackPlans.AnyAsync(plan => plan.MemberId == id && plan.HalfYearlySinceUtc == null));
}
