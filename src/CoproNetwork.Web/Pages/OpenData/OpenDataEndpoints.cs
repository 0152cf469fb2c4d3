using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Http.Extensions;

namespace CoproNetwork.Web.Pages.OpenData;

/// <summary>The directory as open data: what its pages show, in three formats, and each listing by itself.</summary>
public static class OpenDataEndpoints
{
    private const string Tag = "listings";

    public static void MapOpenData(this IEndpointRouteBuilder routes)
    {
        routes.Give(ApiListings.Path, ListAsync, "A page of the directory", "Filters as in the directory. Without a search the order is the alphabet of “lang”.").Produces<ListingsPage>();
        routes.Give(ApiListings.Path + ".geojson", GeoJsonAsync, "The directory as GeoJSON", "Everything that is asked for, or one page where a limit is given.").Produces<GeoJsonFile>(contentType: GeoJson.MediaType);
        routes.Give(ApiListings.Path + ".csv", CsvAsync, "The directory as a table", "Everything that is asked for, or one page where a limit is given.").Produces<string>(contentType: "text/csv");
        routes.Give(ApiListings.Path + "/{slug}", OneAsync, "One listing", "By the last part of the address of its page.").Produces<OneListing>().Produces(StatusCodes.Status301MovedPermanently).ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapOpenApi().AllowAnonymous();
    }

    private static RouteHandlerBuilder Give(this IEndpointRouteBuilder routes, string path, Delegate handler, string summary, string description)
    {
        routes.MapMethods(path, [HttpMethods.Head], handler).AllowAnonymous().ExcludeFromDescription();
        return routes.MapGet(path, handler).AllowAnonymous().WithTags(Tag).WithSummary(summary).WithDescription(description)
            .Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> ListAsync(HttpContext http, OpenListings listings, ApiListings items, OpenTerms terms, SiteSettings site)
    {
        if (ApiQuery.Read(http.Request.Query, out var wrong) is not { } asked) return ApiProblems.Wrong(wrong);
        if (await PublicETag.IsUnchangedAsync(http)) return Results.Empty;
        var page = await listings.PageAsync(asked.Query, asked.Limit ?? ApiQuery.UsualListings, http.RequestAborted);
        var (on, next) = (await terms.ReadAsync(http.RequestAborted), Next(http, page, site));
        Link(http, on, next, site);
        return Results.Json(new ListingsPage { Total = page.Total, Terms = on, Next = next, Items = [.. page.Listings.Select(items.Of)] }, ApiJson.Plain.ListingsPage);
    }

    private static async Task<IResult> OneAsync(HttpContext http, string slug, OpenListings listings, ListingAddresses addresses, ApiListings items, OpenTerms terms, SiteSettings site)
    {
        if (http.Request.Query.Keys.FirstOrDefault() is { } unknown) return ApiProblems.Wrong(unknown);
        if (await PublicETag.IsUnchangedAsync(http)) return Results.Empty;
        if (await listings.FindAsync(slug, http.RequestAborted) is not { } listing)
        {
            // What is not there has no tag by which it could be unchanged.
            http.Response.Headers.Remove("ETag");
            return await addresses.NowAtAsync(slug, http.RequestAborted) is { } now ? Results.Redirect($"{ApiListings.Path}/{now}", permanent: true) : ApiProblems.NotFound(slug);
        }

        var on = await terms.ReadAsync(http.RequestAborted);
        Link(http, on, null, site);
        return Results.Json(new OneListing { Terms = on, Item = items.Of(listing) }, ApiJson.Plain.OneListing);
    }

    private static async Task<IResult> GeoJsonAsync(HttpContext http, OpenListings listings, GeoJson geoJson, OpenTerms terms, SiteSettings site)
    {
        if (ApiQuery.Read(http.Request.Query, out var wrong) is not { } asked) return ApiProblems.Wrong(wrong);
        if (await PublicETag.IsUnchangedAsync(http)) return Results.Empty;
        var (first, all) = await ReadAsync(listings, asked, http.RequestAborted);
        var (on, next) = (await terms.ReadAsync(http.RequestAborted), asked.Limit is null ? null : Next(http, first, site));
        Link(http, on, next, site);
        http.Response.ContentType = GeoJson.MediaType;
        if (!HttpMethods.IsHead(http.Request.Method)) await geoJson.WriteAsync(http.Response, on, first.Total, next, all);
        return Results.Empty;
    }

    private static async Task<IResult> CsvAsync(HttpContext http, OpenListings listings, ApiListings items, OpenTerms terms, SiteSettings site)
    {
        if (ApiQuery.Read(http.Request.Query, out var wrong) is not { } asked) return ApiProblems.Wrong(wrong);
        if (await PublicETag.IsUnchangedAsync(http)) return Results.Empty;
        var (first, all) = await ReadAsync(listings, asked, http.RequestAborted);
        Link(http, await terms.ReadAsync(http.RequestAborted), asked.Limit is null ? null : Next(http, first, site), site);
        return new CsvResult("copro-listings.csv", CsvRows.Headings, CsvRows.Of(all, items));
    }

    /// <summary>One page where a limit is given, else everything.</summary>
    private static async Task<(OpenPage First, IAsyncEnumerable<OpenListing> All)> ReadAsync(OpenListings listings, ApiQuery asked, CancellationToken cancellation)
    {
        if (asked.Limit is { } limit)
        {
            var page = await listings.PageAsync(asked.Query, limit, cancellation);
            return (page, page.Listings.ToAsyncEnumerable());
        }

        var first = await listings.BeginAsync(asked.Query, cancellation);
        return (first, listings.AllAsync(asked.Query, first, cancellation));
    }

    private static string? Next(HttpContext http, OpenPage page, SiteSettings site)
    {
        if (page.Next is not { } after) return null;
        var query = new QueryBuilder(http.Request.Query.Where(one => one.Key != "after").Select(one => KeyValuePair.Create(one.Key, one.Value.ToString()))) { { "after", after.ToString() } };
        return site.Absolute(http.Request.Path + query.ToQueryString());
    }

    private static void Link(HttpContext http, ApiTerms terms, string? next, SiteSettings site)
    {
        var licence = terms.Licence.Url?.AbsoluteUri ?? site.Absolute(SiteLinks.English.To("/OpenData/Index"));
        http.Response.Headers.Link = (next is null ? "" : $"<{next}>; rel=\"next\", ") + $"<{licence}>; rel=\"license\"";
    }
}
