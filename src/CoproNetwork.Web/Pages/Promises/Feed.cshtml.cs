using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Promises;

/// <summary>The promises that moved last, as an Atom feed of what everyone may see, whoever asks.</summary>
[PublicPage]
public sealed class FeedModel(PromiseWall wall, AtomFeed feed, Words words, SiteLinks links) : PageModel
{
    private const int TitleWords = 12;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var cards = await wall.NewestAsync(Audience.Public, AtomFeed.Entries, cancellation);
        return feed.Write(words["Promises.Feed.Title"], "/Promises/Index", "/Promises/Feed",
        [
            .. cards.Select(card => new FeedEntry(
                card.Key, Excerpts.Of(card.Text, TitleWords), card.Text, card.Language, links.To("/Promises/Promise", ("key", card.Key)), card.MadeAtUtc, card.MovedAtUtc, card.MakerName,
                (card.Theme.Slug(), words[$"Promises.Theme.{card.Theme.Slug()}"]))),
        ]);
    }
}
