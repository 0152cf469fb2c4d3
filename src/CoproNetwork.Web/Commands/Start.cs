using CoproNetwork.Domain;
using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Demo;
using CoproNetwork.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Commands;

/// <summary>What a start says on the terminal, and what it does for a fresh demonstration.</summary>
public static class Start
{
    /// <summary>In Development an empty database becomes a demonstration; one with members is left as it is.</summary>
    public static async Task FillDemoAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment()) return;
        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<CoproDbContext>().Members.AnyAsync(cancellation)) return;
        Console.WriteLine("The database is empty: filling it with a demonstration.");
        await Demo.FillAsync(scope.ServiceProvider, Demo.FirstMembers, DemoNetwork.DefaultSeed, cancellation);
    }

    /// <summary>Where the data is and where to go; in a demonstration also how to sign in.</summary>
    public static async Task PrintStartAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        var site = services.GetRequiredService<SiteSettings>();
        Console.WriteLine($"Database: {services.GetRequiredService<IDatabaseEngine>().Place}");
        Console.WriteLine($"Portal:   {site.Absolute("/")}");
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment() || !await IsDemoAsync(services, cancellation)) return;
        Console.WriteLine($"""

            This is a demonstration: its members, promises and stories are made up. To sign in there is no password:
              1. go to  {site.Absolute(SiteLinks.English.To("/Accounts/SignIn"))}  or  {site.Absolute(SiteLinks.Welsh.To("/Accounts/SignIn"))}
              2. type   {DemoNetwork.Coordinator}  as the coordinator ({site.Absolute(SiteLinks.English.To("/Desk/Index"))}),
                        {DemoNetwork.EnglishMember}  as a member in English, or  {DemoNetwork.WelshMember}  as one in Welsh
              3. open   {site.Absolute("/dev/mail")}  and follow the link in the mail, in the same browser

            """);
    }

    private static async Task<bool> IsDemoAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var key = Account.Key(DemoNetwork.Coordinator);
        return await scope.ServiceProvider.GetRequiredService<CoproDbContext>().Users.AnyAsync(account => account.NormalizedEmail == key, cancellation);
    }
}
