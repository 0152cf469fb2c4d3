using System.Net;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Members;

public sealed class LeavePageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Post_WithoutTheTick_ChangesNothing()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("unsure@example.org"));
        using var visitor = await portal.SignedInAsync("unsure@example.org");

        var answer = await visitor.PostAsync(await visitor.GetAsync("/en/me/leave"), "form#leave");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["Tick the box if you are sure"], answer.Problems);
        Assert.Equal(MemberStatus.Approved, (await portal.Given.MemberAsync(id)).Status);
    }

    [Fact]
    public async Task Get_SaysFirstWhatIsErasedAndWhatStays_AndChangesNothing()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("reads@example.org"));
        using var visitor = await portal.SignedInAsync("reads@example.org");

        var page = await visitor.GetAsync("/cy/fi/gadael");

        Assert.Equal(9, page.Page.QuerySelectorAll("main li").Length);
        Assert.Equal(MemberStatus.Approved, (await portal.Given.MemberAsync(id)).Status);
    }

    [Fact]
    public async Task Post_Confirmed_LeavesSignsOutAndMails_AndPublicPagesForgetAtOnce()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("leaves@example.org", "Demo Leaves"));
        using var visitor = await portal.SignedInAsync("leaves@example.org");
        using var other = portal.Browse();
        await visitor.PostAsync(await visitor.GetAsync("/en/me/visibility"), "form#visibility", ("Input.Named", "true"));
        var badge = (await visitor.GetAsync("/en/me")).Page.QuerySelector("figcaption a")!.GetAttribute("href")!;
        Assert.Contains("Demo Leaves", (await other.GetAsync(badge)).Body, StringComparison.Ordinal);

        var left = await visitor.PostAsync(await visitor.GetAsync("/en/me/leave"), "form#leave", ("Input.Sure", "true"));
        await portal.SendMailAsync();

        Assert.Equal("You have left the Network", left.Text("h1"));
        Assert.Contains("returnTo", (await visitor.GetAsync("/en/me", follow: false)).Location, StringComparison.Ordinal);
        Assert.DoesNotContain("Demo Leaves", (await other.GetAsync(badge)).Body, StringComparison.Ordinal);
        Assert.False(await portal.SeeAsync(db => db.Listings.AnyAsync(listing => listing.MemberId == id)));
        Assert.Equal("You have left the Network", portal.Mails.LastTo("leaves@example.org").Content.Subject);
        Assert.Equal(MemberStatus.Left, (await portal.Given.MemberAsync(id)).Status);
    }

    [Fact]
    public async Task Post_Doubled_ShowsTheFirstOnesResult()
    {
        await portal.Given.ApprovedAsync(Answers.Of("twice@example.org"));
        using var first = await portal.SignedInAsync("twice@example.org");
        using var second = await portal.SignedInAsync("twice@example.org");
        var form = await second.GetAsync("/en/me/leave");
        await first.PostAsync(await first.GetAsync("/en/me/leave"), "form#leave", ("Input.Sure", "true"));

        var again = await second.PostAsync(form, "form#leave", ("Input.Sure", "true"));

        Assert.Equal((HttpStatusCode.OK, "You have left the Network"), (again.Status, again.Text("h1")));
        Assert.Equal("/en", (await second.GetAsync("/en/me", follow: false)).Location);
    }

    [Fact]
    public async Task Post_AsApplicant_ErasesTheApplicationWhole()
    {
        var id = await portal.Given.AppliedAsync(Answers.Of("withdraws@example.org"));
        using var visitor = await portal.SignedInAsync("withdraws@example.org");

        var left = await visitor.PostAsync(await visitor.GetAsync("/en/me/leave"), "form#leave", ("Input.Sure", "true"));
        await portal.SendMailAsync();

        Assert.Equal("Your application is erased", left.Text("h1"));
        Assert.Equal("Your application is erased", portal.Mails.LastTo("withdraws@example.org").Content.Subject);
        Assert.False(await portal.SeeAsync(db => db.Members.AnyAsync(member => member.Id == id)));
    }
}
