using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.MemberDirectory.Mine;

/// <summary>A listing that may be what someone is about to describe again.</summary>
/// <param name="About">Kind and place.</param>
public sealed record AlikeListing(string Name, string About, string Address);

/// <summary>What is listed under a name like the one being typed, for members at the form, as JSON: <c>GET /api/alike?name=food&amp;language=cy&amp;except=slug</c>. Nothing in it but what everyone can see.</summary>
public static class AlikeListings
{
    public const string Path = "/api/alike";

    public static void MapAlikeListings(this IEndpointRouteBuilder routes) => routes.MapGet(Path, async (HttpContext http, string? name, string? language, long? except, ListingLikeness likeness, CancellationToken cancellation) =>
    {
        if (language is not ("cy" or "en") || name?.Length > EntryContent.NameMaxLength) return Results.BadRequest();
        var words = WordBook.Site.For(language == "cy" ? SiteLanguage.Welsh : SiteLanguage.English);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Ok((await likeness.AlikeAsync(name, except, words.Language, cancellation)).Select(card => Of(card, words)));
    }).RequireAuthorization();

    public static AlikeListing Of(ListingCard card, Words words) =>
        new(card.NameIn(words.Language), card.KindAndPlace(words), SiteLinks.In(words.Language).To("/MemberDirectory/Listing", ("slug", card.Slug)));
}
