using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Tests.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Infrastructure;

/// <summary>Every page of the running portal, from its own route table, with parameters that lead somewhere.</summary>
internal static class SiteMap
{
    public const string Applicant = "applicant@example.org", Member = "member@example.org", OtherMember = "other-member@example.org";

    /// <summary>A mail's own HTML, in the frame of its preview.</summary>
    public static bool IsMailFrame(string path) => path.Contains("/desk/newsletters/", StringComparison.Ordinal) && path.EndsWith("/mail", StringComparison.Ordinal)
        || path.Contains("/desg/cylchlythyrau/", StringComparison.Ordinal) && path.EndsWith("/neges", StringComparison.Ordinal);

    public static IEnumerable<RouteEndpoint> Endpoints(Portal portal) =>
        portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null);

    /// <summary>Each address with its guard. At the first call an applicant and two members are made.</summary>
    public static async Task<IReadOnlyList<(string Path, Access Access)>> PagesAsync(Portal portal)
    {
        portal.Browse().Dispose();
        if (!await portal.SeeAsync(db => db.Members.AnyAsync()))
        {
            await portal.Given.AppliedAsync(Answers.Of(Applicant, "Demo Applicant"));
            var one = await portal.Given.ApprovedAsync(Answers.Of(Member, "Demo One") with { Consent = StoryConsent.PublicWithName });
            await portal.DescribedAsync(one, Brought.Content("Demo Brought"));
            await portal.Given.ApprovedAsync(Answers.Of(OtherMember, "Demo Other"));
        }

        var keys = await portal.SeeAsync(db => db.Members.OrderBy(member => member.Id).Select(member => new { member.Key, IsApplicant = member.Status == MemberStatus.Applied }).ToListAsync());
        var (applicant, member) = (keys.FirstOrDefault(one => one.IsApplicant)?.Key ?? keys[0].Key, keys.First(one => !one.IsApplicant).Key);
        var (promise, story) = await portal.SeeAsync(async db => (await db.Promises.Where(one => one.Member.Email == Member).Select(one => one.Key).FirstOrDefaultAsync() ?? "none", await db.Stories.Where(one => one.Member.Email == Member).Select(one => one.Key).FirstOrDefaultAsync() ?? "none"));
        var listing = await portal.SeeAsync(db => db.Entries.Select(entry => entry.Key).FirstOrDefaultAsync()) ?? "none";
        var newsletter = await portal.InScopeAsync<NewsletterDesk, string>(desk => desk.StartAsync(1, portal.NowUtc, default));
        return [.. Endpoints(portal)
            .Select(endpoint => (Template: endpoint.RoutePattern.RawText!, Page: endpoint.Metadata.GetMetadata<PageActionDescriptor>()!.ViewEnginePath))
            .Select(route => ("/" + Fill(route.Template, KeyOf(route.Page)), SitePages.Find(route.Page)!.Access))];

        string KeyOf(string page) => page.Split('/')[1..] switch
        {
            ["Desk", "Applications", ..] => applicant,
            ["Desk", "Newsletters", ..] => newsletter,
            ["Promises", ..] => promise,
            ["Stories", ..] => story,
            ["MemberDirectory", "Mine", ..] => listing,
            _ => member,
        };
    }

    private static string Fill(string template, string key) => template
        .Replace("{edition:int}", "1", StringComparison.Ordinal)
        .Replace("{number:int}", "1", StringComparison.Ordinal)
        .Replace("{code:int}", "404", StringComparison.Ordinal)
        .Replace("{slug}", "demo-one", StringComparison.Ordinal)
        .Replace("{key}", key, StringComparison.Ordinal);
}
