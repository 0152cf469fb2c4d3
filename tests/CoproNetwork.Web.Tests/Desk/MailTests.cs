using System.Net;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>Mail that could not be sent.</summary>
public sealed class MailTests
{
    [Fact]
    public async Task Get_GivenUp_SaysWhyAndNamesTheMemberButNoAddress()
    {
        using var portal = new Portal();
        var id = await GivenUpAsync(portal);
        using var coordinator = await portal.CoordinatorAsync();

        var list = await coordinator.GetAsync("/en/desk/mail");

        Assert.Equal("Welcome", list.Text("tbody th"));
        Assert.Equal($"/en/desk/members/{await portal.KeyAsync(id)}", list.Page.QuerySelector("tbody a")!.GetAttribute("href"));
        Assert.Contains("does not take mail for this address", list.Text("tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("unreachable@example.org", list.Body, StringComparison.Ordinal);
        Assert.Equal("1", list.Text(".desk-menu a[href='/en/desk/mail'] .count"));
    }

    [Fact]
    public async Task Post_TryAgain_SendsItAndWritesItDown()
    {
        using var portal = new Portal();
        var id = await GivenUpAsync(portal);
        using var coordinator = await portal.CoordinatorAsync();

        var done = await coordinator.PressAsync(await coordinator.GetAsync("/cy/desg/post"), "tbody button");
        await portal.SendMailAsync();

        Assert.Equal("Mae 1 neges ar ei ffordd eto.", done.Text(".notice"));
        Assert.Equal("unreachable@example.org", portal.Mails.LastTo("unreachable@example.org").Recipient.Address);
        Assert.Contains("mail.retried", await portal.TrailAsync(id));
    }

    [Fact]
    public async Task Post_Ticked_AndNothingTicked()
    {
        using var portal = new Portal();
        await GivenUpAsync(portal);
        using var coordinator = await portal.CoordinatorAsync();
        var list = await coordinator.GetAsync("/en/desk/mail");

        var none = await coordinator.PressAsync(list, ".bulk button");
        var one = await coordinator.PressAsync(list, ".bulk button", ("Input.Chosen", list.Page.QuerySelector("tbody input")!.GetAttribute("value")));

        Assert.Equal(HttpStatusCode.BadRequest, none.Status);
        Assert.Equal(["Tick at least one email"], none.Problems);
        Assert.Equal("1 email is on its way again.", one.Text(".notice"));
    }

    [Fact]
    public async Task Post_RetriedAlready_IsConflict()
    {
        using var portal = new Portal();
        await GivenUpAsync(portal);
        using var coordinator = await portal.CoordinatorAsync();
        var list = await coordinator.GetAsync("/en/desk/mail");
        await coordinator.PressAsync(list, "tbody button");

        var again = await coordinator.PressAsync(list, "tbody button");

        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.StartsWith("This email is not among those that could not be sent.", Assert.Single(again.Problems), StringComparison.Ordinal);
    }

    /// <summary>A member whose welcome the server refused for good.</summary>
    private static async Task<long> GivenUpAsync(Portal portal)
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("unreachable@example.org", "Demo Unreachable"));
        portal.Mails.Trouble = new MailNotSentException($"{MailReason.RecipientRefused} 550", final: true);
        await portal.SendMailAsync();
        portal.Mails.Trouble = null;
        Assert.Equal(MailStatus.GivenUp, await portal.SeeAsync(db => db.OutboxMails.Where(mail => mail.RecipientId == id && mail.Template == MailTemplates.Welcome).Select(mail => mail.Status).SingleAsync()));
        return id;
    }
}
