using System.Net;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>One application: what is shown of it, and what can be done with it.</summary>
public sealed class ApplicationTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Get_Applied_ShowsAllThatWasSentAndWritesTheReadingDown()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("shown@example.org", "Demo Shown") with { WouldChange = "demo remark", AgreedIn = SiteLanguage.Welsh });
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.GetAsync(await PathAsync(id));

        foreach (var text in new[] { "shown@example.org", "I will ask first.", "A demo story", "Something happened.", "Some", "Does not apply to me", "demo words", "version 1", "Welsh", "demo remark", "Cardiff" })
            Assert.Contains(text, page.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["application.read"], await portal.TrailAsync(id));
    }

    [Fact]
    public async Task Get_StoryForFiguresOnly_ShowsNoWordOfIt()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("figures@example.org") with { Consent = StoryConsent.FiguresOnly, StoryTitle = "demo secret title", StoryText = "demo secret text" });
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.GetAsync(await PathAsync(id));

        Assert.DoesNotContain("demo secret", page.Body, StringComparison.Ordinal);
        Assert.Contains("nobody is shown it", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Duplicates_NamesBothWaysOfLikeness()
    {
        await portal.Given.ApprovedAsync(Answers.Of("same.mail@example.org", "Demo Mail"));
        await portal.Given.AppliedAsync(Answers.Of("name@example.org", "Demo Ŵyn") with { AreaCode = "W06000001" });
        var id = await portal.Given.AppliedAsync(Answers.Of("samemail+2@example.org", "demo wyn") with { AreaCode = "W06000001" });
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.GetAsync(await PathAsync(id));
        var doubles = page.Page.QuerySelectorAll(".notice.warn li").Select(item => item.TextContent).ToList();

        Assert.Equal(2, doubles.Count);
        Assert.Contains("Same email address", doubles.Single(text => text.Contains("Demo Mail", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("Same name and place", doubles.Single(text => text.Contains("Demo Ŵyn", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approve_Applied_GivesNumberBadgeAndWelcome()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("approve@example.org", "Demo Approve"));
        using var coordinator = await portal.CoordinatorAsync();

        var done = await coordinator.PostAsync(await coordinator.GetAsync(await PathAsync(id)), "section.sheet form");
        var member = await portal.Given.MemberAsync(id);
        var badge = await portal.SeeAsync(db => db.Badges.SingleAsync(b => b.MemberId == id));

        Assert.Equal($"Demo Approve is now a member: number {member.Number}, with badge number {badge.Number} of Edition 1.", done.Text(".notice"));
        Assert.Equal(1, await portal.MailsAsync(id, MailTemplates.Welcome));
        Assert.Equal(["application.read", "application.approved"], await portal.TrailAsync(id));
    }

    [Fact]
    public async Task Approve_TheSamePressAgain_ShowsTheFirstOnesResult()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("again@example.org", "Demo Again"));
        using var coordinator = await portal.CoordinatorAsync();
        var page = await coordinator.GetAsync(await PathAsync(id));

        var first = await coordinator.PostAsync(page, "section.sheet form");
        var again = await coordinator.PostAsync(page, "section.sheet form");

        Assert.Equal(first.Text(".notice"), again.Text(".notice"));
        Assert.Equal(1, await portal.MailsAsync(id, MailTemplates.Welcome));
        Assert.Equal(1, await portal.SeeAsync(db => db.Badges.CountAsync(badge => badge.MemberId == id)));
    }

    [Fact]
    public async Task NoteAndDecline_TheSamePressAgain_AreOne()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("note-again@example.org"));
        using var coordinator = await portal.CoordinatorAsync();
        var page = await coordinator.GetAsync(await PathAsync(id));

        for (var press = 0; press < 2; press++) Assert.Equal(HttpStatusCode.OK, (await coordinator.PressAsync(page, "[formaction*=Note]", ("Note.Text", "demo note"))).Status);
        for (var press = 0; press < 2; press++) Assert.Equal(HttpStatusCode.OK, (await coordinator.PressAsync(page, "[formaction*=Decline]", ("Decline.Reason", "demo reason"))).Status);

        Assert.Equal(1, await portal.SeeAsync(db => db.MemberNotes.CountAsync(note => note.MemberId == id)));
        Assert.Equal(1, await portal.MailsAsync(id, MailTemplates.Declined));
    }

    [Fact]
    public async Task Approve_TwoCoordinatorsAtOnce_SeeOneApprovalAndOneClearMessage()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("at-once@example.org", "Demo Once"));
        using var one = await portal.CoordinatorAsync("one@example.org");
        using var two = await portal.CoordinatorAsync("two@example.org");
        var (pageOne, pageTwo) = (await one.GetAsync(await PathAsync(id)), await two.GetAsync(await PathAsync(id)));

        var answers = await Task.WhenAll(one.PostAsync(pageOne, "section.sheet form"), two.PostAsync(pageTwo, "section.sheet form"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
        var late = answers.Single(answer => answer.Status == HttpStatusCode.Conflict);
        Assert.Equal(["Someone has already decided about this application. This is how it stands now."], late.Problems);
        Assert.Contains("Approved on", late.Text(".notice.done"), StringComparison.Ordinal);
        Assert.Single(await portal.TrailAsync(id), "application.approved");
        Assert.Equal(1, await portal.SeeAsync(db => db.Badges.CountAsync(badge => badge.MemberId == id)));
    }

    [Fact]
    public async Task Decline_WithReason_MailsIt()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("decline@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var done = await coordinator.PressAsync(await coordinator.GetAsync(await PathAsync(id)), "button[formaction*=Decline]", ("Decline.Reason", "demo reason"));
        var page = await coordinator.GetAsync(await PathAsync(id));

        Assert.Equal("The application is declined and the reason is on its way by email.", done.Text(".notice"));
        Assert.Equal((MemberStatus.Declined, "demo reason"), ((await portal.Given.MemberAsync(id)).Status, (await portal.Given.MemberAsync(id)).DeclineReason));
        Assert.Equal(1, await portal.MailsAsync(id, MailTemplates.Declined));
        Assert.Contains("application.declined", await portal.TrailAsync(id));
        Assert.Contains("demo reason", page.Body, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("button[formaction*=Decline]"));
    }

    [Fact]
    public async Task Decline_WithoutReason_RedisplaysWithErrorAndKeepsTheOtherTexts()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("no-reason@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PressAsync(await coordinator.GetAsync(await PathAsync(id)), "button[formaction*=Decline]", ("Decline.Reason", " "), ("Note.Text", "half a note"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["Write the reason. It is emailed to the person who applied"], answer.Problems);
        Assert.Equal("half a note", answer.Value("Note.Text"));
        Assert.NotNull(answer.Page.QuerySelector(answer.Page.QuerySelector(".problems a")!.GetAttribute("href")!));
        Assert.Equal(MemberStatus.Applied, (await portal.Given.MemberAsync(id)).Status);
    }

    [Fact]
    public async Task Decline_AlreadyApproved_IsConflict()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("too-late@example.org"));
        using var coordinator = await portal.CoordinatorAsync();
        var page = await coordinator.GetAsync(await PathAsync(id));
        await coordinator.PostAsync(page, "section.sheet form");

        var answer = await coordinator.PressAsync(page, "button[formaction*=Decline]", ("Decline.Reason", "demo reason"));

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal(MemberStatus.Approved, (await portal.Given.MemberAsync(id)).Status);
        Assert.Equal(0, await portal.MailsAsync(id, MailTemplates.Declined));
    }

    [Fact]
    public async Task Ask_Question_IsMailedAndKept()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("ask@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.PressAsync(await coordinator.GetAsync(await PathAsync(id)), "button[formaction*=Ask]", ("Ask.Question", "demo question?"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("demo question?", page.Text(".notes"), StringComparison.Ordinal);
        Assert.Equal(1, await portal.MailsAsync(id, MailTemplates.Question));
        Assert.Contains("application.asked", await portal.TrailAsync(id));
    }

    [Theory]
    [InlineData("Ask", "Ask.Question")]
    [InlineData("Note", "Note.Text")]
    public async Task Post_EmptyOrTooLongText_RedisplaysWithErrorAndWhatWasTyped(string button, string field)
    {
        var id = await portal.Given.AppliedAsync(Answers.Of($"bad-{button}@example.org"));
        using var coordinator = await portal.CoordinatorAsync();
        var page = await coordinator.GetAsync(await PathAsync(id));
        var tooLong = new string('x', MemberNote.TextMaxLength + 1);

        var empty = await coordinator.PressAsync(page, $"button[formaction*='{button}']", (field, ""));
        var longer = await coordinator.PressAsync(page, $"button[formaction*='{button}']", (field, tooLong));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (empty.Status, longer.Status));
        Assert.Equal(["Write something first"], empty.Problems);
        Assert.Equal(tooLong, longer.Value(field));
        Assert.Equal(0, await portal.SeeAsync(db => db.MemberNotes.CountAsync(note => note.MemberId == id)));
    }

    [Fact]
    public async Task Note_IsKeptForTheDeskOnly()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("note@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.PressAsync(await coordinator.GetAsync(await PathAsync(id)), "button[formaction*=Note]", ("Note.Text", "<b>demo note</b>"));

        Assert.Contains("<b>demo note</b>", page.Text(".notes"), StringComparison.Ordinal);
        Assert.Contains("application.noted", await portal.TrailAsync(id));
        Assert.Equal(0, await portal.MailsAsync(id, MailTemplates.Question));
    }

    [Fact]
    public async Task Email_Corrected_AccountAndMailFollow()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("wrnog@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.PressAsync(await coordinator.GetAsync(await PathAsync(id)), "button[formaction*=Email]", ("Email.Address", "wrong@example.org"));
        await portal.SendMailAsync();
        using var member = await portal.SignedInAsync("wrong@example.org");

        Assert.Equal("The email address is corrected, and an email is on its way to it.", page.Text(".notice"));
        Assert.Equal(MemberStatus.Applied, (await portal.Given.MemberAsync(id)).Status);
        Assert.Contains(portal.Mails.Mails, mail => mail.Recipient.Address == "wrong@example.org" && mail.Content.Subject == "Your email address has been corrected");
        Assert.Equal(HttpStatusCode.OK, (await member.GetAsync("/en/me", follow: false)).Status);
        Assert.Contains("member.email-corrected", await portal.TrailAsync(id));
    }

    [Theory]
    [InlineData("not an address", "Enter an email address like name@example.org")]
    [InlineData("", "Enter an email address")]
    [InlineData("TAKEN@example.org", "This email address already belongs to another membership")]
    public async Task Email_BadOrTaken_RedisplaysWithErrorBesideTheField(string typed, string problem)
    {
        if (!await portal.SeeAsync(db => db.Members.AnyAsync(member => member.ConfirmedEmailKey == "taken@example.org"))) await portal.Given.AppliedAsync(Answers.Of("taken@example.org"));
        var id = await portal.Given.AppliedAsync(Answers.Of($"own-{Guid.NewGuid():N}@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PressAsync(await coordinator.GetAsync(await PathAsync(id)), "button[formaction*=Email]", ("Email.Address", typed));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal(problem, answer.Text("#Email_Address-problem"));
        Assert.Equal(typed, answer.Value("Email.Address"));
    }

    [Fact]
    public async Task Post_WithoutButton_OnlyShowsTheFormAgain()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("enter@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PostAsync(await coordinator.GetAsync(await PathAsync(id)), "form#application", ("Note.Text", "half"));

        Assert.Equal((HttpStatusCode.OK, "half"), (answer.Status, answer.Value("Note.Text")));
        Assert.Equal(["application.read", "application.read"], await portal.TrailAsync(id));
        Assert.Equal(MemberStatus.Applied, (await portal.Given.MemberAsync(id)).Status);
    }

    [Fact]
    public async Task Switch_HalfWritten_KeepsEveryTextInTheOtherLanguage()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("switches@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var welsh = await coordinator.PressAsync(await coordinator.GetAsync(await PathAsync(id)), "header button.language", ("Ask.Question", "half a question"), ("Decline.Reason", "half a reason"));

        Assert.Equal($"/cy/desg/ceisiadau/{await portal.KeyAsync(id)}", welsh.Address.AbsolutePath);
        Assert.Equal(("half a question", "half a reason"), (welsh.Value("Ask.Question"), welsh.Value("Decline.Reason")));
        Assert.Empty(welsh.Problems);
        Assert.Equal(["application.read", "application.read"], await portal.TrailAsync(id));
    }

    [Fact]
    public async Task GetAndPost_NoSuchApplication_IsNotFound()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("still-here@example.org"));
        using var coordinator = await portal.CoordinatorAsync();
        var page = await coordinator.GetAsync(await PathAsync(id));
        await portal.ChangeAsync(db => db.Members.Where(member => member.Id == id).ExecuteUpdateAsync(set => set.SetProperty(member => member.Key, RandomToken.Make())));

        var got = await coordinator.GetAsync("/en/desk/applications/no-such-key");
        var posted = await coordinator.PressAsync(page, "button[formaction*=Decline]", ("Decline.Reason", ""));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (got.Status, posted.Status));
    }

    [Fact]
    public async Task Post_AsMember_IsForbidden()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("victim@example.org"));
        await portal.Given.ApprovedAsync(Answers.Of("meddler@example.org"));
        using var member = await portal.SignedInAsync("meddler@example.org");
        var own = await member.GetAsync("/en/sign-out");
        var token = own.Value("form-token");

        var answer = await member.SendAsync(new(HttpMethod.Post, await PathAsync(id) + "?handler=Approve") { Content = new FormUrlEncodedContent([KeyValuePair.Create("form-token", token!)]) }, follow: false);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal(MemberStatus.Applied, (await portal.Given.MemberAsync(id)).Status);
    }

    private async Task<string> PathAsync(long id) => $"/en/desk/applications/{await portal.KeyAsync(id)}";
}
