using System.Net;

namespace CoproNetwork.Tests.Joining;

public sealed class FillTimeTests : IDisposable
{
    private readonly Portal _portal = new() { Settings = { ["Join:MinimumSeconds"] = "3" } };

    [Fact]
    public async Task Post_Quicker_IsAskedToLookAgainAndThenTaken()
    {
        using var visitor = _portal.Browse();

        var quick = await visitor.ToYourLifeAsync("quick@example.org");
        _portal.Clock.Advance(TimeSpan.FromSeconds(3));
        var slow = await visitor.PostAsync(quick, JoinWalk.Form);

        Assert.Equal(HttpStatusCode.BadRequest, quick.Status);
        Assert.StartsWith("That was very quick", Assert.Single(quick.Problems));
        Assert.Equal("quick@example.org", quick.Value("Input.Email"));
        Assert.Equal("/en/join/your-life", slow.Address.AbsolutePath);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("forged")]
    [InlineData("CfDJ8AAAA")]
    public async Task Post_ForgedTime_CountsAsQuick(string? stamp)
    {
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/join");
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await visitor.PostAsync(page, JoinWalk.Form, JoinWalk.AboutYou("forged@example.org").But(("Input.Shown", stamp)));

        Assert.StartsWith("That was very quick", Assert.Single(answer.Problems));
    }

    [Fact]
    public async Task Post_ChangingAFormBegun_IsNotTimed()
    {
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/join");
        _portal.Clock.Advance(TimeSpan.FromSeconds(3));
        await visitor.PostAsync(page, JoinWalk.Form, JoinWalk.AboutYou("begun@example.org"));

        var changed = await visitor.ToYourLifeAsync("changed@example.org");

        Assert.Equal("/en/join/your-life", changed.Address.AbsolutePath);
    }

    [Fact]
    public async Task Post_LanguageSwitched_KeepsTheTime()
    {
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/join");
        _portal.Clock.Advance(TimeSpan.FromSeconds(3));

        var welsh = await visitor.SwitchLanguageAsync(page, JoinWalk.AboutYou("switched@example.org"));
        var next = await visitor.PostAsync(welsh, JoinWalk.Form);

        Assert.Equal("/cy/ymuno/eich-bywyd", next.Address.AbsolutePath);
    }

    public void Dispose() => _portal.Dispose();
}
