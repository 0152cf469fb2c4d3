using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Newsletters;

/// <summary>The newest issues as an Atom feed, each with its introduction.</summary>
[PublicPage]
public sealed class FeedModel(NewsletterReading reading, AtomFeed feed, Words words, SiteLinks links) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var issues = await reading.NewestAsync(AtomFeed.Entries, cancellation);
        return feed.Write(words["Newsletters.Feed.Title"], "/Newsletters/Index", "/Newsletters/Feed",
        [
            .. issues.Select(issue => new FeedEntry(
                RandomToken.Of($"newsletter {issue.Slug}"), issue.Subject(words.Language), issue.Intro(words.Language), words.Language, links.To("/Newsletters/Issue", ("slug", issue.Slug)),
                issue.StartedAtUtc, issue.StartedAtUtc, null, ("newsletter", words["Newsletters.Index.Title"]))),
        ]);
    }
}
