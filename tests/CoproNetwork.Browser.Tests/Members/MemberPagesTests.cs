using Microsoft.Playwright;

namespace CoproNetwork.Tests.Members;

/// <summary>One's own pages, and leaving.</summary>
public sealed class MemberPagesTests(BrowserFixture browser, Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] Welsh = ["/cy/fi", "/cy/fi/manylion", "/cy/fi/addewid", "/cy/fi/stori", "/cy/fi/gwelededd", "/cy/fi/cyfeiriad", "/cy/fi/gadael"];
    private static readonly string[] English = ["/en/me", "/en/me/details", "/en/me/promise", "/en/me/story", "/en/me/visibility", "/en/me/address", "/en/me/leave"];

    [Theory]
    [InlineData("cy", 360, ColorScheme.Dark, true)]
    [InlineData("en", 1280, ColorScheme.Light, false)]
    public async Task Pages_AreCleanAndQuiet_AndLeavingEndsThem(string language, int width, ColorScheme colours, bool scripts)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        await portal.Given().ApprovedAsync(Answers.Of(email));
        await using var reader = await Reader.AtAsync(browser, portal, new(language, width, colours, scripts));
        await reader.SignInAsync(portal, email);
        foreach (var path in language == "cy" ? Welsh : English) await reader.OpenAsync(path);

        await reader.ClickAsync("form#leave .btn-warn", status: 400);
        await reader.Page.CheckAsync("#Input_Sure");
        await reader.ClickAsync("form#leave .btn-warn");

        Assert.EndsWith(language == "cy" ? "/cy/wedi-gadael" : "/en/left", reader.Page.Url, StringComparison.Ordinal);
        await portal.Mails.NewestToAsync(email, "You have left");
    }
}
