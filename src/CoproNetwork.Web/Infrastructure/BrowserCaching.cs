namespace CoproNetwork.Web.Infrastructure;

/// <summary>What browsers may keep: nothing of someone signed in, public pages only to ask again, fonts for a month.</summary>
public static class BrowserCaching
{
    /// <summary>What pages answer with; pictures, styles and scripts are nobody's own.</summary>
    private static readonly string[] Written = ["text/html", "text/csv", "application/atom+xml", "application/json"];

    public static IApplicationBuilder UseBrowserCaching(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            var headers = http.Response.Headers;
            if (http.Request.Path.StartsWithSegments("/lib/fonts", StringComparison.Ordinal)) headers.CacheControl = "public, max-age=2592000";
            else if (!IsForEveryone(headers) && http.User.Identity?.IsAuthenticated == true && Written.Any(type => http.Response.ContentType?.StartsWith(type, StringComparison.Ordinal) == true)) headers.CacheControl = "no-store";
            else if (headers.CacheControl.Count == 0) headers.CacheControl = "no-cache";
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    private static bool IsForEveryone(IHeaderDictionary headers) => headers.CacheControl.ToString().StartsWith("public", StringComparison.Ordinal);

    /// <summary>Leads to HTTPS on the site's own port. Health probes inside the house stay on HTTP.</summary>
    public static IApplicationBuilder UseSiteHttps(this IApplicationBuilder app, SiteSettings site) => app.UseWhen(
        context => !context.Request.IsHttps && !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal),
        plain => plain.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location = site.Absolute(context.Request.PathBase + context.Request.Path + context.Request.QueryString);
            return Task.CompletedTask;
        }));
}
