using System.Net;
using System.Threading.RateLimiting;
using CoproNetwork.Web.Pages.OpenData;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Limits posts, and what programs read, by client address; reading pages is never limited, nor is leaving a list: one mail provider presses for thousands.</summary>
public static class RateLimits
{
    /// <summary>Posts of one address in ten minutes. Offices and libraries share one address, so it is generous.</summary>
    private const int PostsInTenMinutes = 120;

    /// <summary>Requests for a sign-in link, as many reports on texts, forms for the newsletter and invitations to a listing, from one address in ten minutes.</summary>
    private const int SignInsInTenMinutes = 12;

    /// <summary>Readings of the open data from one address in ten minutes.</summary>
    private const int ApiInTenMinutes = 600;

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var posts = configuration.GetValue("RateLimits:Posts", PostsInTenMinutes);
        var signIns = configuration.GetValue("RateLimits:SignIns", SignInsInTenMinutes);
        var api = configuration.GetValue("RateLimits:Api", ApiInTenMinutes);
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = SayWhenAsync;
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                Limiter(IsOpenData, "api", api),
                Limiter(context => HttpMethods.IsPost(context.Request.Method) && !IsCoordinator(context) && !IsPage(context, "/Newsletters/Unsubscribe"), "post", posts),
                Limiter(context => HttpMethods.IsPost(context.Request.Method) && IsPage(context, "/Accounts/SignIn"), "sign-in", signIns),
                Limiter(context => HttpMethods.IsPost(context.Request.Method) && IsPage(context, "/Moderation/Report"), "report", signIns),
                Limiter(context => HttpMethods.IsPost(context.Request.Method) && IsPage(context, "/Newsletters/Index"), "subscribe", signIns),
                Limiter(context => HttpMethods.IsPost(context.Request.Method) && IsPage(context, "/MemberDirectory/Mine/People"), "people", signIns));
        });
        return services;
    }

    /// <summary>Believes forwarded headers only from the proxies that the settings name.</summary>
    public static IServiceCollection AddKnownProxies(this IServiceCollection services, IConfiguration configuration) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        var known = Settings.Optional(configuration, "Proxy:Known")?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (known.Length == 0) options.ForwardedHeaders = ForwardedHeaders.None;
        foreach (var address in known)
        {
            if (System.Net.IPNetwork.TryParse(address, out var network)) options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(address, out var one)) options.KnownProxies.Add(one);
            else throw new SettingsException($"Proxy__Known holds {address}, which is neither an address nor a network such as 10.0.0.0/8.");
        }
    });

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, bool> applies, string name, int limit) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        applies(context)
            ? RateLimitPartition.GetSlidingWindowLimiter($"{name} {ClientOf(context)}", _ => new() { PermitLimit = limit, Window = TimeSpan.FromMinutes(10), SegmentsPerWindow = 10, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter(""));

    private static async ValueTask SayWhenAsync(OnRejectedContext context, CancellationToken cancellation)
    {
        if (!IsOpenData(context.HttpContext)) return;
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await ApiProblems.TooMany().ExecuteAsync(context.HttpContext);
    }

    /// <summary>An IPv6 client has a whole /64 to itself.</summary>
    private static string ClientOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static bool IsOpenData(HttpContext context) => context.Request.Path.Value?.StartsWith(ApiListings.Path, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsCoordinator(HttpContext context) => context.User.IsInRole(Domain.Accounts.Roles.Coordinator);

    private static bool IsPage(HttpContext context, string page) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath == page;
}
