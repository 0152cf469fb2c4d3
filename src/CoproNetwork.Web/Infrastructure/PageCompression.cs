using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Public pages travel compressed, and are kept so. They hold no secret whose length could be guessed from outside; pages of someone signed in stay as they are.</summary>
public static class PageCompression
{
    private static readonly string[] Encodings = ["br", "gzip"];

    public static IServiceCollection AddPageCompression(this IServiceCollection services) => services
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
        .AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "application/json", "application/atom+xml"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });

    /// <summary>Inside the page cache, which keeps a page once for each encoding.</summary>
    public static IApplicationBuilder UsePageCompression(this IApplicationBuilder app) => app.UseWhen(
        context => PublicPages.IsShared(context),
        shared => shared.Use((context, next) =>
        {
            context.Request.Headers.AcceptEncoding = Encoding(context.Request);
            return next(context);
        }).UseResponseCompression());

    /// <summary>The one that is answered in: the densest that is accepted.</summary>
    public static string Encoding(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Encodings.FirstOrDefault(encoding => accepted.Any(one => one.Value == encoding && one.Quality is not 0)) ?? "identity";
    }
}
