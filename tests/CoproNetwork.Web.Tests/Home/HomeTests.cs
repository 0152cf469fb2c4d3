using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Home;

public sealed class HomeTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_NobodyYet_InvitesTheFirst()
    {
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en");
        Assert.Equal("/en/join", page.Page.QuerySelector(".hero a.btn-primary")!.GetAttribute("href"));
        Assert.Contains("0 of the 120", page.Text(".growth-line"), StringComparison.Ordinal);
        Assert.Contains("120 badges of Edition 1 are left.", page.Text("figcaption"), StringComparison.Ordinal);
        Assert.Contains("Nobody is in the directory yet.", page.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Members_AreCountedFromTheDayOfApprovalForSoManyMonths()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        await _portal.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Two") with { WantsListing = false });
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/cy");
        Assert.Equal("2", page.Text(".growth-line b"));
        Assert.Contains("Mae 118 o fathodynnau Argraffiad 1 ar ôl.", page.Text("figcaption"), StringComparison.Ordinal);
        Assert.Equal(["Demo One"], page.Page.QuerySelectorAll(".person h3").Select(name => name.TextContent));
        Assert.Single(page.Page.QuerySelectorAll("blockquote.promise"));
        Assert.DoesNotContain("Demo Two", page.Body, StringComparison.Ordinal);

        _portal.Clock.Advance(TimeSpan.FromDays(365));
        await _portal.Given.ApprovedAsync(Answers.Of("three@example.org", "Demo Three"));
        Assert.Equal("3", (await visitor.GetAsync("/cy")).Text(".growth-line b"));
        _portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await _portal.InScopeAsync<MemberFigures, MemberGrowth>(figures => figures.GrowthAsync(_portal.NowUtc, default))).Active);
    }

    [Fact]
    public async Task Get_TargetReached_SaysSo()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org"));
        await _portal.SeeAsync(async db =>
        {
            (await db.MembershipSettings.SingleAsync()).Set(1, 2027, 12);
            return await db.SaveChangesAsync();
        });
        using var visitor = _portal.Browse();
        Assert.Contains("1 active member: we wanted 1 by 31 July 2027, and here we are", (await visitor.GetAsync("/en")).Text(".growth-line"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PromiseVisibility.Members)]
    [InlineData(PromiseVisibility.Team)]
    public async Task Get_PromiseNotForEveryone_IsNotShown(PromiseVisibility visibility)
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org") with { PromiseText = "I will whisper.", Visibility = visibility });
        using var visitor = _portal.Browse();
        Assert.DoesNotContain("whisper", (await visitor.GetAsync("/en")).Body, StringComparison.Ordinal);
    }
}
