using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
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

        // A feed is no page to look at, nor are the map's points and what stands in the frame of a preview.
        foreach (var page in SitePages.All.Where(page => page.Access == access && page.Page != "/Desk/Newsletters/Mail" && !page.Page.EndsWith("/Feed", StringComparison.Ordinal) && !page.Page.EndsWith("/Points", StringComparison.Ordinal)))
        {
            var key = values.Keys.GetValueOrDefault(page.Page) ?? values.Keys.GetValueOrDefault(page.Page[..page.Page.LastIndexOf('/')], values.MemberKey);
            var (isReport, isMerge) = (page.Page == "/Moderation/Report", page.Page == "/Desk/Listings/Merge");
            var answered = await reader.VisitAsync(reader.Links.To(page.Page, ("edition", page.English.Contains("{edition") ? 1 : null), ("number", page.English.Contains("{number") ? 1 : null), ("code", page.English.Contains("{code") ? 404 : null), ("slug", page.English.Contains("{slug") ? values.Slug : null), ("key", isReport ? values.Keys["/Promises"] : page.English.Contains("{key") ? key : null), ("what", isReport ? "promise" : null), ("stays", isMerge ? values.Slug : null), ("goes", isMerge ? key : null)));

            // What needs a link from a mail is not there without one.
            Assert.True(answered is 200 or 404, $"{page.Page} answered {answered}.");
            if (access != Access.Public) Assert.Equal(200, answered);
        }
    }

    private async Task<(Dictionary<string, string> Keys, string MemberKey, string Slug)> ValuesAsync()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CoproDbContext>();
        if (!await db.Members.AnyAsync())
        {
            var id = await portal.Given().ApprovedAsync(Answers.Of(Member) with { Consent = StoryConsent.PublicWithName });
            var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            await scope.ServiceProvider.GetRequiredService<FeedbackAnswers>().ReportAsync(id, new(PromiseStatus.Stuck, SiteLanguage.English, UpdateVisibility.Website, "Demo.", "Demo.", "Demo.", "Demo."), null, now, default);
            var made = await db.Promises.Select(promise => promise.Key).SingleAsync();
            await scope.ServiceProvider.GetRequiredService<TextReports>().FileAsync(PublicText.Promise, made, Audience.Public, "Demo.", now, default);
            var content = new EntryContent { NameEnglish = "Demo Hall", SummaryWelsh = "Neuadd.", SummaryEnglish = "A hall.", Links = ["https://example.org/hall"], Where = Whereabouts.InArea("W06000008"), Exactly = new(52.4153, -4.0829) };
            await scope.ServiceProvider.GetRequiredService<EntryEditing>().DescribeAsync(id, ListingKind.Venue, content, true, now, default);
            await portal.Given().ApprovedAsync(Answers.Of("every-page-other@example.org"));
            await portal.Given().AppliedAsync(Answers.Of("every-page-applicant@example.org"));
            await portal.Given().UnconfirmedAsync(Answers.Of("every-page-unconfirmed@example.org"));
            await portal.Given().DeclinedAsync(Answers.Of("every-page-declined@example.org"));
            await portal.Given().CoordinatorAsync(Coordinator);
        }

        // By the page, or by its folder. Nobody thanks themselves.
        var keys = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["/Desk/Applications"] = await db.Members.Where(member => member.Status == MemberStatus.Applied).Select(member => member.Key).FirstAsync(),
            ["/Desk/Tasks"] = await db.StuckTasks.Select(task => task.Key).SingleAsync(),
            ["/Desk/Reports"] = await db.TextReports.Select(report => report.Key).SingleAsync(),
            ["/Promises"] = await db.Promises.OrderBy(promise => promise.Id).Select(promise => promise.Key).FirstAsync(),
            ["/Promises/Message"] = await db.PromiseCards.OrderByDescending(card => card.PromiseId).Select(card => card.Promise.Key).FirstAsync(),
            ["/Desk/Newsletters"] = await scope.ServiceProvider.GetRequiredService<NewsletterDesk>().StartAsync(1, scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, default),
            ["/Desk/Listings"] = await db.Entries.Select(entry => entry.Key).FirstAsync(),
            ["/Desk/Listings/Merge"] = await db.Listings.OrderByDescending(listing => listing.Id).Select(listing => listing.Slug).FirstAsync(),
            ["/MemberDirectory/Mine"] = await db.Entries.Select(entry => entry.Key).FirstAsync(),
            ["/Stories"] = await db.StoryCards.Select(card => card.Story.Key).FirstAsync(),
        };
        return (
            keys,
            await db.Members.Where(member => member.Status == MemberStatus.Approved).Select(member => member.Key).FirstAsync(),
            await db.Listings.OrderBy(listing => listing.Id).Select(listing => listing.Slug).FirstAsync());
    }
}
