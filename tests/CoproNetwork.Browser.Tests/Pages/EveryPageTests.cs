using CoproNetwork.Domain;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CoproNetwork.Tests.Pages;

/// <summary>Every page of the table, by whoever it is for; with problems and messages other tests look at them.</summary>
public sealed class EveryPageTests(BrowserFixture browser, Portal portal) : IClassFixture<Portal>
{
    private const string Member = "every-page@example.org";
    private const string Coordinator = "every-page-coordinator@example.org";

    [Theory]
    [InlineData("cy", 360, ColorScheme.Light, Access.Public)]
    [InlineData("en", 360, ColorScheme.Dark, Access.Public)]
    [InlineData("cy", 360, ColorScheme.Dark, Access.SignedIn)]
    [InlineData("en", 1280, ColorScheme.Light, Access.SignedIn)]
    [InlineData("cy", 360, ColorScheme.Light, Access.Coordinator)]
    [InlineData("en", 1280, ColorScheme.Dark, Access.Coordinator)]
    public async Task Get_IsCleanAndQuiet(string language, int width, ColorScheme colours, Access access)
    {
        var values = await ValuesAsync();
        await using var reader = await Reader.AtAsync(browser, portal, new(language, width, colours));
        if (access == Access.SignedIn) await reader.SignInAsync(portal, Member);
        if (access == Access.Coordinator) await reader.SignInAsync(portal, Coordinator);

        foreach (var page in SitePages.All.Where(page => page.Access == access))
        {
            var key = page.Page.StartsWith("/Desk/Applications", StringComparison.Ordinal) ? values.ApplicantKey : values.MemberKey;
            var answered = await reader.VisitAsync(reader.Links.To(page.Page, ("edition", page.English.Contains("{edition") ? 1 : null), ("number", page.English.Contains("{number") ? 1 : null), ("code", page.English.Contains("{code") ? 404 : null), ("slug", page.English.Contains("{slug") ? values.Slug : null), ("key", page.English.Contains("{key") ? key : null)));

            // What needs a link from a mail is not there without one.
            Assert.True(answered is 200 or 404, $"{page.Page} answered {answered}.");
            if (access != Access.Public) Assert.Equal(200, answered);
        }
    }

    private async Task<(string ApplicantKey, string MemberKey, string Slug)> ValuesAsync()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CoproDbContext>();
        if (!await db.Members.AnyAsync())
        {
            await portal.Given().ApprovedAsync(Answers.Of(Member));
            await portal.Given().AppliedAsync(Answers.Of("every-page-applicant@example.org"));
            await portal.Given().UnconfirmedAsync(Answers.Of("every-page-unconfirmed@example.org"));
            await portal.Given().DeclinedAsync(Answers.Of("every-page-declined@example.org"));
            await portal.Given().CoordinatorAsync(Coordinator);
        }

        return (
            await db.Members.Where(member => member.Status == MemberStatus.Applied).Select(member => member.Key).FirstAsync(),
            await db.Members.Where(member => member.Status == MemberStatus.Approved).Select(member => member.Key).FirstAsync(),
            await db.Listings.Select(listing => listing.Slug).FirstAsync());
    }
}
