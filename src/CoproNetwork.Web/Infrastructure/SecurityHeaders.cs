
namespace CoproNetwork.Web.Infrastructure;

/// <summary>The headers that keep browsers from doing what the site never asks of them.</summary>
public static class SecurityHeaders
{
    public static IApplicationBuilder UseSiteSecurityHeaders(this IApplicationBuilder app, bool https)
    {
        var policy = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(header => header.SameOrigin())
            .AddCrossOriginResourcePolicy(header => header.SameOrigin())
            .AddPermissionsPolicy(permissions =>
            {
                // What no page here asks for. Features that only some browsers know are left out: the others complain of them in the console.
                permissions.AddCamera().None();
                permissions.AddMicrophone().None();
                permissions.AddGeolocation().None();
                permissions.AddPayment().None();
                permissions.AddUsb().None();
                permissions.AddDisplayCapture().None();
                permissions.AddScreenWakeLock().None();
            })
            .RemoveServerHeader()
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddScriptSrc().Self();
                csp.AddStyleSrc().Self();
                csp.AddFontSrc().Self();

                // Bootstrap draws its ticks and arrows as data: pictures in the style sheet.
                csp.AddImgSrc().Self().Data();
                csp.AddConnectSrc().Self();
                csp.AddManifestSrc().Self();
                csp.AddFormAction().Self();
                csp.AddFrameSrc().Self();
                csp.AddFrameAncestors().None();
                csp.AddBaseUri().None();
                csp.AddObjectSrc().None();
            });

        // Of this host alone: what else lives under its name is not the portal's to decide.
        if (https) policy.AddStrictTransportSecurityMaxAge(maxAgeInSeconds: 365 * 24 * 60 * 60);
        return app.UseSecurityHeaders(policy);
    }
}
