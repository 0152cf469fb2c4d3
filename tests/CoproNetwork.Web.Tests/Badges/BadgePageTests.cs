using System.Net;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Badges;

public sealed class BadgePageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Get_OfAGivenBadge_DrawsIt_InBothLanguages()
    {
        var path = await PathAsync(await portal.Given.ApprovedAsync(Answers.Of("drawn@example.org", "Demo Drawn")));
        using var visitor = portal.Browse();

        var english = await visitor.GetAsync($"/en/badges{path}");
        var welsh = await visitor.GetAsync($"/cy/bathodynnau{path}");

        Assert.Contains("Co-pro Revolutionary Badge, Edition 1", english.Text("svg.stamp title"), StringComparison.Ordinal);
        Assert.Contains("Bathodyn Chwyldroadol Cydgynhyrchu, Argraffiad 1", welsh.Text("svg.stamp title"), StringComparison.Ordinal);
        Assert.DoesNotContain("Demo Drawn", english.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/en/badges/1/100000")]
    [InlineData("/en/badges/9/1")]
    [InlineData("/en/badges/1/0")]
    [InlineData("/en/badges/1/-1")]
    [InlineData("/en/badges/1/99999999999999")]
    [InlineData("/cy/bathodynnau/x/1")]
    public async Task Get_OfNoBadge_Is404(string path)
    {
        using var visitor = portal.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Get_NamesTheHolder_OnlyWhileTheyAgree_FromTheCacheToo()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("named@example.org", "Demo Named"));
        var path = $"/en/badges{await PathAsync(id)}";
        using var visitor = portal.Browse();
        Assert.DoesNotContain("Demo Named", (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);

        await ChangeAsync(changes => changes.ChooseVisibilityAsync(id, true, false, true, portal.NowUtc, default));
        var named = await visitor.GetAsync(path);
        Assert.Contains("It belongs to Demo Named.", named.Body, StringComparison.Ordinal);
        Assert.NotNull(named.Page.QuerySelector("main a[href='/en/directory/demo-named']"));

        await ChangeAsync(changes => changes.HideAsync(id, portal.NowUtc, default));
        Assert.DoesNotContain("Demo Named", (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenTheDeskHidTheListing_NamesNobody()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("hidden@example.org", "Demo Hidden"));
        await ChangeAsync(changes => changes.ChooseVisibilityAsync(id, true, false, true, portal.NowUtc, default));
        await portal.InScopeAsync<CoproDbContext, int>(async db =>
        {
            (await db.Members.SingleAsync(member => member.Id == id)).HideListing("demo reason", portal.NowUtc);
            return await db.SaveChangesAsync();
        });
        using var visitor = portal.Browse();

        Assert.DoesNotContain("Demo Hidden", (await visitor.GetAsync($"/en/badges{await PathAsync(id)}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfSomeoneUnder18_OrWhoLeft_NamesNobody()
    {
        var young = await portal.Given.ApprovedAsync(Answers.Of("young@example.org", "Demo Young") with { Age = AgeBand.Under18 });
        await ChangeAsync(changes => changes.ChooseVisibilityAsync(young, true, false, true, portal.NowUtc, default));
        var left = await portal.Given.ApprovedAsync(Answers.Of("gone@example.org", "Demo Gone"));
        await ChangeAsync(changes => changes.ChooseVisibilityAsync(left, true, false, true, portal.NowUtc, default));
        var (youngPath, leftPath) = (await PathAsync(young), await PathAsync(left));
        await portal.InScopeAsync<MemberDeparture, bool>(async departure =>
        {
            await departure.LeaveAsync(left, portal.NowUtc, default);
            return true;
        });
        using var visitor = portal.Browse();

        foreach (var path in new[] { youngPath, leftPath })
        {
            var answer = await visitor.GetAsync($"/en/badges{path}");
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Contains("not chosen to be named", answer.Body, StringComparison.Ordinal);
        }
    }

    private Task<bool> ChangeAsync(Func<MembershipChanges, Task> change) => portal.InScopeAsync<MembershipChanges, bool>(async changes =>
    {
        await change(changes);
        return true;
    });

    private Task<string> PathAsync(long member) => portal.SeeAsync(async db =>
        await db.Badges.Where(badge => badge.MemberId == member).Select(badge => new { badge.EditionNumber, badge.Number }).SingleAsync() is var badge ? $"/{badge.EditionNumber}/{badge.Number}" : "");
}
