namespace CoproNetwork.Web.Infrastructure;

/// <summary>The headers that keep browsers from doing what the site never asks of them. A page that needs more names its policy by a <c>SecurityHeadersPolicy</c> attribute.</summary>
public static class SecurityHeaders
{
    /// <summary>For the map: it may ask where one is, and show tiles of the server that is set.</summary>
    public const string Map = "map";

    /// <summary>For the one page that other sites may frame; it shows tiles as the map does.</summary>
    public const string Embed = "embed";

    /// <summary>For a mail's own HTML in the frame of a preview: styles within it, and nothing besides.</summary>
    public const string MailFrame = "mail-frame";

    public static IServiceCollection AddSiteSecurityHeaders(this IServiceCollection services, bool https, MapSettings map)
    {
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(policy => policy.AddEverywhere(https, mayLocate: false, csp => Fill(csp, null, null)).AddNotFramed())
            .AddPolicy(Map, policy => policy.AddEverywhere(https, mayLocate: true, csp => Fill(csp, map.TilesOrigin, null)).AddNotFramed())
            .AddPolicy(Embed, policy => policy.AddEverywhere(https, mayLocate: false, csp => Fill(csp, map.TilesOrigin, "*")).AddCrossOriginResourcePolicy(header => header.CrossOrigin()))
            .AddPolicy(MailFrame, policy => policy.AddEverywhere(https, mayLocate: false, FillMail).AddFrameOptionsSameOrigin().AddCrossOriginResourcePolicy(header => header.SameOrigin()));
        return services;
    }

    private static HeaderPolicyCollection AddNotFramed(this HeaderPolicyCollection policy) => policy
        .AddFrameOptionsDeny()
        .AddCrossOriginResourcePolicy(header => header.SameOrigin());

    private static HeaderPolicyCollection AddEverywhere(this HeaderPolicyCollection policy, bool https, bool mayLocate, Action<CspBuilder> fill)
    {
        policy
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(header => header.SameOrigin())
            .AddPermissionsPolicy(permissions =>
            {
                // What no page here asks for. Features that only some browsers know are left out: the others complain of them in the console.
                permissions.AddCamera().None();
                permissions.AddMicrophone().None();
                if (mayLocate) permissions.AddGeolocation().Self();
                else permissions.AddGeolocation().None();
                permissions.AddPayment().None();
                permissions.AddUsb().None();
                permissions.AddDisplayCapture().None();
                permissions.AddScreenWakeLock().None();
            })
            .RemoveServerHeader()
            .AddContentSecurityPolicy(fill);

        // Of this host alone: what else lives under its name is not the portal's to decide.
        return https ? policy.AddStrictTransportSecurityMaxAge(maxAgeInSeconds: 365 * 24 * 60 * 60) : policy;
    }

    private static void Fill(CspBuilder csp, string? pictures, string? framedBy)
    {
        csp.AddDefaultSrc().None();
        csp.AddScriptSrc().Self();
        csp.AddStyleSrc().Self();
        csp.AddFontSrc().Self();

        // Bootstrap draws its ticks and arrows as data: pictures in the style sheet.
        var images = csp.AddImgSrc().Self().Data();
        if (pictures is not null) images.From(pictures);
        csp.AddConnectSrc().Self();
        csp.AddManifestSrc().Self();
        csp.AddFormAction().Self();
        csp.AddFrameSrc().Self();
        if (framedBy is null) csp.AddFrameAncestors().None();
        else csp.AddFrameAncestors().From(framedBy);
        csp.AddBaseUri().None();
        csp.AddObjectSrc().None();
    }

    private static void FillMail(CspBuilder csp)
    {
        csp.AddDefaultSrc().None();
        csp.AddStyleSrc().UnsafeInline();
        csp.AddFormAction().None();
        csp.AddBaseUri().None();
        csp.AddFrameAncestors().Self();
        csp.AddSandbox();
    }
}
