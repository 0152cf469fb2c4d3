using System.Net;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Tests.Infrastructure;

/// <summary>Every route of the running portal, as everyone who could try it.</summary>
public sealed class RouteTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task EveryPage_AsVisitor_OpensOnlyWhatIsPublic()
    {
        using var visitor = portal.Browse();
        foreach (var (path, access) in await PagesAsync())
        {
            var answer = await visitor.GetAsync(path, follow: false);
            AssertNoFailure(path, answer);
            if (access != Access.Public) Assert.True(answer.Location?.Contains("returnTo", StringComparison.Ordinal), $"{path} did not ask a visitor to sign in: {answer.Status} {answer.Location}");
            else Assert.False(answer.Location?.Contains("returnTo", StringComparison.Ordinal) == true, $"{path} is public but asked a visitor to sign in.");
        }
    }

    [Theory]
    [InlineData("applicant")]
    [InlineData("member")]
    [InlineData("other-member")]
    public async Task EveryPage_AsMember_NeverOpensTheDesk(string who)
    {
        var pages = await PagesAsync();
        using var visitor = await portal.SignedInAsync($"{who}@example.org");
        foreach (var (path, access) in pages)
        {
            var answer = await visitor.GetAsync(path, follow: false);
            AssertNoFailure(path, answer);
            if (access == Access.Coordinator) Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{path} answered {answer.Status} to a member.");
            else Assert.True(answer.Status != HttpStatusCode.Forbidden, $"{path} is forbidden to a member.");
        }
    }

    [Fact]
    public async Task EveryPage_AsCoordinator_OpensWithoutFailure()
    {
        var pages = await PagesAsync();
        using var visitor = await portal.CoordinatorAsync();
        foreach (var (path, access) in pages)
        {
            var answer = await visitor.GetAsync(path, follow: false);
            AssertNoFailure(path, answer);
            if (access == Access.Coordinator) Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.NotFound, $"{path} answered {answer.Status} to a coordinator.");
        }
    }

    [Fact]
    public async Task EveryPage_PostedByVisitorWithoutToken_IsRefused()
    {
        using var visitor = portal.Browse();
        foreach (var (path, access) in await PagesAsync())
        {
            var answer = await visitor.SendAsync(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) }, follow: false);
            Assert.True(access != Access.Public ? answer.Location?.Contains("returnTo", StringComparison.Ordinal) == true || answer.Status == HttpStatusCode.BadRequest : (int)answer.Status is >= 400 and < 500, $"{path} answered a forged post with {answer.Status} {answer.Location}");
        }
    }

    [Fact]
    public async Task EveryPage_NamesItselfInBothLanguages()
    {
        using var visitor = portal.Browse();
        foreach (var (path, access) in (await PagesAsync()).Where(page => page.Access == Access.Public))
        {
            var answer = await visitor.GetAsync(path, follow: false);
            if (answer.Status != HttpStatusCode.OK || !answer.Headers["Content-Type"].StartsWith("text/html", StringComparison.Ordinal)) continue;
            Assert.Equal(path[1..3], answer.Page.DocumentElement.GetAttribute("lang"));
            var other = answer.Page.QuerySelector("header .language")!;
            var address = other.GetAttribute("href") ?? other.GetAttribute("formaction")!;
            Assert.StartsWith(path[1..3] == "cy" ? "/en" : "/cy", address);
            Assert.Equal(access, SitePages.Find(PageOf(address))!.Access);
        }
    }

    private string PageOf(string address)
    {
        var path = address.Split('?')[0].Trim('/');
        return SiteMap.Endpoints(portal).First(endpoint => System.Text.RegularExpressions.Regex.IsMatch(path, "^" + System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!, @"\{[^}]+\}", "[^/]+") + "$")).Metadata.GetMetadata<PageActionDescriptor>()!.ViewEnginePath;
    }

    private Task<IReadOnlyList<(string Path, Access Access)>> PagesAsync() => SiteMap.PagesAsync(portal);

    private static void AssertNoFailure(string path, Answer answer)
    {
        Assert.True((int)answer.Status < 500, $"{path} failed with {answer.Status}.");
        Assert.DoesNotContain('{', path);
    }
}
