using System.Net;

namespace CoproNetwork.Tests.Privacy;

/// <summary>The pages that stand before the first byte is collected.</summary>
public sealed class PlainPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("/en/privacy", "How we look after your data")]
    [InlineData("/cy/preifatrwydd", "Sut rydyn ni'n gofalu am eich data")]
    [InlineData("/en/accessibility", "Accessibility")]
    [InlineData("/cy/hygyrchedd", "Hygyrchedd")]
    [InlineData("/en/contact", "Contact us")]
    [InlineData("/cy/cysylltu", "Cysylltu â ni")]
    [InlineData("/en/principles", "Our shared principles")]
    [InlineData("/cy/egwyddorion", "Ein hegwyddorion cyffredin")]
    public async Task Get_IsThereWithoutCookies(string path, string title)
    {
        using var visitor = portal.Browse();

        var page = await visitor.GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, title), (page.Status, page.Text("h1")));
        Assert.False(page.Headers.ContainsKey("Set-Cookie"));
        foreach (var link in page.Page.QuerySelectorAll("main a[href^='#']")) Assert.NotNull(page.Page.GetElementById(link.GetAttribute("href")![1..]));
    }

    [Theory]
    [InlineData("privacy", "preifatrwydd")]
    [InlineData("accessibility", "hygyrchedd")]
    [InlineData("contact", "cysylltu")]
    public async Task Get_BothLanguages_SayAsMuch(string english, string welsh)
    {
        using var visitor = portal.Browse();

        var (en, cy) = (await visitor.GetAsync($"/en/{english}"), await visitor.GetAsync($"/cy/{welsh}"));

        foreach (var kind in new[] { "main h2", "main p", "main li", "main tr", "main a" })
            Assert.Equal(en.Page.QuerySelectorAll(kind).Length, cy.Page.QuerySelectorAll(kind).Length);
    }

    [Fact]
    public async Task Contact_NamesTheAddressThatMailsAnswerTo()
    {
        using var visitor = portal.Browse();

        Assert.Equal("network@example.org", (await visitor.GetAsync("/cy/cysylltu")).Page.QuerySelector("main a[href='mailto:network@example.org']")!.TextContent);
    }
}
