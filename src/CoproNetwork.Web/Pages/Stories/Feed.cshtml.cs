using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Stories;

/// <summary>The newest stories as an Atom feed of what everyone may read, whoever asks.</summary>
[PublicPage]
public sealed class FeedModel(StoryList stories, AtomFeed feed, Words words, SiteLinks links) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var newest = await stories.NewestAsync(Audience.Public, AtomFeed.Entries, cancellation);
        return feed.Write(words["Stories.Feed.Title"], "/Stories/Index", "/Stories/Feed",
        [
            .. newest.Select(story => new FeedEntry(
                story.Key, story.Title, story.Text, story.Language, links.To("/Stories/Story", ("key", story.Key)), story.ToldAtUtc, story.ToldAtUtc, story.TellerName,
                (story.Theme.Slug(), words[$"Promises.Theme.{story.Theme.Slug()}"]))),
        ]);
    }
}
