using System.Text.RegularExpressions;
using CoproNetwork.Domain;

namespace CoproNetwork.Tests;

/// <summary>The shape that the Domain keeps: who may know whom.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] GroundFloor = ["Common", "Language", "Places", "Mail", "Privacy"];

    private static readonly Dictionary<string, HashSet<string>> Knows = Read();

    [Fact]
    public void Concepts_KnowNoCircle()
    {
        foreach (var concept in Knows.Keys) AssertNoWayBack([concept]);
    }

    [Fact]
    public void GroundFloor_KnowsOnlyItself() =>
        Assert.Empty(GroundFloor.SelectMany(concept => Knows[concept].Except(GroundFloor).Select(known => $"{concept} knows {known}")));

    [Fact]
    public void Members_StandOnTheGroundFloor() => Assert.Empty(Knows["Members"].Except(GroundFloor));

    [Fact]
    public void Joining_IsTheTopFloor() => Assert.Equal(["Demo"], Knows.Where(pair => pair.Value.Contains("Joining")).Select(pair => pair.Key));

    [Fact]
    public void Domain_KnowsNoHttpAndNoHtml()
    {
        string[] web = ["Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Html", "Microsoft.AspNetCore.Razor", "MimeKit", "MailKit"];

        var known = typeof(CoproDbContext).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.DoesNotContain(known, name => web.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void Sources_ReadTheClockOnlyThroughTimeProvider() =>
        Assert.Empty(Checkout.Files("src", ".cs", ".cshtml", ".razor").Where(file => Clock().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Checkout.Root, file)));

    private static void AssertNoWayBack(string[] way)
    {
        foreach (var next in Knows[way[^1]])
        {
            Assert.False(next == way[0], $"A circle: {string.Join(" > ", way)} > {next}");
            if (!way.Contains(next)) AssertNoWayBack([.. way, next]);
        }
    }

    /// <summary>Each concept folder with those that its sources name. The folder's root (the context, the services, the first data) knows all and is known by all.</summary>
    private static Dictionary<string, HashSet<string>> Read()
    {
        var root = Checkout.Path("src", "CoproNetwork.Domain");
        var concepts = Checkout.Files("src/CoproNetwork.Domain", ".cs").Select(file => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)).Where(parts => parts.Length > 1).Select(parts => parts[0]).Distinct().ToList();
        var names = string.Join('|', concepts);
        var named = new Regex($@"^using (?:static )?CoproNetwork\.Domain\.({names})\b|(?<![\w.])(?:Domain\.)?({names})\.(?=[A-Z]\w*)", RegexOptions.Multiline);
        return concepts.ToDictionary(concept => concept, concept => Checkout.Files($"src/CoproNetwork.Domain/{concept}", ".cs")
            .SelectMany(file => named.Matches(TextAndRemarks().Replace(File.ReadAllText(file), "")))
            .Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)
            .Where(known => known != concept)
            .ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [GeneratedRegex(@"""(?:[^""\\\n]|\\.)*""|//[^\n]*")]
    private static partial Regex TextAndRemarks();

    [GeneratedRegex(@"\bDate(Time|TimeOffset)\.(UtcNow|Now|Today)\b|\bTask\.Delay\(|\bThread\.Sleep\(")]
    private static partial Regex Clock();
}
