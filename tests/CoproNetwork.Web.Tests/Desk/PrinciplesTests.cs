using System.Net;
using CoproNetwork.Domain.Principles;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>Writing a new version of the principles, without a script.</summary>
public sealed class PrinciplesTests
{
    private const string Write = "/en/desk/principles?write=true";

    [Fact]
    public async Task Get_ShowsTheCurrentVersionAndWhatMembersWouldChange()
    {
        using var portal = new Portal();
        await portal.Given.AppliedAsync(Answers.Of("suggests@example.org", "Demo Suggests") with { WouldChange = "demo suggestion" });
        using var coordinator = await portal.CoordinatorAsync();

        var page = await coordinator.GetAsync("/en/desk/principles");

        Assert.Equal(5, page.Page.QuerySelectorAll("main ol li").Length);
        Assert.Contains("demo suggestion", page.Text("section[aria-labelledby=suggestions]"), StringComparison.Ordinal);
        Assert.DoesNotContain("Demo Suggests", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_AddMoveRemove_KeepsWhatWasTyped()
    {
        using var portal = new Portal();
        using var coordinator = await portal.CoordinatorAsync();

        var added = await coordinator.PressAsync(await coordinator.GetAsync(Write), "button[value=add]", ("Input.Rows[0].TitleEnglish", "Typed first"));
        var moved = await coordinator.PressAsync(added, "button[value=down-0]", ("Input.Rows[5].TitleWelsh", "Newydd"));
        var removed = await coordinator.PressAsync(moved, "button[value=remove-0]");

        Assert.Equal((6, "Typed first"), (added.Page.QuerySelectorAll("fieldset").Length, added.Value("Input.Rows[0].TitleEnglish")));
        Assert.Equal(("Typed first", "Newydd"), (moved.Value("Input.Rows[1].TitleEnglish"), moved.Value("Input.Rows[5].TitleWelsh")));
        Assert.Equal((5, "Typed first", "Newydd"), (removed.Page.QuerySelectorAll("fieldset").Length, removed.Value("Input.Rows[0].TitleEnglish"), removed.Value("Input.Rows[4].TitleWelsh")));
        Assert.Equal(1, await portal.SeeAsync(db => db.PrinciplesVersions.CountAsync()));
    }

    [Fact]
    public async Task Post_Publish_IsWhatTheNextOnesAgreeTo()
    {
        using var portal = new Portal();
        using var coordinator = await portal.CoordinatorAsync();

        var done = await coordinator.PressAsync(await coordinator.GetAsync(Write), "button[value=publish]", ("Input.Rows[0].TitleEnglish", "Better words"), ("Input.Rows[0].TitleWelsh", "Geiriau gwell"));
        var current = await portal.SeeAsync(db => db.CurrentPrinciplesAsync(default));

        Assert.Equal("Version 2 is published.", done.Text(".notice"));
        Assert.Equal((2, "Better words", 5), (current.Number, current.Principles[0].TitleEnglish, current.Principles.Count));
        Assert.Contains("principles.published", await portal.TrailAsync(null));
    }

    [Theory]
    [InlineData("Input.Rows[1].TextWelsh", "", "Give every principle a text in Welsh")]
    [InlineData("Input.Rows[1].TitleEnglish", "", "Give every principle a title in English")]
    public async Task Post_OneLanguageMissing_RedisplaysWithErrorBesideIt(string field, string typed, string problem)
    {
        using var portal = new Portal();
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PressAsync(await coordinator.GetAsync(Write), "button[value=publish]", (field, typed), ("Input.Rows[0].TitleEnglish", "Kept"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal("Kept", answer.Value("Input.Rows[0].TitleEnglish"));
        Assert.NotNull(answer.Page.QuerySelector(answer.Page.QuerySelector(".problems a")!.GetAttribute("href")!));
    }

    [Fact]
    public async Task Post_NothingChanged_IsRefused()
    {
        using var portal = new Portal();
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PressAsync(await coordinator.GetAsync(Write), "button[value=publish]");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["Nothing differs from the current version, so there is nothing to publish"], answer.Problems);
    }

    [Fact]
    public async Task Post_TwoVersionsAtOnce_TheSecondIsTold()
    {
        using var portal = new Portal();
        using var one = await portal.CoordinatorAsync("one@example.org");
        using var two = await portal.CoordinatorAsync("two@example.org");
        var (formOne, formTwo) = (await one.GetAsync(Write), await two.GetAsync(Write));

        var answers = await Task.WhenAll(
            one.PressAsync(formOne, "button[value=publish]", ("Input.Rows[0].TitleEnglish", "One's words")),
            two.PressAsync(formTwo, "button[value=publish]", ("Input.Rows[0].TitleEnglish", "Two's words")));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
        var late = answers.Single(answer => answer.Status == HttpStatusCode.Conflict);
        Assert.Equal(["Someone else has just published version 2. Look at it before you write the next one."], late.Problems);
        Assert.EndsWith("words", late.Value("Input.Rows[0].TitleEnglish"), StringComparison.Ordinal);
        Assert.Equal(2, await portal.SeeAsync(db => db.PrinciplesVersions.CountAsync()));
    }

    [Fact]
    public async Task Switch_WhileWriting_KeepsWhatWasTyped()
    {
        using var portal = new Portal();
        using var coordinator = await portal.CoordinatorAsync();

        var welsh = await coordinator.PressAsync(await coordinator.GetAsync(Write), "header button.language", ("Input.Rows[0].TitleWelsh", "Wedi'i deipio"));

        Assert.Equal("Egwyddorion: fersiwn 2", welsh.Text("h1"));
        Assert.Equal("Wedi'i deipio", welsh.Value("Input.Rows[0].TitleWelsh"));
    }
}
