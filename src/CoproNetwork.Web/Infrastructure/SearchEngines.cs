using System.Text;
using System.Xml;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Newsletters;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>What search engines read: which pages are not for them, and where the public ones stand, in both languages.</summary>
public static class SearchEngines
{
    /// <summary>Decades of the newsletter.</summary>
    private const int MostIssues = 1000;

    private const string Sitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>They have a form, so they are served afresh to everyone; but they are there to be found.</summary>
    private static readonly string[] WithForms = ["/Joining/AboutYou", "/Newsletters/Index"];

    /// <summary>What goes with another page, or stands in other sites' pages.</summary>
    private static readonly string[] NotByThemselves = ["Feed", "Embed", "Points"];

    private static readonly string[] NotForThem = ["/Desk/Index", "/Members/Me", "/Moderation/Report"];

    public static void MapSearchEngines(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/robots.txt", (SiteSettings site) => Results.Text(Robots(site), "text/plain", Encoding.UTF8)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/sitemap.xml", IndexAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/sitemaps/pages.xml", PagesAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/sitemaps/listings-{part:int}.xml", ListingsAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static string Robots(SiteSettings site) => string.Join('\n',
    [
        "User-agent: *",
        .. NotForThem.SelectMany(page => new[] { SiteLinks.Welsh.To(page), SiteLinks.English.To(page) }).Select(path => "Disallow: " + path),
        "",
        "Sitemap: " + site.Absolute("/sitemap.xml"),
        "",
    ]);

    private static async Task IndexAsync(HttpContext http, ListingAddresses listings, SiteSettings site)
    {
        if (await PublicETag.IsUnchangedAsync(http)) return;
        var parts = await listings.PartsAsync(http.RequestAborted);
        await using var xml = await BeginAsync(http.Response, "sitemapindex");
        foreach (var path in parts.Select(part => $"/sitemaps/listings-{part}.xml").Prepend("/sitemaps/pages.xml"))
        {
            await xml.WriteStartElementAsync(null, "sitemap", Sitemaps);
            await xml.WriteElementStringAsync(null, "loc", Sitemaps, site.Absolute(path));
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndDocumentAsync();
    }

    private static async Task PagesAsync(HttpContext http, EndpointDataSource endpoints, NewsletterReading newsletters, SiteSettings site)
    {
        if (await PublicETag.IsUnchangedAsync(http)) return;
        var shared = endpoints.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<PublicPageAttribute>() is not null)
            .Select(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor>()?.ViewEnginePath).ToHashSet(StringComparer.Ordinal);
        await using var xml = await BeginAsync(http.Response, "urlset");
        foreach (var page in SitePages.All.Where(page => WithForms.Contains(page.Page) || shared.Contains(page.Page) && IsForItself(page))) await WriteAsync(xml, site, links => links.To(page.Page), null);
        foreach (var issue in await newsletters.NewestAsync(MostIssues, http.RequestAborted)) await WriteAsync(xml, site, links => links.To("/Newsletters/Issue", ("slug", issue.Slug)), issue.StartedAtUtc);
        await xml.WriteEndDocumentAsync();
    }

    private static bool IsForItself(SitePage page) =>
        page.Access == Access.Public && !page.English.Contains('{', StringComparison.Ordinal) && !NotByThemselves.Contains(page.Page[(page.Page.LastIndexOf('/') + 1)..]);

    private static async Task ListingsAsync(HttpContext http, int part, ListingAddresses listings, SiteSettings site)
    {
        if (await PublicETag.IsUnchangedAsync(http)) return;
        await using var found = listings.InPart(part).GetAsyncEnumerator(http.RequestAborted);
        if (!await found.MoveNextAsync())
        {
            http.Response.Headers.Remove("ETag");
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await using var xml = await BeginAsync(http.Response, "urlset");
        do
        {
            var listing = found.Current;
            await WriteAsync(xml, site, links => links.To("/MemberDirectory/Listing", ("slug", listing.Slug)), listing.AtUtc);
        }
        while (await found.MoveNextAsync());
        await xml.WriteEndDocumentAsync();
    }

    private static async Task<XmlWriter> BeginAsync(HttpResponse response, string root)
    {
        response.ContentType = "application/xml; charset=utf-8";
        var xml = XmlWriter.Create(response.Body, new() { Async = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, root, Sitemaps);
        return xml;
    }

    /// <summary>A page in both languages, each with its way to the other.</summary>
    private static async Task WriteAsync(XmlWriter xml, SiteSettings site, Func<SiteLinks, string> address, DateTime? changedAtUtc)
    {
        var both = new[] { SiteLinks.Welsh, SiteLinks.English }.Select(links => (Language: SitePages.Prefix(links.Language), Address: site.Absolute(address(links)))).ToList();
        foreach (var (_, own) in both)
        {
            await xml.WriteStartElementAsync(null, "url", Sitemaps);
            await xml.WriteElementStringAsync(null, "loc", Sitemaps, own);
            if (changedAtUtc is { } changed) await xml.WriteElementStringAsync(null, "lastmod", Sitemaps, LondonTime.DateOf(changed).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            foreach (var (language, alternate) in both)
            {
                await xml.WriteStartElementAsync("xhtml", "link", Xhtml);
                await xml.WriteAttributeStringAsync(null, "rel", null, "alternate");
                await xml.WriteAttributeStringAsync(null, "hreflang", null, language);
                await xml.WriteAttributeStringAsync(null, "href", null, alternate);
                await xml.WriteEndElementAsync();
            }

            await xml.WriteEndElementAsync();
        }
    }
}
