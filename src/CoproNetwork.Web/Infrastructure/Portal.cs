using CoproNetwork.Domain;
using CoproNetwork.Web.Mail;
using CoproNetwork.Web.Mail.Preview;
using CoproNetwork.Web.Pages.Desk;
using CoproNetwork.Web.Pages.Joining;
using CoproNetwork.Web.Pages.MemberDirectory;
using CoproNetwork.Web.Pages.MemberDirectory.Mine;
using CoproNetwork.Web.Pages.OpenData;
using CoproNetwork.Web.Pages.Places;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>The portal's services and its pipeline, in one place each.</summary>
public static class Portal
{
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        var (services, configuration, root) = (builder.Services, builder.Configuration, builder.Environment.ContentRootPath);
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.TryAddSingleton(TimeProvider.System);
        var site = Settings.ReadSite(configuration);
        services.AddSingleton(site);
        services.AddSingleton(Settings.ReadMail(configuration, root));
        services.AddSingleton(Settings.ReadPace(configuration));
        var map = Settings.ReadMap(configuration);
        services.AddSingleton(map);
        services.AddSiteSecurityHeaders(site.IsHttps, map);
        services.AddLogs(configuration, builder.Environment.IsDevelopment());
        services.AddDatabase(configuration, root);
        services.AddSecrets(configuration, root);
        services.AddDomain();
        services.AddMail();
        services.AddMailPreview();
        services.AddCultures();
        services.AddHttpContextAccessor();
        services.AddScoped<BrowserCookie>();
        services.AddJoining();
        services.AddAccounts();
        services.AddSitePages(site);
        services.AddScoped<AtomFeed>();
        services.AddPublicPages(configuration);
        services.AddPageCompression();
        services.AddScoped<MapFigures>();
        services.AddKnownProxies(configuration);
        services.AddRateLimits(configuration);
        services.AddHealth();
        services.AddOpenData();
        services.AddDesk();
    }

    public static void UsePortal(this WebApplication app)
    {
        var site = app.Services.GetRequiredService<SiteSettings>();
        app.UseForwardedHeaders();
        app.UseRequestLogs();
        app.UseOpenDataHeaders();
        app.UseSecurityHeaders();
        app.UseCultures();
        app.UseErrorPages();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ErrorPages.ShowFailureAsync });
        app.UseFormLimit();
        if (site.IsHttps) app.UseSiteHttps(site);
        app.UseRouting();
        app.UseAuthentication();
        app.UseBrowserCaching();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseOutputCache();
        app.UsePageCompression();
        app.MapStaticAssets();
        app.MapLanguageRoot();
        app.MapHealth();
        app.MapMailPreview();
        app.MapPlaceSuggestions();
        app.MapAlikeListings();
        app.MapDirectorySuggestions();
        app.MapOpenData();
        app.MapSearchEngines();
        app.MapRazorPages().WithStaticAssets();
    }
}
