using System.Net;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Moderation;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>Finding a member, and what can be done on their page.</summary>
public sealed class MembersTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("demo ŵen", "Demo Wên Findable")]
    [InlineData("DEMO WEN", "Demo Wên Findable")]
    [InlineData("findable@EXAMPLE.org", "Demo Wên Findable")]
    [InlineData("find.able@example.org", "Demo Wên Findable")]
    public async Task Get_ByNameOrEmail_FindsThem(string question, string name)
    {
        if (!await portal.SeeAsync(db => db.Members.AnyAsync(member => member.ConfirmedEmailKey == "findable@example.org"))) await portal.Given.ApprovedAsync(Answers.Of("findable@example.org", "Demo Wên Findable"));
        using var coordinator = await portal.CoordinatorAsync();

        var found = await coordinator.GetAsync($"/en/desk/members?q={Uri.EscapeDataString(question)}");

        Assert.Equal([name], found.Page.QuerySelectorAll("tbody th a").Select(link => link.TextContent));
        Assert.True(await portal.SeeAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "members.searched" && entry.SubjectId == null)));
    }

    [Fact]
    public async Task Get_ByNumber_FindsThemAlsoWhenTheyHaveLeft()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("leaver@example.org", "Demo Leaver"));
        var number = (await portal.Given.MemberAsync(id)).Number;
        await LeaveAsync(id);
        using var coordinator = await portal.CoordinatorAsync();

        var found = await coordinator.GetAsync($"/en/desk/members?q={number}");
        var page = await coordinator.GetAsync(found.Page.QuerySelector("tbody th a")!.GetAttribute("href")!);

        Assert.Equal("Someone who has left", page.Text("h1"));
        Assert.Null(page.Page.QuerySelector("form#member"));
    }

    [Theory]
    [InlineData("nobody like this")]
    [InlineData("%")]
    [InlineData("999999999999999999999999")]
    [InlineData("'; drop table Members; --")]
    public async Task Get_NobodyLikeThat_SaysSo(string question)
    {
        using var coordinator = await portal.CoordinatorAsync();

        var found = await coordinator.GetAsync($"/en/desk/members?q={Uri.EscapeDataString(question)}");

        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.StartsWith("Nobody was found.", found.Text("main .lead"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ManyOfOneBeginning_ComePageByPageWithoutGapOrDouble()
    {
        using var own = new Portal();
        for (var i = 0; i < 27; i++) await own.Given.AppliedAsync(Answers.Of($"many-{i}@example.org", i % 3 == 0 ? "Demo Same" : $"Demo Same {i:00}"));
        using var coordinator = await own.CoordinatorAsync();

        var first = await coordinator.GetAsync("/en/desk/members?q=demo%20same");
        var second = await coordinator.GetAsync(first.Page.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal((25, 2), (Links(first).Count, Links(second).Count));
        Assert.Equal(27, Links(first).Concat(Links(second)).Distinct().Count());
    }

    [Fact]
    public async Task Get_Member_ShowsTheirTrailWithThisReading()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("trail@example.org", "Demo Trail"));
        using var coordinator = await portal.CoordinatorAsync("reader@example.org");

        var page = await coordinator.GetAsync(await PathAsync(id));

        Assert.Equal(["application.approved", "member.read"], await portal.TrailAsync(id));
        Assert.Contains("Read the member's page", page.Text("section[aria-labelledby=trail] li:first-child"), StringComparison.Ordinal);
        Assert.Contains("reader@example.org", page.Text("section[aria-labelledby=trail] li:first-child"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_StillAnApplication_LeadsToItsPage()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("applicant@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.GetAsync(await PathAsync(id), follow: false);

        Assert.Equal($"/en/desk/applications/{await portal.KeyAsync(id)}", answer.Location);
    }

    [Theory]
    [InlineData(PublicText.Listing)]
    [InlineData(PublicText.Promise)]
    [InlineData(PublicText.Story)]
    public async Task Hide_WithReason_IsGoneMailedAndMayBeShownAgain(PublicText text)
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of($"hide-{text}@example.org", $"Demo Hide {text}"));
        using var coordinator = await portal.CoordinatorAsync();

        var hidden = await coordinator.PressAsync(await coordinator.GetAsync(await PathAsync(id)), $"button[formaction*='Hide{text}']", ($"{text}.Reason", "demo reason"));
        Assert.Equal("It is hidden, and the reason is on its way to the member.", hidden.Text(".notice"));
        Assert.Equal(text == PublicText.Listing ? (0, null) : text == PublicText.Promise ? (1, null) : (1, "I will ask first."), await ListedAsync(id));
        Assert.Equal(1, await portal.MailsAsync(id, MailTemplates.TextHidden));
        Assert.Contains("text.hidden", await portal.TrailAsync(id));

        var shown = await coordinator.PressAsync(hidden, "button[formaction*='handler=Show']");
        Assert.Equal("It is shown again.", shown.Text(".notice"));
        Assert.Equal((1, "I will ask first."), await ListedAsync(id));
        Assert.Contains("text.shown-again", await portal.TrailAsync(id));
    }

    [Fact]
    public async Task Hide_WithoutReason_RedisplaysWithErrorBesideItsField()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("hide-bad@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PressAsync(await coordinator.GetAsync(await PathAsync(id)), "button[formaction*=HidePromise]", ("Story.Reason", "half a reason"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("Write the reason. It is emailed to the member", answer.Text("#Promise_Reason-problem"));
        Assert.Equal("half a reason", answer.Value("Story.Reason"));
        Assert.Equal(0, await portal.MailsAsync(id, MailTemplates.TextHidden));
    }

    [Fact]
    public async Task Hide_TwoCoordinatorsOneAfterTheOther_TheSecondIsTold()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("hide-twice@example.org"));
        using var coordinator = await portal.CoordinatorAsync();
        var page = await coordinator.GetAsync(await PathAsync(id));
        await coordinator.PressAsync(page, "button[formaction*=HideStory]", ("Story.Reason", "first"));

        var answer = await coordinator.PressAsync(page, "button[formaction*=HideStory]", ("Story.Reason", "second"));

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal(["Someone has already hidden this. This is how it stands now."], answer.Problems);
        Assert.Equal(1, await portal.MailsAsync(id, MailTemplates.TextHidden));
    }

    [Fact]
    public async Task Hidden_Listing_IsGoneFromTheDirectoryAtOnce()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("gone@example.org", "Demo Gone"));
        using var coordinator = await portal.CoordinatorAsync();
        var page = await coordinator.GetAsync(await PathAsync(id));

        await coordinator.PressAsync(page, "button[formaction*=HideListing]", ("Listing.Reason", "demo reason"));

        Assert.False(await portal.SeeAsync(db => db.Listings.AnyAsync(listing => listing.MemberId == id)));
        Assert.Equal(await portal.SeeAsync(db => db.Listings.CountAsync()), (await portal.InScopeAsync<DirectorySearch, DirectoryCounts>(search => search.CountAsync(new(SiteLanguage.English), default))).Total);
        Assert.Equal(0, (await portal.InScopeAsync<DirectorySearch, DirectoryCounts>(search => search.CountAsync(new(SiteLanguage.English) { Words = "gone" }, default))).Total);
    }

    [Fact]
    public async Task Get_NoSuchMember_IsNotFound()
    {
        using var coordinator = await portal.CoordinatorAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync("/cy/desg/aelodau/dim-byd")).Status);
    }

    private static List<string> Links(Answer list) => [.. list.Page.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")!)];

    private Task<(int, string?)> ListedAsync(long id) => portal.SeeAsync(async db =>
        (await db.Listings.CountAsync(listing => listing.MemberId == id), await db.Listings.Where(listing => listing.MemberId == id).Select(listing => listing.PromiseText).SingleOrDefaultAsync()));

    private Task<bool> LeaveAsync(long id) => portal.InScopeAsync<CoproDbContext, bool>(async db =>
    {
        var member = await db.Members.SingleAsync(m => m.Id == id);
        member.Leave(portal.NowUtc);
        await db.SaveChangesAsync();
        return true;
    });

    private async Task<string> PathAsync(long id) => $"/en/desk/members/{await portal.KeyAsync(id)}";
}
