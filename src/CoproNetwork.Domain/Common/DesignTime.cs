using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Domain.Common;

/// <summary>Contexts without a host: for the migration tools and for tests of the model.</summary>
public static class DesignTime
{
    /// <summary>Identity shapes its tables by options that it looks for in the host's services; without them the model would differ from the running one.</summary>
    public static CoproDbContext Context(IDatabaseEngine engine)
    {
        var services = new ServiceCollection().Configure<IdentityOptions>(IdentityStores.Configure).BuildServiceProvider();
        var options = new DbContextOptionsBuilder<CoproDbContext>().UseApplicationServiceProvider(services);
        engine.Configure(options);
        return new(options.Options);
    }
}

/// <summary>How Identity stores accounts, the same wherever the context is made.</summary>
public static class IdentityStores
{
    public static void Configure(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

        // User names are email addresses, which EmailAddress judges: O'Neill and Siân have them too.
        options.User.AllowedUserNameCharacters = "";
    }
}
