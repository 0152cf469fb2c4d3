namespace CoproNetwork.Web.Pages.Desk;

public static class DeskServices
{
    /// <summary>What the desk's pages read with.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddScoped<DeskFigures>()
        .AddScoped<Coordinators>()
        .AddScoped<MemberSheets>()
        .AddScoped<Applications.ApplicationLists>()
        .AddScoped<Tasks.TaskLists>()
        .AddScoped<Reports.ReportLists>()
        .AddScoped<Listings.ListingLists>()
        .AddScoped<Listings.MergeSides>();
}
