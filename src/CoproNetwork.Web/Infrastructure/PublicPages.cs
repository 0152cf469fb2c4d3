using Microsoft.AspNetCore.OutputCaching;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Marks a page that is the same for every visitor: it may be served from memory, under the database's public version.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicPageAttribute : Attribute;

/// <summary>Caches public pages whole. The key holds the public version read from the database for each request, so that a change shows at once on every node.</summary>
public sealed class PublicPagePolicy : IOutputCachePolicy
{
    /// <summary>Only what pages read, so that made-up queries do not fill the memory. A public page's own links repeat no other.</summary>
    public static readonly string[] QueryKeys = ["q", "area", "kind", "theme", "status", "lang", "after", "place", "near", "offer", "visits", "in", "language"];

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsGet(http.Request.Method) || !PublicPages.IsShared(http))
        {
            context.EnableOutputCaching = false;
            return;
        }

        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = TimeSpan.FromHours(1);
        context.CacheVaryByRules.QueryKeys = QueryKeys;
        context.CacheVaryByRules.VaryByValues["encoding"] = PageCompression.Encoding(http.Request);
        context.CacheVaryByRules.VaryByValues["version"] = await http.RequestServices.GetRequiredService<VersionReader>().ReadAsync(cancellation);
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0) context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}

public static class PublicPages
{
    public const string MessageCookie = "copro-message";

    /// <summary>Whether the answer is the same for every visitor: someone signed in sees their own menu, and a message waiting to be shown once is theirs alone.</summary>
    public static bool IsShared(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<PublicPageAttribute>() is not null
        && !http.Request.Cookies.ContainsKey(Identity.CookieName) && !http.Request.Cookies.ContainsKey(MessageCookie);

    public static IServiceCollection AddPublicPages(this IServiceCollection services, IConfiguration configuration) => services.AddSingleton<VersionReader>().AddOutputCache(options =>
    {
        options.SizeLimit = 32 * 1024 * 1024;
        options.MaximumBodySize = 512 * 1024;
        if (configuration.GetValue("Cache:Pages", true)) options.AddBasePolicy(new PublicPagePolicy());
    });
}
