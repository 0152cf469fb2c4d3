using System.Globalization;
using CoproNetwork.Domain.Common;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>The language of a request is the first word of its path.</summary>
public static class Cultures
{
    public static readonly CultureInfo Welsh = CultureInfo.GetCultureInfo("cy-GB");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static CultureInfo Of(SiteLanguage language) => language == SiteLanguage.Welsh ? Welsh : English;

    /// <summary>The language of the request at hand; English where no request is.</summary>
    public static SiteLanguage Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "cy" ? SiteLanguage.Welsh : SiteLanguage.English;

    public static IServiceCollection AddCultures(this IServiceCollection services) => services
        .AddSingleton(_ => WordBook.Site)
        .AddScoped(provider => provider.GetRequiredService<WordBook>().For(Current))
        .AddScoped(_ => SiteLinks.In(Current));

    /// <summary>Sets the culture from the path; without a language in it (an API, a file, an unknown address), from what the browser prefers.</summary>
    public static IApplicationBuilder UseCultures(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var culture = Of(FromPath(context.Request.Path) ?? Preferred(context.Request));
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
        return next(context);
    });

    /// <summary>The root leads to the reader's language; Welsh when the browser names neither.</summary>
    public static void MapLanguageRoot(this IEndpointRouteBuilder routes) => routes.MapGet("/", (HttpContext context) =>
    {
        context.Response.Headers.Vary = "Accept-Language";
        return Results.Redirect("/" + SitePages.Prefix(Preferred(context.Request)));
    }).AllowAnonymous();

    private static SiteLanguage? FromPath(PathString path) =>
        path.StartsWithSegments("/cy", StringComparison.OrdinalIgnoreCase) ? SiteLanguage.Welsh
        : path.StartsWithSegments("/en", StringComparison.OrdinalIgnoreCase) ? SiteLanguage.English
        : null;

    private static SiteLanguage Preferred(HttpRequest request)
    {
        foreach (var wanted in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1))
        {
            if (wanted.Value.StartsWith("cy", StringComparison.OrdinalIgnoreCase)) return SiteLanguage.Welsh;
            if (wanted.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return SiteLanguage.English;
        }

        return SiteLanguage.Welsh;
    }
}
