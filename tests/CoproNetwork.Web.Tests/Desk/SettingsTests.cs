using System.Net;
using CoproNetwork.Domain.Badges;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>The target, and the size of editions to come.</summary>
public sealed class SettingsTests
{
    private const string Path = "/en/desk/settings";

    [Fact]
    public async Task Post_NewTargetAndCapacity_AreSavedAndWrittenDown()
    {
        using var portal = new Portal();
        using var coordinator = await portal.CoordinatorAsync();

        var done = await coordinator.PostAsync(await coordinator.GetAsync(Path), "form#settings", ("Input.Target", "200"), ("Input.Year", "2028"), ("Input.ActiveMonths", "18"), ("Input.Editions[0].Capacity", "80"));
        var settings = await portal.SeeAsync(db => db.MembershipSettings.SingleAsync());

        Assert.Equal("Saved.", done.Text(".notice"));
        Assert.Equal((200, 2028, 18), (settings.Target, settings.TargetYear, settings.ActiveMonths));
        Assert.Equal(80, await portal.SeeAsync(db => db.BadgeEditions.Where(edition => edition.Number == 2).Select(edition => edition.Capacity).SingleAsync()));
        Assert.Contains("settings.changed", await portal.TrailAsync(null));
        Assert.Contains("badge-edition.capacity-changed", await portal.TrailAsync(2));
    }

    [Theory]
    [InlineData("Input.Target", "0", "The target must be a whole number from 1 to 1,000,000")]
    [InlineData("Input.Target", "", "The target must be a whole number from 1 to 1,000,000")]
    [InlineData("Input.Target", "many", "The site did not understand what was entered here")]
    [InlineData("Input.Year", "1999", "The year must be from 2020 to 2100")]
    [InlineData("Input.ActiveMonths", "61", "The number of months must be from 1 to 60")]
    [InlineData("Input.Editions[0].Capacity", "100001", "The number of badges must be from 1 to 100000")]
    [InlineData("Input.LicenceWelsh", "Creative Commons", "Write the licence in English too")]
    [InlineData("Input.LicenceEnglish", "Creative Commons", "Write the licence in Welsh too")]
    [InlineData("Input.LicenceAddress", "http://creativecommons.org/", "The address of the licence must begin with https:// and lead to a page")]
    [InlineData("Input.LicenceAddress", "https://creativecommons.org/", "Write which licence the address leads to, in both languages")]
    public async Task Post_OutOfRange_RedisplaysWithErrorAndWhatWasTyped(string field, string typed, string problem)
    {
        using var portal = new Portal();
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PostAsync(await coordinator.GetAsync(Path), "form#settings", (field, typed));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal(typed, answer.Value(field));
        Assert.NotNull(answer.Page.QuerySelector(answer.Page.QuerySelector(".problems a")!.GetAttribute("href")!));
    }

    [Fact]
    public async Task Post_Licence_IsSavedInBothLanguagesAndTakenAwayWhenBlank()
    {
        using var portal = new Portal();
        using var coordinator = await portal.CoordinatorAsync();

        await coordinator.PostAsync(await coordinator.GetAsync(Path), "form#settings",
            ("Input.LicenceWelsh", "Trwydded"), ("Input.LicenceEnglish", " Licence "), ("Input.LicenceAddress", "https://creativecommons.org/licenses/by/4.0/"));
        var (form, set) = (await coordinator.GetAsync(Path), await portal.SeeAsync(db => db.MembershipSettings.SingleAsync()));
        await coordinator.PostAsync(form, "form#settings", ("Input.LicenceWelsh", ""), ("Input.LicenceEnglish", ""), ("Input.LicenceAddress", ""));
        var gone = await portal.SeeAsync(db => db.MembershipSettings.SingleAsync());

        Assert.Equal(("Trwydded", "Licence", "https://creativecommons.org/licenses/by/4.0/"), (set.LicenceWelsh, set.LicenceEnglish, set.LicenceAddress));
        Assert.Equal("Licence", form.Value("Input.LicenceEnglish"));
        Assert.Equal((null, null, null), (gone.LicenceWelsh, gone.LicenceEnglish, gone.LicenceAddress));
        Assert.Equal(2, (await portal.TrailAsync(null)).Count(action => action == "settings.changed"));
    }

    [Fact]
    public async Task Post_ChangedMeanwhile_IsConflictAndUndoesNothing()
    {
        using var portal = new Portal();
        using var coordinator = await portal.CoordinatorAsync();
        var form = await coordinator.GetAsync(Path);
        await coordinator.PostAsync(form, "form#settings", ("Input.Target", "130"));

        var late = await coordinator.PostAsync(form, "form#settings", ("Input.Target", "140"));

        Assert.Equal((HttpStatusCode.Conflict, "140"), (late.Status, late.Value("Input.Target")));
        Assert.Equal(130, await portal.SeeAsync(db => db.MembershipSettings.Select(settings => settings.Target).SingleAsync()));
    }

    [Fact]
    public async Task Post_EditionOpenedMeanwhile_IsConflict()
    {
        using var portal = new Portal();
        using var coordinator = await portal.CoordinatorAsync();
        var form = await coordinator.GetAsync(Path);
        await portal.ChangeAsync(db => db.BadgeEditions.Where(edition => edition.Number == 1).ExecuteUpdateAsync(set => set.SetProperty(edition => edition.Allocated, BadgeEdition.FirstCapacity)));
        await portal.Given.ApprovedAsync(Answers.Of("opens-two@example.org"));

        var late = await coordinator.PostAsync(form, "form#settings", ("Input.Editions[0].Capacity", "10"));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal(["This edition is open, so its size can no longer be changed."], late.Problems);
        Assert.Equal(BadgeEdition.FirstCapacity, await portal.SeeAsync(db => db.BadgeEditions.Where(edition => edition.Number == 2).Select(edition => edition.Capacity).SingleAsync()));
    }
}
