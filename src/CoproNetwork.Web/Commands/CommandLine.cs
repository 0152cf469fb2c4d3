using System.CommandLine;
using CoproNetwork.Domain.Common;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Commands;

/// <summary>What the portal does when its first argument is a verb. Exit 0 when done, 1 with one sentence on stderr when not, 2 for wrong usage.</summary>
public static class CommandLine
{
    /// <summary>Anything that is not an option of the host is a verb, known or not.</summary>
    public static bool HasVerb(string[] args) => args.Length > 0 && (!args[0].StartsWith('-') || args[0] is "-h" or "-?" or "--help" or "--version");

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("The membership portal of the Co-production Network for Wales. Without a verb it serves the site.");
        foreach (var verb in Verbs.All()) root.Subcommands.Add(verb);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }

        return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    }
}

/// <summary>Something a command could not do; the message is the one sentence for stderr.</summary>
public sealed class CommandException(string message) : Exception(message);

/// <summary>A command's surroundings: the portal's services without its web server.</summary>
public sealed class CommandHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CommandHost(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    /// <summary>Runs a command's deed in one scope and says how it went.</summary>
    /// <param name="creates">Whether the command may create the database.</param>
    /// <param name="deed">Does it, and answers with a sentence for the terminal.</param>
    public static async Task<int> RunAsync(bool creates, Func<IServiceProvider, CancellationToken, Task<string>> deed, CancellationToken cancellation)
    {
        try
        {
            await using var host = Build();
            var engine = host.Services.GetRequiredService<IDatabaseEngine>();
            Console.WriteLine($"Database: {engine.Place}");
            if (!creates && !engine.Exists) throw new CommandException("There is no database there yet: start the portal or run migrate first.");
            if (creates) await host.Services.PrepareDatabaseAsync(cancellation);
            await using var scope = host.Services.CreateAsyncScope();
            Console.WriteLine(await deed(scope.ServiceProvider, cancellation));
            return 0;
        }
        catch (Exception failure) when (failure is CommandException or SettingsException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException or Microsoft.EntityFrameworkCore.Storage.RetryLimitExceededException)
        {
            await Console.Error.WriteLineAsync($"The database refused: {failure.GetBaseException().Message}");
            return 1;
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static CommandHost Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddPortal();
        return new(builder.Build());
    }
}
