using System.Net;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Feedback;

public sealed class AnswerPageTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly (string, string?)[] UnderWay =
    [
        ("Input.Status", "UnderWay"), ("Input.Happened", "We met."), ("Input.Helped", "Tea."), ("Input.Hindered", "The bus."), ("Input.Language", "English"), ("Input.Visibility", "Website"),
        ("Input.OwnLife", "Lot"), ("Input.Work", "Some"), ("Input.Community", "None"), ("Input.Words", "More now."),
    ];

    [Fact]
    public async Task Get_ByTheMailedLink_ShowsTheFormAndChangesNothing()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("looks@example.org"));
        using var visitor = portal.Browse();

        var page = await visitor.GetAsync(asked.Link);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("How is it going?", page.Text("h1"));
        Assert.Equal("I will ask first.", page.Text("blockquote.promise"));
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Null((await RequestAsync(asked.Id)).AnsweredAtUtc);
        Assert.Null(page.Value("Input.Visibility"));
    }

    [Fact]
    public async Task Post_KeepsEveryAnswer_AndCountsAsHeardFrom()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("answers@example.org"));
        using var visitor = portal.Browse();

        var sent = await visitor.PostAsync(await visitor.GetAsync(asked.Link), "form#answer", UnderWay);

        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.StartsWith("Thank you", sent.Text(".notice.done"), StringComparison.Ordinal);
        var request = await RequestAsync(asked.Id);
        Assert.Equal(portal.NowUtc, request.AnsweredAtUtc);
        Assert.Equal((PromiseStatus.UnderWay, "We met.", "Tea.", "The bus.", UpdateVisibility.Website), (request.Update!.Status, request.Update.Happened, request.Update.Helped, request.Update.Hindered, request.Update.Visibility));
        var says = await portal.SeeAsync(db => db.CheckIns.AsNoTracking().SingleAsync(checkIn => checkIn.MemberId == asked.Id && checkIn.Wave == 1));
        Assert.Equal((Say.Lot, Say.Some, Say.None, "More now."), (says.OwnLife, says.Work, says.Community, says.Words));
        Assert.Equal(portal.NowUtc, (await portal.Given.MemberAsync(asked.Id)).LastHeardAtUtc);
    }

    [Fact]
    public async Task Post_Again_IsTheSameAnswerEdited()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("twice@example.org"));
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync(asked.Link);
        await visitor.PostAsync(page, "form#answer", UnderWay);
        var again = await visitor.GetAsync(asked.Link);
        Assert.Equal(("UnderWay", "We met.", "Website", "Lot"), (again.Value("Input.Status"), again.Value("Input.Happened"), again.Value("Input.Visibility"), again.Value("Input.OwnLife")));

        await visitor.PostAsync(page, "form#answer", [.. UnderWay.Where(field => field.Item1 != "Input.Happened"), ("Input.Happened", "We met twice.")]);

        var updates = await portal.SeeAsync(db => db.PromiseUpdates.AsNoTracking().Where(update => db.Promises.Any(promise => promise.Id == update.PromiseId && promise.MemberId == asked.Id)).ToListAsync());
        Assert.Equal("We met twice.", Assert.Single(updates).Happened);
        Assert.Equal(2, await portal.SeeAsync(db => db.CheckIns.CountAsync(checkIn => checkIn.MemberId == asked.Id)));
    }

    [Fact]
    public async Task Post_Kept_MakesTheNextPromise_Once()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("kept@example.org"));
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync(asked.Link);
        (string, string?)[] kept = [("Input.Status", "Kept"), ("Input.Language", "English"), ("Input.Visibility", "Newsletter"), ("Input.Next.Text", "I will ask again."), ("Input.Next.Theme", "Culture"), ("Input.Next.Visibility", "Everyone")];

        await visitor.PostAsync(page, "form#answer", kept);
        var second = await visitor.PostAsync(page, "form#answer", kept);

        Assert.Equal(HttpStatusCode.OK, second.Status);
        var promises = await portal.SeeAsync(db => db.Promises.AsNoTracking().Where(promise => promise.MemberId == asked.Id).OrderBy(promise => promise.Id).Select(promise => new { promise.Text, promise.Status }).ToListAsync());
        Assert.Equal(["I will ask first./Kept", "I will ask again./Made"], promises.Select(promise => $"{promise.Text}/{promise.Status}"));
    }

    [Fact]
    public async Task Post_Changed_KeepsTheOldWords()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("changed@example.org"));
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync(asked.Link);

        var without = await visitor.PostAsync(page, "form#answer", ("Input.Status", "Changed"), ("Input.Visibility", "Members"), ("Input.NewText", " "));
        Assert.Equal(HttpStatusCode.BadRequest, without.Status);
        Assert.Equal(["Write the promise"], without.Problems);
        await visitor.PostAsync(without, "form#answer", ("Input.NewText", "I will ask everyone."));

        var request = await RequestAsync(asked.Id);
        Assert.Equal((PromiseStatus.Changed, "I will ask first."), (request.Update!.Status, request.Update.OldText));
        Assert.Equal("I will ask everyone.", await portal.SeeAsync(db => db.Promises.Where(promise => promise.MemberId == asked.Id).Select(promise => promise.Text).SingleAsync()));
    }

    [Fact]
    public async Task Post_Stuck_PutsATaskOnTheDesk_WithWhatWouldHelp()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("stuck@example.org"));
        using var visitor = portal.Browse();

        await visitor.PostAsync(await visitor.GetAsync(asked.Link), "form#answer", ("Input.Status", "Stuck"), ("Input.WouldHelp", "A letter."), ("Input.Visibility", "Team"));

        var task = await portal.SeeAsync(db => db.StuckTasks.AsNoTracking().Include(one => one.Update).SingleAsync(one => one.MemberId == asked.Id));
        Assert.Equal((StuckTaskStatus.Open, "A letter."), (task.Status, task.Update!.WouldHelp));
        Assert.Equal(PromiseStatus.Made, await portal.SeeAsync(db => db.PromiseCards.Where(card => card.Audience == Audience.Public && card.Promise.MemberId == asked.Id).Select(card => card.Status).SingleAsync()));
    }

    [Fact]
    public async Task Post_WithAStory_TellsItOnce_AndNothingWithoutTheTick()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("story@example.org"));
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync(asked.Link);
        (string, string?)[] story = [.. UnderWay, ("Input.Story.Title", "New"), ("Input.Story.Text", "It went on."), ("Input.Story.Language", "Welsh"), ("Input.Story.Theme", "Work"), ("Input.Story.Consent", "PublicWithoutName")];

        await visitor.PostAsync(page, "form#answer", story);
        Assert.Equal(1, await StoriesAsync(asked.Id));
        var incomplete = await visitor.PostAsync(page, "form#answer", [.. UnderWay, ("Input.TellsStory", "true")]);
        Assert.Equal(HttpStatusCode.BadRequest, incomplete.Status);
        Assert.Equal("We met.", incomplete.Value("Input.Happened"));
        await visitor.PostAsync(page, "form#answer", [.. story, ("Input.TellsStory", "true")]);
        await visitor.PostAsync(page, "form#answer", [.. story, ("Input.TellsStory", "true")]);

        Assert.Equal(2, await StoriesAsync(asked.Id));
        Assert.Equal(PromiseTheme.Work, (await RequestAsync(asked.Id)).Story!.Theme);
    }

    [Theory]
    [InlineData("Input.Status", "", "Choose how it goes")]
    [InlineData("Input.Status", "Made", "Choose how it goes")]
    [InlineData("Input.Visibility", "", "Choose who may see this")]
    [InlineData("Input.Visibility", "9", "The site did not understand what was entered here")]
    [InlineData("Input.OwnLife", "77", "The site did not understand what was entered here")]
    public async Task Post_WrongOrMissing_RedisplaysWithWhatWasTyped(string field, string value, string problem)
    {
        var asked = await Asked.AskAsync(portal, Answers.Of($"wrong-{field}-{value}@example.org".Replace("Input.", "", StringComparison.Ordinal)));
        using var visitor = portal.Browse();

        var answer = await visitor.PostAsync(await visitor.GetAsync(asked.Link), "form#answer", [.. UnderWay.Where(one => one.Item1 != field), (field, value)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal("We met.", answer.Value("Input.Happened"));
        Assert.Null((await RequestAsync(asked.Id)).AnsweredAtUtc);
    }

    [Fact]
    public async Task Post_TooLong_KeepsEveryWord()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("long@example.org"));
        using var visitor = portal.Browse();
        var words = new string('ŵ', PromiseUpdate.WordsMaxLength + 1);

        var answer = await visitor.PostAsync(await visitor.GetAsync(asked.Link), "form#answer", [.. UnderWay.Where(one => one.Item1 != "Input.Helped"), ("Input.Helped", words)]);

        Assert.Equal((HttpStatusCode.BadRequest, words), (answer.Status, answer.Value("Input.Helped")));
    }

    [Fact]
    public async Task Get_OnceTheNextIsDue_SaysSo_AndLeadsToSigningIn()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("late@example.org"));
        using var visitor = portal.Browse();
        portal.Clock.Advance(TimeSpan.FromDays(183));

        var late = await visitor.GetAsync(asked.Link);
        var unknown = await visitor.GetAsync("/en/feedback?t=AAAAAAAAAAAAAAAAAAAAAA");

        Assert.Equal((HttpStatusCode.Gone, "This link no longer works"), (late.Status, late.Text("h1")));
        Assert.Equal((HttpStatusCode.NotFound, "This link leads nowhere"), (unknown.Status, unknown.Text("h1")));
    }

    [Fact]
    public async Task Post_WithoutAPromise_MayMakeOne()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("none@example.org"));
        await portal.InScopeAsync<CoproNetwork.Domain.Joining.MembershipChanges, bool>(async changes =>
        {
            await changes.WithdrawPromiseAsync(asked.Id, portal.NowUtc, default);
            return true;
        });
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync(asked.Link);
        Assert.Null(page.Page.QuerySelector("[name='Input.Status']"));

        var bare = await visitor.PostAsync(page, "form#answer", ("Input.OwnLife", "Some"));
        await visitor.PostAsync(page, "form#answer", ("Input.Next.Text", "I will begin."), ("Input.Next.Theme", "Rights"));

        Assert.Equal(HttpStatusCode.OK, bare.Status);
        Assert.Equal("I will begin.", await portal.SeeAsync(db => db.Promises.Where(promise => promise.MemberId == asked.Id).Select(promise => promise.Text).SingleAsync()));
    }

    [Fact]
    public async Task Post_UnderAge_IsNeverNamed()
    {
        var asked = await Asked.AskAsync(portal, Answers.Of("young@example.org") with { Age = AgeBand.Under18 });
        using var visitor = portal.Browse();

        var named = await visitor.PostAsync(await visitor.GetAsync(asked.Link), "form#answer",
            [.. UnderWay, ("Input.TellsStory", "true"), ("Input.Story.Title", "New"), ("Input.Story.Text", "Words."), ("Input.Story.Language", "English"), ("Input.Story.Theme", "Work"), ("Input.Story.Consent", nameof(StoryConsent.PublicWithName))]);

        Assert.Equal(HttpStatusCode.BadRequest, named.Status);
        Assert.Equal(1, await StoriesAsync(asked.Id));
    }

    private Task<FeedbackRequest> RequestAsync(long id) => portal.SeeAsync(db => db.FeedbackRequests.AsNoTracking().Include(request => request.Update).Include(request => request.Story).SingleAsync(request => request.MemberId == id));

    private Task<int> StoriesAsync(long id) => portal.SeeAsync(db => db.Stories.CountAsync(story => story.MemberId == id));
}
