using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CoproNetwork.Domain.Demo;

namespace CoproNetwork.Web.Commands;

/// <summary>The demonstration: made-up members, and a coordinator who can sign in.</summary>
internal static class Demo
{
    /// <summary>A first start in Development makes so many members.</summary>
    public const int FirstMembers = 150;

    private const int SayEvery = 10_000;

    public static Command Verb()
    {
        var members = new Option<int>("--members") { Description = "How many members to make up", Required = true, CustomParser = ParseMembers };
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same members", DefaultValueFactory = _ => DemoNetwork.DefaultSeed };
        var brings = new Option<int>("--brings") { Description = "Things that each of them brings to the directory beside the few that some bring anyway", CustomParser = ParseBrings };
        var demo = Verbs.Verb("demo", "Fills the database with made-up members; refused where there are real ones.", creates: true, async (services, parsed, cancellation) =>
        {
            if (await services.GetRequiredService<DemoNetwork>().HoldsRealMembersAsync(cancellation)) throw new CommandException("This database holds real members, so no demonstration is put into it.");
            var count = parsed.GetRequiredValue(members);
            await FillAsync(services, count, parsed.GetValue(seed), cancellation, parsed.GetValue(brings));
            return string.Create(CultureInfo.InvariantCulture, $"{count} made-up members were added. {DemoNetwork.Coordinator} is their coordinator.");
        });
        demo.Options.Add(members);
        demo.Options.Add(seed);
        demo.Options.Add(brings);
        return demo;
    }

    private static int ParseBrings(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens.SingleOrDefault()?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var brings) && brings <= DemoNetwork.MostBrings) return brings;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"--brings must be a number from 0 to {DemoNetwork.MostBrings}."));
        return 0;
    }

    private static int ParseMembers(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens.SingleOrDefault()?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var members) && members is >= 1 and <= DemoNetwork.MaxMembers) return members;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"--members must be a number from 1 to {DemoNetwork.MaxMembers}."));
        return 0;
    }

    public static async Task FillAsync(IServiceProvider services, int members, int seed, CancellationToken cancellation, int brings = 0)
    {
        var nowUtc = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

        // First, so that a demonstration that was cut short can be looked after too.
        await Verbs.AddCoordinatorAsync(services, DemoNetwork.Coordinator, cancellation);
        await services.GetRequiredService<DemoNetwork>().FillAsync(members, seed, nowUtc, Say, cancellation, brings);

        void Say(int done)
        {
            if (done % SayEvery == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {members} members"));
        }
    }
}
