using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Common;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Authorization;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Gives every page its two addresses and its guard from <see cref="SitePages"/>.</summary>
public sealed class PageConventions : IPageRouteModelConvention, IPageApplicationModelConvention
{
    private static readonly AuthorizationPolicy SignedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    private static readonly AuthorizationPolicy Coordinator = new AuthorizationPolicyBuilder().RequireRole(Roles.Coordinator).Build();

    public void Apply(PageRouteModel model)
    {
        var page = Known(model.ViewEnginePath);
        model.Selectors.Clear();
        foreach (var language in Enum.GetValues<SiteLanguage>())
            model.Selectors.Add(new() { AttributeRouteModel = new() { Template = $"{SitePages.Prefix(language)}/{page.Path(language)}".TrimEnd('/') } });
    }

    public void Apply(PageApplicationModel model)
    {
        var access = Known(model.ViewEnginePath).Access;
        model.EndpointMetadata.Add(access);

        // What one person may see is kept by no browser and no proxy.
        if (access != Access.Public) model.Filters.Add(new ResponseCacheAttribute { NoStore = true, Location = ResponseCacheLocation.None });
        if (access == Access.SignedIn) model.Filters.Add(new AuthorizeFilter(SignedIn));
        if (access == Access.Coordinator) model.Filters.Add(new AuthorizeFilter(Coordinator));
    }

    private static SitePage Known(string page) =>
        SitePages.Find(page) ?? throw new InvalidOperationException($"{page} has no addresses: add it to the table of pages.");
}
