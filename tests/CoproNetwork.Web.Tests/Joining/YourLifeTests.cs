using System.Net;

namespace CoproNetwork.Tests.Joining;

public sealed class YourLifeTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Post_EveryQuestionSkipped_GoesOn()
    {
        using var visitor = portal.Browse();

        Assert.Equal("/en/join/principles", (await visitor.ToPrinciplesAsync("skips@example.org")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Post_Answers_AreKeptAndCanBeTakenBack()
    {
        using var visitor = portal.Browse();
        await visitor.PostAsync(await visitor.ToYourLifeAsync("answers@example.org"), JoinWalk.Form, ("Input.OwnLife", "AsMuchAsIWant"), ("Input.Words", "first line\r\nsecond line"));

        var resumed = await visitor.GetAsync("/en/join/your-life");
        await visitor.PostAsync(resumed, JoinWalk.Form, ("Input.OwnLife", ""));
        var takenBack = await visitor.GetAsync("/en/join/your-life");

        Assert.Equal(("AsMuchAsIWant", "first line\nsecond line"), (resumed.Value("Input.OwnLife"), resumed.Value("Input.Words")));
        Assert.Null(takenBack.Value("Input.OwnLife"));
    }

    [Theory]
    [InlineData("Input.Work", "6", "The site did not understand what was entered here")]
    [InlineData("Input.Community", "everything", "The site did not understand what was entered here")]
    [InlineData("Input.Words", "2001", "What you say about your life, work and community must be 2000 characters or fewer")]
    public async Task Post_Wrong_RedisplaysFormWithError(string field, string typed, string problem)
    {
        using var visitor = portal.Browse();
        if (typed == "2001") typed = new('x', 2001);

        var answer = await visitor.PostAsync(await visitor.ToYourLifeAsync("wrong@example.org"), JoinWalk.Form, (field, typed));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
    }

    [Fact]
    public async Task Post_LongestTextWithWindowsLineEnds_Fits()
    {
        using var visitor = portal.Browse();

        var answer = await visitor.PostAsync(await visitor.ToYourLifeAsync("longest@example.org"), JoinWalk.Form, ("Input.Words", new string('x', 999) + "\r\n" + new string('x', 1000)));

        Assert.Equal("/en/join/principles", answer.Address.AbsolutePath);
    }
}
