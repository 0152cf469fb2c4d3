namespace CoproNetwork.Web.Pages.Newsletters;

/// <summary>Where the newsletter's pieces lead.</summary>
public static class NewsletterAddress
{
    /// <summary>The page of a source's pieces. A new source gets its line here, and its heading in the resources.</summary>
    public static string PageOf(string source) => source switch
    {
        "members" => "/MemberDirectory/Listing",
        "promises" => "/Promises/Promise",
        "stories" => "/Stories/Story",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No page is known for this source."),
    };

    /// <summary>The name of that page's route value.</summary>
    public static string RouteOf(string page) => page is "/MemberDirectory/Listing" or "/Newsletters/Issue" ? "slug" : "key";
}
