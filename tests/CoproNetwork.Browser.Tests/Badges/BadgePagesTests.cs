using CoproNetwork.Domain.Badges;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CoproNetwork.Tests.Badges;

/// <summary>The badge's public page, its address by a mailed link, and the desk's queue.</summary>
public sealed class BadgePagesTests(BrowserFixture browser, Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("cy", 360, ColorScheme.Dark)]
    [InlineData("en", 1280, ColorScheme.Light)]
    public async Task Pages_AreCleanAndQuiet_FromTheMailedLinkToTheQueue(string language, int width, ColorScheme colours)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        await portal.Given().ApprovedAsync(Answers.Of(email));
        await using var reader = await Reader.AtAsync(browser, portal, new(language, width, colours));
        await reader.OpenAsync(language == "cy" ? "/cy/bathodynnau/1/1" : "/en/badges/1/1");
        var link = new Uri(MailFolder.LinkIn(await portal.Mails.NewestToAsync(email, "Welcome"))).PathAndQuery;
        await reader.OpenAsync(language == "cy" ? link.Replace("/en/badge-address", "/cy/cyfeiriad-bathodyn", StringComparison.Ordinal) : link);

        await reader.ClickAsync("form#address .btn-primary", status: 400);
        Assert.Equal(4, await reader.Page.Locator(".problems li").CountAsync());
        foreach (var (field, value) in new[] { ("Recipient", "Demo"), ("Line1", "1 Stryd Demo"), ("Town", "Aberaeron"), ("Postcode", "SA46 0AA") }) await reader.Page.FillAsync($"#Input_{field}", value);
        await reader.ClickAsync("form#address .btn-primary");

        Assert.DoesNotContain("SA46", await reader.Page.ContentAsync(), StringComparison.Ordinal);
        await WalkTheDeskAsync(reader, language);
    }

    private async Task WalkTheDeskAsync(Reader reader, string language)
    {
        var coordinator = $"coordinator-{Guid.NewGuid():N}@example.org";
        var actor = await portal.Given().CoordinatorAsync(coordinator);
        var waiting = (await portal.Given().MemberAsync(await portal.Given().ApprovedAsync(Answers.Of($"{Guid.NewGuid():N}@example.org")))).Key;
        await PostOneAsync(actor);
        await reader.SignInAsync(portal, coordinator);
        var desk = language == "cy" ? "/cy/desg/bathodynnau" : "/en/desk/badges";
        foreach (var tab in new[] { "Asked", "ToPost", "Posted", "Returned" }) await reader.OpenAsync($"{desk}?tab={tab}");
        await reader.OpenAsync($"{desk}/{waiting}/{(language == "cy" ? "cyfeiriad" : "address")}");
        await reader.OpenAsync($"{desk}/{(language == "cy" ? "labeli" : "labels")}");
    }

    private async Task PostOneAsync(long actor)
    {
        var member = await portal.Given().MemberAsync(await portal.Given().ApprovedAsync(Answers.Of($"{Guid.NewGuid():N}@example.org")));
        await using var scope = portal.Services.CreateAsyncScope();
        var (posting, now) = (scope.ServiceProvider.GetRequiredService<BadgePosting>(), scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        await posting.GiveAddressAsync(member.Id, PostalAddress.InUnitedKingdom("Demo", "1 Stryd Demo", null, "Aberaeron", "SA46 0AA"), now, default);
        await posting.NotePostedAsync([member.Key], actor, now, default);
    }
}
