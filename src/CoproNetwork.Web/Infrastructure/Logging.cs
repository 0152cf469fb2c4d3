using System.Globalization;
using Serilog;
using Serilog.Events;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Logs with request ids, without personal data and without tokens: paths are logged, queries never.</summary>
public static class Logging
{
    public static IServiceCollection AddLogs(this IServiceCollection services, IConfiguration configuration) => services.AddSerilog(logger => logger
        .MinimumLevel.Is(configuration.GetValue("Logs:Level", LogEventLevel.Information))
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("System", LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)

        // A failed command's log line would hold its parameters' names only, but its error is thrown and logged once anyway.
        .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)

        // The status page's own re-execution is no second error.
        .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogEventLevel.Error)
        .Enrich.FromLogContext()
        .WriteTo.Console(outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {RequestId} {Message:lj}{NewLine}{Exception}", formatProvider: CultureInfo.InvariantCulture));

    /// <summary>The route, not the address: a directory entry's address is somebody's name.</summary>
    private static string Route(HttpContext context) =>
        ((context.Items[ErrorPages.OriginalEndpoint] ?? context.GetEndpoint()) as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";

    public static IApplicationBuilder UseRequestLogs(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.IncludeQueryInRequestPath = false;
        options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
        [
            new("RequestMethod", new ScalarValue(context.Request.Method)),
            new("RequestPath", new ScalarValue(Route(context))),
            new("StatusCode", new ScalarValue(status)),
            new("Elapsed", new ScalarValue(elapsed)),
        ];
        options.GetLevel = (context, _, failure) =>
            failure is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
            : context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) ? LogEventLevel.Debug
            : LogEventLevel.Information;
    });
}
