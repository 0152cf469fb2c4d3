using System.Net;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Joining;

public sealed class AboutYouTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Get_FirstTime_ShowsEmptyFormAndLeavesNothingBehind()
    {
        using var visitor = portal.Browse();

        var page = await visitor.GetAsync("/cy/ymuno");

        Assert.Equal((HttpStatusCode.OK, "Amdanoch chi"), (page.Status, page.Text("h1")));
        Assert.DoesNotContain("copro-join", page.Headers.GetValueOrDefault("Set-Cookie", ""));
        Assert.Contains("no-store", page.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task Post_Empty_SaysEverythingInTheOrderOfTheFields()
    {
        using var visitor = portal.Browse();

        var answer = await visitor.PostAsync(await visitor.GetAsync("/en/join"), JoinWalk.Form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            [
                "Choose whether a person, an organisation or a group is joining",
                "Enter your name",
                "Choose how old you are",
                "Enter your email address",
                "Choose the language you would like us to write to you in",
                "Give a town or village, give your principal area, or choose “Outside Wales”",
            ],
            answer.Problems);
        foreach (var link in answer.Page.QuerySelectorAll(".problems a")) Assert.NotNull(answer.Page.GetElementById(link.GetAttribute("href")![1..]));
        Assert.StartsWith("Problem: ", answer.Text("title"));
    }

    [Theory]
    [InlineData("Input.Name", "", "Enter your name")]
    [InlineData("Input.Name", " \u200B\u0007 ", "Enter your name")]
    [InlineData("Input.Name", "300", "Your name must be 120 characters or fewer")]
    [InlineData("Input.OrganisationName", "300", "The name of the organisation or group must be 160 characters or fewer")]
    [InlineData("Input.Role", "300", "Your role must be 120 characters or fewer")]
    [InlineData("Input.Email", "nobody", "Enter an email address like name@example.org")]
    [InlineData("Input.Email", "a@b", "Enter an email address like name@example.org")]
    [InlineData("Input.Email", "a b@example.org", "Enter an email address like name@example.org")]
    [InlineData("Input.Email", "a@example.org, b@example.org", "Enter an email address like name@example.org")]
    [InlineData("Input.Email", "300", "Your email address must be 254 characters or fewer")]
    [InlineData("Input.Kind", "7", "The site did not understand what was entered here")]
    [InlineData("Input.Kind", "nonsense", "The site did not understand what was entered here")]
    [InlineData("Input.Age", "-1", "The site did not understand what was entered here")]
    [InlineData("Input.Age", "Under13", "Enter the name of the parent or guardian who joins with you")]
    [InlineData("Input.Language", "3", "The site did not understand what was entered here")]
    [InlineData("Input.Where", "Place", "Enter a town or village, or give only your principal area")]
    [InlineData("Input.Where", "Area", "Choose your principal area")]
    [InlineData("Input.Where", "9", "The site did not understand what was entered here")]
    [InlineData("Input.Kind", "Organisation", "Enter the name of the organisation or group that is joining")]
    [InlineData("Input.Kind", "Group", "Enter the name of the organisation or group that is joining")]
    public async Task Post_OneFieldWrong_RedisplaysFormWithThatError(string field, string typed, string problem)
    {
        using var visitor = portal.Browse();
        if (typed == "300") typed = new('x', 300);

        var answer = await visitor.PostAsync(await visitor.GetAsync("/en/join"), JoinWalk.Form, JoinWalk.AboutYou("a@example.org").But((field, typed)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal(field == "Input.Email" ? "Demo Newcomer" : "a@example.org", answer.Value(field == "Input.Email" ? "Input.Name" : "Input.Email"));
    }

    [Theory]
    [InlineData("Organisation", "Under18")]
    [InlineData("Group", "Under13")]
    public async Task Post_OrganisationByAChild_RedisplaysFormWithError(string kind, string age)
    {
        using var visitor = portal.Browse();

        var answer = await visitor.PostAsync(await visitor.GetAsync("/en/join"), JoinWalk.Form, JoinWalk.AboutYou("a@example.org").But(("Input.Kind", kind), ("Input.Age", age), ("Input.OrganisationName", "Demo"), ("Input.GuardianName", "Demo Guardian")));

        Assert.Equal(["Only someone aged 18 or over can join for an organisation or a group"], answer.Problems);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Siân Ŵŷ 🏴󠁧󠁢󠁷󠁬󠁳󠁿 & \"co\"")]
    [InlineData("שלום مرحبا")]
    [InlineData("O’Brien-D'Arcy")]
    [InlineData("no\uFFFEcharacter", "no\uFFFDcharacter")]
    public async Task Post_NameOfAnyAlphabet_IsKeptAndShownAsText(string name, string? kept = null)
    {
        using var visitor = portal.Browse();

        var next = await visitor.ToYourLifeAsync("any@example.org", "/en/join", ("Input.Name", name));
        var resumed = await visitor.GetAsync("/en/join");

        Assert.Equal("/en/join/your-life", next.Address.AbsolutePath);
        Assert.Equal(kept ?? name, resumed.Value("Input.Name"));
        Assert.DoesNotContain("<script>alert", resumed.Body);
    }

    [Fact]
    public async Task Post_LanguageSwitch_KeepsWhatWasTypedAndSaysNothingIsWrong()
    {
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync("/en/join");

        var welsh = await visitor.SwitchLanguageAsync(page, ("Input.Name", "Demo"), ("Input.Kind", "Group"), ("Input.Where", "Place"), ("Input.PlaceText", "Nowhere"), ("Input.Email", "not yet"));
        var english = await visitor.SwitchLanguageAsync(welsh);

        Assert.Equal((HttpStatusCode.OK, "/cy/ymuno", "Amdanoch chi"), (welsh.Status, welsh.Address.AbsolutePath, welsh.Text("h1")));
        Assert.Empty(welsh.Problems);
        Assert.Equal(("Demo", "Group", "Place", "Nowhere", "not yet"), (welsh.Value("Input.Name"), welsh.Value("Input.Kind"), welsh.Value("Input.Where"), welsh.Value("Input.PlaceText"), welsh.Value("Input.Email")));
        Assert.Equal(("/en/join", "Demo", "not yet"), (english.Address.AbsolutePath, english.Value("Input.Name"), english.Value("Input.Email")));
    }

    [Fact]
    public async Task Post_Honeypot_IsRefusedWithClearWordsAndCanBeMended()
    {
        using var visitor = portal.Browse();

        var refused = await visitor.PostAsync(await visitor.GetAsync("/en/join"), JoinWalk.Form, JoinWalk.AboutYou("bot@example.org").But(("Input.Homepage", "https://example.org")));
        var again = await visitor.PostAsync(refused, JoinWalk.Form);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.StartsWith("This form could not be accepted.", Assert.Single(refused.Problems));
        Assert.Equal("bot@example.org", refused.Value("Input.Email"));
        Assert.Equal("/en/join/your-life", again.Address.AbsolutePath);
    }

    [Fact]
    public async Task Post_WithoutToken_IsRefused()
    {
        using var visitor = portal.Browse();

        var answer = await visitor.SendAsync(new(HttpMethod.Post, "/en/join") { Content = new FormUrlEncodedContent(JoinWalk.AboutYou("forged@example.org").ToDictionary(field => field.Name, field => field.Value)) }, follow: false);

        Assert.Equal((HttpStatusCode.BadRequest, "This form can no longer be sent"), (answer.Status, answer.Text("h1")));
    }

    [Fact]
    public async Task Post_NullCharacter_IsRefusedWithClearPage()
    {
        using var visitor = portal.Browse();

        var answer = await visitor.PostAsync(await visitor.GetAsync("/en/join"), JoinWalk.Form, ("Input.Name", "a\0b"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(answer.Text("h1"), new[] { "The site did not understand that", "This form can no longer be sent" });
    }

    [Fact]
    public async Task Post_ChildWithGuardian_GoesOnAndKeepsTheGuardian()
    {
        using var visitor = portal.Browse();

        await visitor.ToYourLifeAsync("guardian@example.org", "/en/join", ("Input.Age", "Under13"), ("Input.GuardianName", "Demo Guardian"));

        Assert.Equal("Demo Guardian", (await visitor.GetAsync("/en/join")).Value("Input.GuardianName"));
        Assert.False(await portal.SeeAsync(db => db.Members.AnyAsync(member => member.Age == AgeBand.Under13)));
    }
}
