using Microsoft.AspNetCore.Diagnostics;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Errors that look like the site, in the reader's language, with the status they have.</summary>
public static class ErrorPages
{
    /// <summary>An answer without a body gets the page of its status.</summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app) => app.UseStatusCodePages(context => ShowAsync(context.HttpContext, context.Next, context.HttpContext.Response.StatusCode));

    /// <summary>Something failed: 413 for a body too large, 400 for one that is no form, else 500.</summary>
    public static Task ShowFailureAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        context.Response.StatusCode = failure switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            InvalidDataException => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status500InternalServerError,
        };

        // The status page middleware is outside of this one and shows the page.
        return Task.CompletedTask;
    }

    /// <summary>Refuses what is longer than any form before reading it. The server's own limit would cut the line instead of showing a page.</summary>
    public static IApplicationBuilder UseFormLimit(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!(context.Request.ContentLength > SitePagesServices.LargestForm) || context.Items.ContainsKey(OriginalPath)) return next(context);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    });

    private static async Task ShowAsync(HttpContext context, RequestDelegate next, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)) return;
        var (path, query, method) = (context.Request.Path, context.Request.QueryString, context.Request.Method);
        context.Items[OriginalPath] = path.Value;
        context.Items[OriginalEndpoint] = context.GetEndpoint();
        context.Request.Path = SiteLinks.In(Cultures.Current).To("/Errors/Status", ("code", status));
        context.Request.QueryString = QueryString.Empty;
        context.Request.Method = HttpMethods.Get;
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        try
        {
            await next(context);
        }
        finally
        {
            (context.Request.Path, context.Request.QueryString, context.Request.Method) = (path, query, method);
        }
    }

    /// <summary>Key of the route that was asked for, for the log.</summary>
    public const string OriginalEndpoint = "original-endpoint";

    /// <summary>Key of the address that was asked for, for the language switch of an error page.</summary>
    public const string OriginalPath = "original-path";
}
