using Microsoft.Playwright;

namespace CoproNetwork.Tests.Pages;

/// <summary>Pages that everyone meets, in both languages, on both screens, in both colour schemes.</summary>
public sealed class SmokeTests(BrowserFixture browser, Portal portal) : IClassFixture<Portal>
{
    public static IEnumerable<TheoryDataRow<string, int, ColorScheme>> Readings() => Reading.All().Select(reading => new TheoryDataRow<string, int, ColorScheme>(reading.Language, reading.Width, reading.Colours));

    [Theory, MemberData(nameof(Readings))]
    public async Task Get_HomeAndSignIn_AreCleanAndQuiet(string language, int width, ColorScheme colours)
    {
        await using var reader = await Reader.AtAsync(browser, portal, new(language, width, colours));

        await reader.OpenAsync($"/{language}");
        await reader.OpenAsync(language == "cy" ? "/cy/mewngofnodi" : "/en/sign-in");

        Assert.Equal(language, await reader.Page.Locator("html").GetAttributeAsync("lang"));
    }

    [Theory, InlineData("cy"), InlineData("en")]
    public async Task Get_WithoutScripts_ShowsTheSamePage(string language)
    {
        await using var reader = await Reader.AtAsync(browser, portal, new(language, Scripts: false));

        await reader.OpenAsync($"/{language}");

        Assert.Single(await reader.Page.Locator("h1").AllAsync());
    }
}
