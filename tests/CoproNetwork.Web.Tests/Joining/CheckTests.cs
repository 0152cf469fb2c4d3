using System.Net;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Joining;

public sealed class CheckTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Get_ShowsEveryAnswerAsTextInItsLanguage()
    {
        using var visitor = portal.Browse();
        var story = await visitor.ToStoryAsync("shown@example.org", "/cy/ymuno", ("Input.Name", "<script>alert(1)</script>"));

        var check = await visitor.PostAsync(story, JoinWalk.Form, JoinWalk.Story.But(("Input.Language", "English"), ("Input.Text", "One.\n\n<b>Two.</b>")));

        Assert.DoesNotContain("<script>alert", check.Body);
        Assert.Contains("<script>alert(1)</script>", check.Text(".summary"));
        Assert.Equal("en", check.Page.QuerySelectorAll("dd").Single(answer => answer.TextContent == "One.\n\n<b>Two.</b>").GetAttribute("lang"));
        Assert.Null(check.Value("Input.WantsListing"));
        Assert.Null(check.Value("Input.WantsNewsletter"));
    }

    [Fact]
    public async Task Change_LeadsToTheFieldAndBackToTheCheck()
    {
        using var visitor = portal.Browse();
        var check = await visitor.ToCheckAsync("change@example.org");
        foreach (var link in check.Page.QuerySelectorAll(".change a").Select(link => link.GetAttribute("href")!))
            Assert.NotNull((await visitor.GetAsync(link)).Page.GetElementById(link.Split('#')[1]));

        var promise = await visitor.GetAsync("/en/join/promise?change=true");
        var back = await visitor.PostAsync(promise, JoinWalk.Form, ("Input.Text", "Other words."));

        Assert.Equal("/en/join/check", promise.Page.QuerySelector(".back")!.GetAttribute("href"));
        Assert.Equal("/en/join/check", back.Address.AbsolutePath);
        Assert.Contains("Other words.", back.Text("main"));
    }

    [Fact]
    public async Task Post_Complete_MakesOneApplicationWithItsMailAndEmptiesTheDraft()
    {
        using var visitor = portal.Browse();
        var check = await visitor.ToCheckAsync("complete@example.org", "/cy/ymuno", ("Input.Language", "Welsh"), ("Input.Kind", "Group"), ("Input.OrganisationName", "Grŵp Demo"), ("Input.Where", "Place"), ("Input.PlaceText", "Aberystwyth"));

        var sent = await visitor.PostAsync(check, JoinWalk.Form, ("Input.WantsListing", "true"));
        await portal.SendMailAsync();

        var member = await portal.SeeAsync(db => db.Members.SingleAsync(one => one.Email == "complete@example.org"));
        Assert.Equal("/cy/ymuno/anfonwyd", sent.Address.AbsolutePath);
        Assert.Equal((MemberStatus.Unconfirmed, MemberKind.Group, "Grŵp Demo", "W06000008", true, null), (member.Status, member.Kind, member.OrganisationName, member.AreaCode, member.WantsListing, member.NewsletterAgreedAtUtc));
        Assert.Contains("/cy/ymuno/cadarnhau?t=", Visitor.LinkIn(portal.Mails.LastTo("complete@example.org")));
        Assert.True(await portal.SeeAsync(db => db.JoinDrafts.Where(draft => draft.SentAtUtc != null).AllAsync(draft => draft.ProtectedAnswers == null || draft.ProtectedAnswers.Length < 300)));
    }

    [Fact]
    public async Task Post_Replayed_ShowsTheFirstOnesResult()
    {
        using var visitor = portal.Browse();
        var check = await visitor.ToCheckAsync("replayed@example.org");

        var first = await visitor.PostAsync(check, JoinWalk.Form, follow: false);
        var second = await visitor.PostAsync(check, JoinWalk.Form, follow: false);
        await portal.SendMailAsync();

        Assert.Equal(("/en/join/sent", "/en/join/sent"), (first.Location, second.Location));
        Assert.Equal(1, await portal.SeeAsync(db => db.Members.CountAsync(member => member.Email == "replayed@example.org")));
        Assert.Equal(1, portal.Mails.Mails.Count(mail => mail.Recipient.Address == "replayed@example.org"));
    }

    [Fact]
    public async Task Post_ManyPressesAtOnce_AllShowTheFirstOnesResult()
    {
        for (var visit = 0; visit < 10; visit++)
        {
            using var visitor = portal.Browse();
            var check = await visitor.ToCheckAsync($"pressed-{visit}@example.org");

            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => visitor.PostAsync(check, JoinWalk.Form, follow: false, ("Input.WantsNewsletter", "true"))));

            Assert.All(answers, answer => Assert.Equal("/en/join/sent", answer.Location));
        }

        var members = await portal.SeeAsync(db => db.Members.Where(member => member.Email!.StartsWith("pressed-")).ToListAsync());
        Assert.Equal(10, members.Count);
        Assert.All(members, member => Assert.NotNull(member.NewsletterAgreedAtUtc));
    }

    [Fact]
    public async Task Post_EarlierStepReplayedAfterSending_ShowsTheResult()
    {
        using var visitor = portal.Browse();
        var story = await visitor.ToStoryAsync("back@example.org");
        await visitor.PostAsync(await visitor.PostAsync(story, JoinWalk.Form, JoinWalk.Story), JoinWalk.Form);

        var answer = await visitor.PostAsync(story, JoinWalk.Form, JoinWalk.Story);
        var check = await visitor.GetAsync("/en/join/check");

        Assert.Equal(("/en/join/sent", "/en/join/sent"), (answer.Address.AbsolutePath, check.Address.AbsolutePath));
    }

    [Fact]
    public async Task Post_DraftErasedMeanwhile_LeadsToTheStart()
    {
        using var visitor = portal.Browse();
        var check = await visitor.ToCheckAsync("erased@example.org");
        await visitor.PostAsync(await visitor.GetAsync("/en/join/start-again"), "main form");

        var answer = await visitor.PostAsync(check, JoinWalk.Form);

        Assert.Equal("/en/join", answer.Address.AbsolutePath);
        Assert.False(await portal.SeeAsync(db => db.Members.AnyAsync(member => member.Email == "erased@example.org")));
    }

    [Fact]
    public async Task Post_Under18_IsNeverListed()
    {
        using var visitor = portal.Browse();
        var check = await visitor.ToCheckAsync("never@example.org", "/en/join", ("Input.Age", "Under18"));

        await visitor.PostAsync(check, JoinWalk.Form, ("Input.WantsListing", "true"));

        Assert.Null(check.Page.QuerySelector("[name='Input.WantsListing']"));
        Assert.Equal("Because you are under 18, you will not be listed in the directory.", check.Text("form .inset"));
        Assert.False(await portal.SeeAsync(db => db.Members.Where(member => member.Email == "never@example.org").Select(member => member.WantsListing).SingleAsync()));
    }

    [Fact]
    public async Task Post_LanguageSwitch_SendsNothingAndKeepsTheTicks()
    {
        using var visitor = portal.Browse();

        var welsh = await visitor.SwitchLanguageAsync(await visitor.ToCheckAsync("ticks@example.org"), ("Input.WantsNewsletter", "true"));

        Assert.Equal((HttpStatusCode.OK, "/cy/ymuno/gwirio", "true"), (welsh.Status, welsh.Address.AbsolutePath, welsh.Value("Input.WantsNewsletter")));
        Assert.False(await portal.SeeAsync(db => db.Members.AnyAsync(member => member.Email == "ticks@example.org")));
    }

    [Fact]
    public async Task Post_AddressOfAMember_GetsTheSamePageAndAMailThatSaysSo()
    {
        await portal.Given.ApprovedAsync(Answers.Of("known@example.org"));
        await portal.Given.AppliedAsync(Answers.Of("waiting@example.org"));
        await portal.SendMailAsync();
        using var known = portal.Browse();
        using var waiting = portal.Browse();
        using var unknown = portal.Browse();

        var knownSent = await known.ToSentAsync("Known@example.org");
        var waitingSent = await waiting.ToSentAsync("waiting@example.org");
        var unknownSent = await unknown.ToSentAsync("unknown@example.org");
        await portal.SendMailAsync();

        Assert.Equal(unknownSent.Text("main"), knownSent.Text("main"));
        Assert.Equal(unknownSent.Text("main"), waitingSent.Text("main"));
        Assert.Equal(1, await portal.SeeAsync(db => db.Members.CountAsync(member => member.ConfirmedEmailKey == "known@example.org" || member.Email == "Known@example.org")));
        Assert.DoesNotContain("/join/confirm", portal.Mails.LastTo("known@example.org").Content.Text);
        Assert.DoesNotContain("/join/confirm", portal.Mails.LastTo("waiting@example.org").Content.Text);
        Assert.Contains("/join/confirm", portal.Mails.LastTo("unknown@example.org").Content.Text);
    }

    [Fact]
    public async Task Post_AddressOfSomeoneWhoLeft_MayJoinAgain()
    {
        var left = await portal.Given.ApprovedAsync(Answers.Of("left@example.org"));
        await portal.InScopeAsync<CoproDbContext, int>(async db =>
        {
            (await db.Members.SingleAsync(member => member.Id == left)).Leave(portal.NowUtc);
            return await db.SaveChangesAsync();
        });
        using var visitor = portal.Browse();

        await visitor.ToSentAsync("left@example.org");

        Assert.Equal(MemberStatus.Unconfirmed, await portal.SeeAsync(db => db.Members.Where(member => member.Email == "left@example.org").Select(member => member.Status).SingleAsync()));
    }
}
