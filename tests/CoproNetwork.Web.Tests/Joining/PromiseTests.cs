using System.Net;

namespace CoproNetwork.Tests.Joining;

public sealed class PromiseTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("/en/join", "English")]
    [InlineData("/cy/ymuno", "Welsh")]
    public async Task Get_LanguageOfThePage_IsTheFirstGuess(string path, string language)
    {
        using var visitor = portal.Browse();

        var page = await visitor.ToPromiseAsync("guess@example.org", path);

        Assert.Equal((language, "Everyone", ""), (page.Value("Input.Language"), page.Value("Input.Visibility"), page.Value("Input.Theme")));
    }

    [Theory]
    [InlineData("Input.Text", "", "Write your promise")]
    [InlineData("Input.Text", "501", "Your promise must be 500 characters or fewer")]
    [InlineData("Input.Theme", "", "Choose what your promise is about")]
    [InlineData("Input.Theme", "11", "The site did not understand what was entered here")]
    [InlineData("Input.Theme", "weather", "The site did not understand what was entered here")]
    [InlineData("Input.Visibility", null, "Choose who may see your promise")]
    [InlineData("Input.Visibility", "4", "The site did not understand what was entered here")]
    [InlineData("Input.Language", "0", "The site did not understand what was entered here")]
    public async Task Post_OneFieldWrong_RedisplaysFormWithThatError(string field, string? typed, string problem)
    {
        using var visitor = portal.Browse();
        if (typed == "501") typed = new('x', 501);

        var answer = await visitor.PostAsync(await visitor.ToPromiseAsync("wrong@example.org"), JoinWalk.Form, JoinWalk.Promise.But((field, typed)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
    }

    [Fact]
    public async Task Post_LanguageSwitch_KeepsThePromiseAndItsLanguage()
    {
        using var visitor = portal.Browse();
        var page = await visitor.ToPromiseAsync("switch@example.org");

        var welsh = await visitor.SwitchLanguageAsync(page, JoinWalk.Promise.But(("Input.Text", "Byddaf\r\nyn gofyn."), ("Input.Language", "Welsh"), ("Input.Theme", "Culture")));

        Assert.Equal((HttpStatusCode.OK, "/cy/ymuno/addewid"), (welsh.Status, welsh.Address.AbsolutePath));
        Assert.Equal(("Byddaf\nyn gofyn.", "Welsh", "Culture"), (welsh.Value("Input.Text")!.ReplaceLineEndings("\n"), welsh.Value("Input.Language"), welsh.Value("Input.Theme")));
    }

    [Fact]
    public async Task Get_SaysHowMuchFits()
    {
        using var visitor = portal.Browse();

        var page = await visitor.ToPromiseAsync("fits@example.org", "/cy/ymuno");

        Assert.Equal("Hyd at 500 nod", page.Text("#Input_Text-count"));
        Assert.Contains("Input_Text-count", page.Page.QuerySelector("#Input_Text")!.GetAttribute("aria-describedby"));
    }
}
