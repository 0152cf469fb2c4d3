namespace CoproNetwork.Web.Pages.OpenData;

/// <summary>The open data's services, and what lets other sites' pages read it.</summary>
public static class OpenDataSetup
{
    private static readonly PathString Api = "/api/v1";

    public static IServiceCollection AddOpenData(this IServiceCollection services)
    {
        services.AddSingleton<ApiListings>().AddSingleton<GeoJson>().AddScoped<OpenTerms>();

        // The description would else say that a number may be a text.
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict);
        return services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = one => one.RelativePath?.StartsWith(ApiListings.Path.TrimStart('/'), StringComparison.Ordinal) == true;
            options.AddOperationTransformer(OpenApiDescription.ParametersAsync);
            options.AddDocumentTransformer(OpenApiDescription.DocumentAsync);
        });
    }

    /// <summary>Any page may read what is public. Comes before the site's own headers, which are stricter: what is registered first is written last.</summary>
    public static IApplicationBuilder UseOpenDataHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!http.Request.Path.StartsWithSegments(Api, StringComparison.Ordinal) || !(IsRead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method))) return next(http);
        http.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlExposeHeaders = "ETag, Link, Retry-After";
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            return Task.CompletedTask;
        }, http.Response);
        if (!HttpMethods.IsOptions(http.Request.Method)) return next(http);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        http.Response.Headers.Allow = http.Response.Headers.AccessControlAllowMethods = "GET, HEAD, OPTIONS";
        http.Response.Headers.AccessControlAllowHeaders = "If-None-Match";
        http.Response.Headers.AccessControlMaxAge = "86400";
        return Task.CompletedTask;
    });

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
