using System.Net;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Processes;

/// <summary>The one race that matters, as it is run: by two portals on one file.</summary>
[Collection(nameof(ProcessTests))]
public sealed class ApprovalRaceTests
{
    private const int Applicants = 130;

    [Fact]
    public async Task Approve_OneHundredAndThirtyAtOnceOverTwoProcesses_GivesEachNumberOnce()
    {
        await using var data = new SharedData();
        var given = await data.GivenAsync();
        await given.CoordinatorAsync();
        for (var i = 1; i <= Applicants; i++) await given.AppliedAsync(Answers.Of($"applicant{i}@example.org", $"Demo Applicant {i}"));
        var keys = await data.SeeAsync(db => db.Members.Select(member => member.Key).ToListAsync());
        PortalProcess[] portals = [data.Start(), data.Start()];
        Uri[] addresses = [await portals[0].AddressAsync(), await portals[1].AddressAsync()];
        using var coordinator = await SignedInAsync(data, addresses[0]);
        var token = (await coordinator.GetAsync($"/en/desk/applications/{keys[0]}")).Value("form-token")!;

        // One browser serves both portals: they share the key ring, and cookies know no ports.
        var answers = await Task.WhenAll(keys.Select((key, i) => coordinator.SendAsync(Approval(addresses[i % 2], key, token), follow: false)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.Status));
        await AssertEachNumberOnceAsync(data);
        foreach (var portal in portals) Assert.Equal(0, (await portal.StopAsync()).Code);
    }

    [Fact]
    public async Task Approve_TheSameApplicationInBothProcesses_IsOneApprovalAndOneClearMessage()
    {
        await using var data = new SharedData();
        var given = await data.GivenAsync();
        await given.CoordinatorAsync();
        await given.AppliedAsync(Answers.Of("applicant@example.org"));
        var key = await data.SeeAsync(db => db.Members.Select(member => member.Key).SingleAsync());
        PortalProcess[] portals = [data.Start(), data.Start()];
        Uri[] addresses = [await portals[0].AddressAsync(), await portals[1].AddressAsync()];
        await given.CoordinatorAsync("colleague@example.org");
        using var coordinator = await SignedInAsync(data, addresses[0]);
        using var colleague = await SignedInAsync(data, addresses[1], "colleague@example.org");
        Visitor[] both = [coordinator, colleague];
        var tokens = new List<string>();
        foreach (var one in both) tokens.Add((await one.GetAsync($"/en/desk/applications/{key}")).Value("form-token")!);

        var answers = await Task.WhenAll(both.Select((one, i) => one.SendAsync(Approval(addresses[i], key, tokens[i]), follow: false)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Redirect);
        var late = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Conflict);
        Assert.NotEmpty(late.Problems);
        Assert.Equal((1, 1, 1), await data.SeeAsync(async db => (await db.Badges.CountAsync(), await db.BadgeEditions.SumAsync(edition => edition.Allocated), await db.OutboxMails.CountAsync(mail => mail.Template == MailTemplates.Welcome))));
    }

    private static HttpRequestMessage Approval(Uri portal, string key, string token) =>
        new(HttpMethod.Post, new Uri(portal, $"/en/desk/applications/{key}?handler=Approve")) { Content = new FormUrlEncodedContent([KeyValuePair.Create("form-token", token)]) };

    private static async Task<Visitor> SignedInAsync(SharedData data, Uri portal, string email = "coordinator@example.org")
    {
        var visitor = new Visitor(portal);
        await visitor.PostAsync(await visitor.GetAsync("/en/sign-in"), "form#sign-in", ("Input.Email", email));
        var link = await PickedUp.LinkAsync(data.Settings["Mail:Folder"], email);
        await visitor.PostAsync(await visitor.GetAsync(link), "main form");
        return visitor;
    }

    private static async Task AssertEachNumberOnceAsync(SharedData data)
    {
        var badges = await data.SeeAsync(db => db.Badges.AsNoTracking().ToListAsync());
        Assert.Equal(Enumerable.Range(1, 120), badges.Where(badge => badge.EditionNumber == 1).Select(badge => badge.Number).Order());
        Assert.Equal(Enumerable.Range(1, 10), badges.Where(badge => badge.EditionNumber == 2).Select(badge => badge.Number).Order());
        Assert.Equal(Applicants, badges.Count);
        Assert.Equal(Applicants, badges.Select(badge => badge.MemberId).Distinct().Count());
        var members = await data.SeeAsync(db => db.Members.AsNoTracking().ToListAsync());
        Assert.All(members, member => Assert.Equal(MemberStatus.Approved, member.Status));
        Assert.Equal(Enumerable.Range(1, Applicants).Select(number => (long?)number), members.Select(member => member.Number).Order());
        Assert.Equal(Applicants, await data.SeeAsync(db => db.OutboxMails.Where(mail => mail.Template == MailTemplates.Welcome).Select(mail => mail.RecipientId).Distinct().CountAsync()));
    }
}
