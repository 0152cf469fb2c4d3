using System.Data.Common;
using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Logs with request ids, without personal data and without tokens: paths are logged, queries never.</summary>
public static class Logging
{
    public static IServiceCollection AddLogs(this IServiceCollection services, IConfiguration configuration, bool development) => services.AddSerilog(logger => logger
        .MinimumLevel.Is(configuration.GetValue("Logs:Level", LogEventLevel.Information))
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("System", LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)

        // A failed command's log line would hold its parameters' names only, but its error is thrown and logged once anyway.
        .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)

        // The status page's own re-execution is no second error.
        .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogEventLevel.Error)
        .Enrich.FromLogContext()
        .WriteTo.Console(new SafeLines(development)));

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

/// <summary>
/// A line an event. What failed is named by type, code and place, never by its message: a database says "the duplicate key
/// value is (name@example.org)", a parser repeats what it could not read. In Development, where all data is made up, the message stands too.
/// </summary>
public sealed class SafeLines(bool withMessages) : ITextFormatter
{
    private readonly MessageTemplateTextFormatter _line = new("{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {RequestId} {Message:lj}{NewLine}", CultureInfo.InvariantCulture);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        _line.Format(logEvent, output);
        for (var failure = logEvent.Exception; failure is not null; failure = failure.InnerException)
        {
            output.WriteLine($"{failure.GetType()} {(failure is DbException database ? database.ErrorCode : failure.HResult):X8}{(withMessages ? ": " + failure.Message : "")}");
            if (failure.StackTrace is { } place) output.WriteLine(place);
        }
    }
}
