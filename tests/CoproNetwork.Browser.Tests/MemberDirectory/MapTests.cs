using System.Globalization;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Demo;
using CoproNetwork.Domain.Places;
using CoproNetwork.Web.Pages.MemberDirectory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>The map by keyboard, without scripts, with them, in another site, and how much of it travels.</summary>
public sealed class MapTests(BrowserFixture browser, Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private const int HeaviestPage = 150 * 1024;

    private const string Area = "svg.areas:not(.south-east) a";

    public async ValueTask InitializeAsync()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<CoproDbContext>().Members.AnyAsync()) await scope.ServiceProvider.GetRequiredService<DemoNetwork>().FillAsync(60, 1, DateTime.UtcNow, null, default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory, InlineData("cy", true), InlineData("en", false)]
    public async Task TabToAnArea_AndEnter_LeadsToWhoIsThere(string language, bool scripts)
    {
        await using var reader = await Reader.AtAsync(browser, portal, new(language, Scripts: scripts));
        await reader.OpenAsync(reader.Links.To(DirectoryAddress.Map));
        var powys = reader.Page.Locator($"{Area}[href*='W06000023']");
        await reader.Page.Locator(Area).First.FocusAsync();

        for (var presses = 0; presses < 22 && !await powys.EvaluateAsync<bool>("area => area === document.activeElement"); presses++) await reader.Page.Keyboard.PressAsync("Tab");
        var count = await powys.Locator("text").TextContentAsync();
        await reader.ArriveByAsync(() => reader.Page.Keyboard.PressAsync("Enter"), 200);

        Assert.EndsWith("?area=W06000023", reader.Page.Url, StringComparison.Ordinal);
        Assert.Equal(count, $"{await reader.Page.Locator(".person").CountAsync()}");
        Assert.Equal(await reader.Page.Locator($"{Area}[aria-current]").GetAttributeAsync("aria-label"), reader.Words.Count("DirectoryMap.Area", int.Parse(count!, CultureInfo.InvariantCulture), Gazetteer.FindArea("W06000023")!.Name(reader.Language)));
    }

    [Fact]
    public async Task WithoutScripts_TheMapIsWhole()
    {
        await using var reader = await Reader.AtAsync(browser, portal, new("en", 360, Scripts: false));

        await reader.OpenAsync(reader.Links.To(DirectoryAddress.Map));

        Assert.Equal(22, await reader.Page.Locator(Area).CountAsync());
        await Assertions.Expect(reader.Page.Locator("[data-show=towns]")).ToBeHiddenAsync();
        await Assertions.Expect(reader.Page.Locator("[data-near]")).ToBeHiddenAsync();
    }

    [Theory, InlineData("cy", 360, ColorScheme.Dark), InlineData("en", 1280, ColorScheme.Light)]
    public async Task Towns_ByKeyboard_LeadToWhoIsThere(string language, int width, ColorScheme colours)
    {
        await using var reader = await Reader.AtAsync(browser, portal, new(language, width, colours));
        await reader.OpenAsync(reader.Links.To(DirectoryAddress.Map, ("kind", "method")));
        var towns = reader.Page.Locator(".town-pin:not(.many)");

        await reader.Button(reader.Words["DirectoryMap.Show.Towns"]).PressAsync("Enter");
        await Assertions.Expect(towns.First).ToBeVisibleAsync();
        await reader.CheckAsync();
        var label = await towns.First.GetAttributeAsync("aria-label");
        await towns.First.PressAsync("Enter");
        await Assertions.Expect(reader.Page.Locator(".leaflet-popup a[aria-label]").First).ToBeFocusedAsync();
        await reader.CheckAsync();
        await reader.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(reader.Page.Locator(".leaflet-popup")).ToHaveCountAsync(0);
        await Assertions.Expect(reader.Page.GetByLabel(label!, new() { Exact = true })).ToBeFocusedAsync();
        await reader.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reader.Page.Locator(".leaflet-popup a[aria-label]").First).ToBeFocusedAsync();
        await reader.ArriveByAsync(() => reader.Page.Keyboard.PressAsync("Enter"), 200);

        Assert.True(await reader.Page.Locator(".person").CountAsync() > 0);
    }

    [Theory]
    [InlineData(51.481583f, -3.179090f, "near=51.48%2C-3.18")]
    [InlineData(48.8566f, 2.3522f, null)]
    public async Task NearMe_TellsOnlyRoughlyWhereOneIs(float latitude, float longitude, string? asked)
    {
        await using var reader = await Reader.AtAsync(browser, portal, new("en"));
        await reader.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await reader.Page.Context.SetGeolocationAsync(new() { Latitude = latitude, Longitude = longitude });
        await reader.OpenAsync("/en/directory/map?kind=person");
        var button = reader.Button(reader.Words["DirectoryMap.Near"]);

        if (asked is null)
        {
            await button.ClickAsync();
            await Assertions.Expect(reader.Page.Locator("[data-map-status]")).ToHaveTextAsync(reader.Words["DirectoryMap.Near.Elsewhere"]);
        }
        else
        {
            await reader.ArriveByAsync(() => button.ClickAsync(), 200);
            Assert.EndsWith($"/en/directory/map?kind=person&{asked}", reader.Page.Url, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NearMe_Refused_SaysSoPolitely()
    {
        await using var reader = await Reader.AtAsync(browser, portal, new("cy", 360));
        await reader.OpenAsync("/cy/cyfeiriadur/map");

        await reader.Button(reader.Words["DirectoryMap.Near"]).ClickAsync();

        await Assertions.Expect(reader.Page.Locator("[data-map-status]")).ToHaveTextAsync(reader.Words["DirectoryMap.Near.Refused"]);
        await reader.CheckAsync();
    }

    [Fact]
    public async Task InAnotherSite_TheEmbedPageShows_AndTheDirectoryDoesNot()
    {
        await using var other = await OtherSiteAsync($"<iframe name='embed' src='{portal.BaseUrl}en/directory/embed'></iframe><iframe name='list' src='{portal.BaseUrl}en/directory'></iframe><iframe name='map' src='{portal.BaseUrl}en/directory/map'></iframe>");
        await using var context = await browser.Browser.NewContextAsync();
        var page = await context.NewPageAsync();

        await page.GotoAsync(other.Urls.Single());

        var embedded = page.FrameLocator("[name=embed]");
        await Assertions.Expect(embedded.Locator(Area)).ToHaveCountAsync(22);
        await embedded.Locator(Area).First.PressAsync("Enter");
        await Assertions.Expect(embedded.Locator($"{Area}[aria-current]")).ToHaveCountAsync(1);
        await embedded.Locator("[data-show=towns]").ClickAsync();
        await Assertions.Expect(embedded.Locator(".leaflet-container")).ToBeVisibleAsync();

        // The browser shows a page of its own instead.
        foreach (var refused in new[] { "list", "map" }) await Assertions.Expect(page.FrameLocator($"[name={refused}]").Locator(".views")).ToHaveCountAsync(0);
    }

    [Theory, InlineData("cy"), InlineData("en")]
    public async Task FirstLoad_IsLight(string language)
    {
        await using var reader = await Reader.AtAsync(browser, portal, new(language));
        var session = await reader.Page.Context.NewCDPSessionAsync(reader.Page);
        await session.SendAsync("Network.enable");
        var (bytes, files) = (0.0, 0);
        session.Event("Network.loadingFinished").OnEvent += (_, finished) =>
        {
            bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
            files++;
        };

        await reader.Page.GotoAsync(reader.Links.To(DirectoryAddress.Map), new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.True(files > 8, $"Only {files} files were counted.");
        Assert.InRange(bytes, 50 * 1024, HeaviestPage);
    }

    private static async Task<WebApplication> OtherSiteAsync(string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => Results.Content($"<!DOCTYPE html><html lang='en'><title>Other</title>{body}</html>", "text/html"));
        await app.StartAsync();
        return app;
    }
}
