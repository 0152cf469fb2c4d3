using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Where a page stands, so that it can name itself in either language: page, parameters and query.</summary>
public sealed class PageAddress
{
    private readonly (string Name, object? Value)[] _values;

    private PageAddress(string page, (string, object?)[] values, bool isPublic, bool mayShowMessage) =>
        (Page, _values, IsPublic, MayShowMessage) = (page, values, isPublic, mayShowMessage);

    public string Page { get; }

    /// <summary>To be found by search engines: open to all, and not one person's link.</summary>
    public bool IsPublic { get; }

    /// <summary>A request with a message cookie is never served from, or kept in, the page cache.</summary>
    public bool MayShowMessage { get; }

    public string In(SiteLinks links) => links.To(Page, _values);

    /// <summary>The page being shown; for an error page, the address that was asked for where it is a page's.</summary>
    public static PageAddress Of(ViewContext context)
    {
        var request = context.HttpContext.Request;
        var page = (context.ActionDescriptor as PageActionDescriptor)?.ViewEnginePath ?? "/Home/Index";
        var values = new List<(string, object?)>();

        // A page that is kept for everyone must not repeat what one visitor added to its address.
        var shared = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<PublicPageAttribute>() is not null;
        foreach (var (name, value) in context.RouteData.Values)
            if (name is not ("page" or "handler" or "area")) values.Add((name, value));
        foreach (var (name, value) in request.Query)
            if (name != "handler" && (!shared || PublicPagePolicy.QueryKeys.Contains(name)) && !values.Exists(known => known.Item1 == name)) values.Add((name, Convert.ToString(value, CultureInfo.InvariantCulture)));
        var isPublic = SitePages.Find(page)?.Access == Access.Public && (shared || !request.Query.ContainsKey("t")) && page is not "/Errors/Status";
        return new(page == "/Errors/Status" ? "/Home/Index" : page, page == "/Errors/Status" ? [] : [.. values], isPublic, request.Cookies.ContainsKey(PublicPages.MessageCookie));
    }
}
