using CoproNetwork.Domain.Members;
using Microsoft.Playwright;

namespace CoproNetwork.Tests.Journeys;

/// <summary>With a keyboard alone.</summary>
public sealed class KeyboardTests(BrowserFixture browser, Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] Controls = ["INPUT", "SELECT", "TEXTAREA", "BUTTON", "A", "SUMMARY"];

    [Theory, InlineData("cy"), InlineData("en")]
    public async Task FirstTab_SkipsToTheMainContent(string language)
    {
        await using var reader = await Reader.AtAsync(browser, portal, new(language));
        await reader.OpenAsync(reader.Links.To("/Accounts/SignIn"));

        await reader.Page.Keyboard.PressAsync("Tab");
        Assert.Equal(reader.Words["Common.SkipToMain"], await FocusedAsync(reader.Page, "innerText"));
        await reader.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await FocusedAsync(reader.Page, "id"));
        for (var presses = 0; presses < 5 && await FocusedAsync(reader.Page, "id") != "Input_Email"; presses++) await reader.Page.Keyboard.PressAsync("Tab");

        Assert.Equal("Input_Email", await FocusedAsync(reader.Page, "id"));
    }

    [Theory, InlineData("cy", true), InlineData("en", false)]
    public async Task EmptyForm_PutsTheFocusOnTheProblemsAndLeadsToTheFields(string language, bool scripts)
    {
        await using var reader = await Reader.AtAsync(browser, portal, new(language, 360, Scripts: scripts));
        await reader.OpenAsync(reader.Links.To("/Joining/AboutYou"));

        await reader.ArriveByAsync(() => reader.Button(reader.Words["Common.Continue"]).PressAsync("Enter"), 400);
        await Assertions.Expect(reader.Page.Locator(".problems")).ToBeFocusedAsync();
        await reader.Page.Locator(".problems a", new() { HasText = reader.Words["Joining.AboutYou.Email.Required"] }).PressAsync("Enter");

        await Assertions.Expect(reader.Page.Locator("#Input_Email")).ToBeFocusedAsync();
    }

    [Theory, InlineData("cy", "Llanidl", "Llanidloes"), InlineData("en", "Cardif", "Cardiff")]
    public async Task Place_IsChosenFromTheSuggestions(string language, string typed, string place)
    {
        await using var reader = await Reader.AtAsync(browser, portal, new(language, 360));
        await reader.OpenAsync(reader.Links.To("/Joining/AboutYou"));
        await reader.ChooseAsync("Input.Where", "Place");
        var field = reader.Page.Locator("[name='Input.PlaceText']");

        await field.PressSequentiallyAsync(typed);
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync(place);
        await reader.CheckAsync();
        await field.PressAsync("ArrowDown");
        await field.PressAsync("Enter");

        Assert.Contains(place, await field.InputValueAsync(), StringComparison.Ordinal);
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        Assert.EndsWith(reader.Links.To("/Joining/AboutYou"), reader.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryStop_IsSeenAndOnTheScreen()
    {
        await using var reader = await Reader.AtAsync(browser, portal, new("en", 360));
        await reader.OpenAsync(reader.Links.To("/Joining/AboutYou"));
        await reader.ChooseAsync("Input.Kind", MemberKind.Person);
        await reader.Page.EvaluateAsync("document.activeElement.blur(); scrollTo(0, 0)");

        for (var stop = 0; stop < 60; stop++)
        {
            await reader.Page.Keyboard.PressAsync("Tab");
            var tag = await FocusedAsync(reader.Page, "tagName");
            if (tag == "BODY") return;
            Assert.Contains(tag, Controls);
            Assert.True(await reader.Page.EvaluateAsync<bool>("""
                () => {
                  const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement);
                  const { top, bottom, width } = document.activeElement.getBoundingClientRect();
                  return (outlineStyle !== 'none' || boxShadow !== 'none') && width > 0 && bottom > 0 && top < innerHeight;
                }
                """), $"The focus on {await FocusedAsync(reader.Page, "outerHTML")} is not to be seen.");
        }

        Assert.Fail("The focus went round for 60 stops.");
    }

    private static Task<string> FocusedAsync(IPage page, string property) => page.EvaluateAsync<string>("property => document.activeElement[property]", property);
}
