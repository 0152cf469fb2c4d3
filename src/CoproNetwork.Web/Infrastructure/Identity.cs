using CoproNetwork.Domain;
using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Accounts without passwords: Identity keeps them and their sessions, mailed links sign in.</summary>
public static class Identity
{
    public const string CookieName = "copro-session";

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(IdentityStores.Configure)
            .AddRoles<IdentityRole<long>>()
            .AddEntityFrameworkStores<CoproDbContext>()
            .AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.Cookie.Name = CookieName;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = TimeSpan.FromDays(30);
            options.SlidingExpiration = true;
            options.Events.OnRedirectToLogin = context => Redirect(context, SiteLinks.In(Cultures.Current).To("/Accounts/SignIn", ("returnTo", HttpMethods.IsGet(context.Request.Method) ? context.Request.PathBase + context.Request.Path + context.Request.QueryString : context.Request.PathBase + context.Request.Path)));
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
        });

        // A session that was ended elsewhere (left, email corrected) ends here within a minute.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        return services.AddAuthorization();
    }

    /// <summary>The signed-in account's id.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static long AccountId(this System.Security.Claims.ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)?.Value, System.Globalization.CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new InvalidOperationException("Nobody is signed in.");

    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context, string to)
    {
        context.Response.Redirect(to);
        return Task.CompletedTask;
    }
}
