using System.Net;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>Possible duplicates, made one or kept apart.</summary>
public sealed class ListingMergePageTests : IDisposable
{
    private const string Pairs = "/en/desk/listings?view=pairs", Merge = "/en/desk/listings/merge?stays=demo-garden&goes=the-demo-garden", Apart = "button[formaction*='handler=Apart']";

    private readonly Portal _portal = new();

    private ListingDeeds Listings => new(_portal.Services, _portal.Clock);

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_Pair_ShowsBothAndWhatTheyWouldBe()
    {
        await TwinsAsync();
        using var coordinator = await _portal.CoordinatorAsync();

        var list = await coordinator.GetAsync(Pairs);
        var page = await coordinator.GetAsync(list.Page.QuerySelector("tbody td.act a")!.GetAttribute("href")!);

        var links = page.Page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent == "Links").QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(["https://one.example.org/", "https://two.example.org/", "Changed https://one.example.org/ https://two.example.org/ New"], links);
        Assert.Contains("Demo One, Demo Two", page.Text("section[aria-labelledby=result] ul"), StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector("a[href='/en/desk/listings/merge?stays=the-demo-garden&goes=demo-garden']"));
        Assert.Equal(2, await _portal.SeeAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.ListingRead)));
    }

    [Fact]
    public async Task Post_Twice_MakesThemOneOnceAndShowsTheFirstResult()
    {
        var (one, two, key) = await TwinsAsync();
        using var coordinator = await _portal.CoordinatorAsync();
        var page = await coordinator.GetAsync(Merge);

        var done = await coordinator.PostAsync(page, "form#merge");
        var again = await coordinator.PostAsync(page, "form#merge");

        Assert.All(new[] { done, again }, answer => Assert.Equal(($"/en/desk/listings/{key}", "They are one now. Whoever looks after it gets an email."), (answer.Address.AbsolutePath, answer.Text(".notice"))));
        Assert.Contains("The Demo Garden", done.Text("section[aria-labelledby=now]"), StringComparison.Ordinal);
        Assert.Equal((1, 1), (await _portal.MailsAsync(one, MailTemplates.ListingsMerged), await _portal.MailsAsync(two, MailTemplates.ListingsMerged)));
        Assert.Single(await _portal.TrailAsync((await Listings.ReadAsync(key)).Id), AuditActions.ListingsMerged);
        Assert.Equal("No two listings look alike.", (await coordinator.GetAsync(Pairs)).Text("main .lead"));
    }

    [Fact]
    public async Task Post_TheOtherWayRoundMeanwhile_IsNotFound()
    {
        await TwinsAsync();
        using var coordinator = await _portal.CoordinatorAsync();
        var page = await coordinator.GetAsync(Merge);
        await coordinator.PostAsync(await coordinator.GetAsync("/en/desk/listings/merge?stays=the-demo-garden&goes=demo-garden"), "form#merge");

        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.PostAsync(page, "form#merge")).Status);
    }

    [Fact]
    public async Task Apart_FromTheListTwice_IsNotOfferedAgain()
    {
        await TwinsAsync();
        using var coordinator = await _portal.CoordinatorAsync();
        var list = await coordinator.GetAsync(Pairs);

        var done = await coordinator.PressAsync(list, Apart);
        var again = await coordinator.PressAsync(list, Apart);

        Assert.All(new[] { done, again }, answer => Assert.StartsWith("Noted.", answer.Text(".notice"), StringComparison.Ordinal));
        Assert.Empty(again.Page.QuerySelectorAll("tbody tr"));
        Assert.Equal(1, await _portal.NotedAsync(AuditActions.ListingsKeptApart));
    }

    [Fact]
    public async Task Post_WhileAVersionWaits_IsConflictAndLeadsThere()
    {
        var (one, _, key) = await TwinsAsync();
        using var coordinator = await _portal.CoordinatorAsync();
        var page = await coordinator.GetAsync(Merge);
        await Listings.EditAsync(key, one, ListingDeeds.Says("Demo Garden") with { Links = ["https://three.example.org/"] });

        var answer = await coordinator.PostAsync(page, "form#merge");

        Assert.Equal((HttpStatusCode.Conflict, "A version of one of them still waits for approval. Decide on that first."), (answer.Status, Assert.Single(answer.Problems)));
        Assert.NotNull(answer.Page.QuerySelector($"form#merge a[href='/en/desk/listings/{key}']"));
        Assert.Equal(2, await _portal.SeeAsync(db => db.Listings.CountAsync(listing => listing.EntryId != null)));
    }

    [Fact]
    public async Task Post_PersonWithProject_IsRefused()
    {
        await TwinsAsync();
        using var coordinator = await _portal.CoordinatorAsync();

        var page = await coordinator.GetAsync("/en/desk/listings/merge?stays=demo-garden&goes=demo-one");
        var answer = await coordinator.PostAsync(page, "form#merge");

        Assert.Equal("A person can only be merged with a person", page.Text("form#merge .inset"));
        Assert.Equal((HttpStatusCode.BadRequest, "A person can only be merged with a person"), (answer.Status, Assert.Single(answer.Problems)));
    }

    /// <summary>Two listings of one name, of two members.</summary>
    private async Task<(long One, long Two, string Key)> TwinsAsync()
    {
        var (one, two) = (await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One")), await _portal.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Two")));
        var key = await Listings.ListedAsync(one, ListingDeeds.Says("Demo Garden") with { Links = ["https://one.example.org/"] });
        await Listings.ListedAsync(two, ListingDeeds.Says("The Demo Garden") with { Links = ["https://two.example.org/"] });
        return (one, two, key);
    }
}
