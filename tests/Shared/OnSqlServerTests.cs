using System.Diagnostics;
using System.Reflection;

namespace CoproNetwork.Tests;

/// <summary>Runs this project's tests once more on SQL Server, one after the other, where a server is at hand.</summary>
public sealed class OnSqlServerTests
{
    private const string NotAtHand = $"{TestEngine.ServerVariable} holds no connection string: nothing ran on a SQL Server.";

    public static bool IsFirstRunWithServer => TestEngine.ServerConnection is not null && Environment.GetEnvironmentVariable(TestEngine.EngineVariable) is null;

    [Fact(Skip = NotAtHand, SkipUnless = nameof(IsFirstRunWithServer))]
    public async Task EveryTestOfData_OnSqlServer_Passes()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [Assembly.GetExecutingAssembly().Location, "-parallelMode", "none", "-noColor", "-reporter", "quiet", "-trait-", $"{TestEngine.Trait}={TestEngine.SqliteOnly}"];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment[TestEngine.EngineVariable] = "SqlServer";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, $"On SQL Server, exit {process.ExitCode}:\n{await output}\n{await errors}");
    }
}
