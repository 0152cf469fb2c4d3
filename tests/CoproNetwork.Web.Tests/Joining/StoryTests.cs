using System.Net;

namespace CoproNetwork.Tests.Joining;

public sealed class StoryTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("Input.Title", "", "Give your story a title")]
    [InlineData("Input.Title", "121", "The title of your story must be 120 characters or fewer")]
    [InlineData("Input.Text", "\u200B", "Write your story")]
    [InlineData("Input.Text", "5001", "Your story must be 5000 characters or fewer")]
    [InlineData("Input.Consent", null, "Choose who may read your story")]
    [InlineData("Input.Consent", "6", "The site did not understand what was entered here")]
    [InlineData("Input.Language", "5", "The site did not understand what was entered here")]
    public async Task Post_OneFieldWrong_RedisplaysFormWithThatError(string field, string? typed, string problem)
    {
        using var visitor = portal.Browse();
        if (typed is "121" or "5001") typed = new('x', int.Parse(typed, System.Globalization.CultureInfo.InvariantCulture));

        var answer = await visitor.PostAsync(await visitor.ToStoryAsync("wrong@example.org"), JoinWalk.Form, JoinWalk.Story.But((field, typed)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
    }

    [Fact]
    public async Task Get_ConsentIsNeverGuessed()
    {
        using var visitor = portal.Browse();

        Assert.Null((await visitor.ToStoryAsync("consent@example.org")).Value("Input.Consent"));
    }

    [Theory]
    [InlineData("Under18")]
    [InlineData("Under13")]
    public async Task Post_ByNameUnder18_IsNotOfferedAndRefused(string age)
    {
        using var visitor = portal.Browse();
        var page = await visitor.ToStoryAsync("young@example.org", "/en/join", ("Input.Age", age), ("Input.GuardianName", "Demo Guardian"));

        var forged = await visitor.PostAsync(page, JoinWalk.Form, JoinWalk.Story.But(("Input.Consent", "PublicWithName")));
        var mended = await visitor.PostAsync(forged, JoinWalk.Form, ("Input.Consent", "PublicWithoutName"));

        Assert.Null(page.Page.QuerySelector("[value=PublicWithName]"));
        Assert.Equal("Because you are under 18, we will never put your name beside your story.", page.Text(".inset"));
        Assert.Equal(["Because you are under 18, choose an answer that does not show your name"], forged.Problems);
        Assert.Equal("/en/join/check", mended.Address.AbsolutePath);
    }

    [Fact]
    public async Task Check_AgeChangedAfterConsentByName_AsksTheStoryAgain()
    {
        using var visitor = portal.Browse();
        await visitor.PostAsync(await visitor.ToStoryAsync("changed@example.org"), JoinWalk.Form, JoinWalk.Story.But(("Input.Consent", "PublicWithName")));

        var answer = await visitor.PostAsync(await visitor.GetAsync("/en/join?change=true"), JoinWalk.Form, ("Input.Age", "Under18"));

        Assert.Equal("/en/join/story", answer.Address.AbsolutePath);
        Assert.Null(answer.Value("Input.Consent"));
        Assert.Equal("Something happened.", answer.Value("Input.Text"));
    }

    [Fact]
    public async Task Post_LongestStoryInAnyAlphabet_Fits()
    {
        using var visitor = portal.Browse();
        var story = string.Concat(Enumerable.Repeat("ŵ", 4998)) + "🏴";

        var check = await visitor.PostAsync(await visitor.ToStoryAsync("long@example.org"), JoinWalk.Form, JoinWalk.Story.But(("Input.Text", story)));

        Assert.Equal("/en/join/check", check.Address.AbsolutePath);
        Assert.Contains(story, check.Text("main"));
    }
}
