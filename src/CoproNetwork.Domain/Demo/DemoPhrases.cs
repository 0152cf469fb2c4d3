using System.Reflection;
using System.Text.Json;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.Demo;

/// <summary>What made-up members say, in one language; see <c>Data/README.md</c>.</summary>
internal sealed record DemoPhrases(
    IReadOnlyDictionary<string, string[]> Promises,
    DemoStory[] Stories,
    string[] CheckInWords,
    string[] WouldChange,
    string[] Happened,
    string[] Helped,
    string[] Hindered,
    string[] WouldHelp,
    string DeclineReason,
    string HideReason,
    string[] Roles,
    string[] Organisations,
    string[] Groups,
    string[] Bodies,
    string Person,
    string Guardian,
    string[] Summaries,
    string[] OwnSummaries,
    IReadOnlyDictionary<string, string[][]> Things)
{
    private static readonly JsonSerializerOptions AsWritten = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<Dictionary<string, DemoPhrases>> Both = new(Read);

    public static DemoPhrases In(SiteLanguage language) => Both.Value[language == SiteLanguage.Welsh ? "welsh" : "english"];

    public string[] PromisesOn(PromiseTheme theme) => Promises[theme.Slug()];

    private static Dictionary<string, DemoPhrases> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CoproNetwork.Domain.Demo.Data.phrases.json")
            ?? throw new InvalidOperationException("The embedded file phrases.json is missing from the build.");
        return JsonSerializer.Deserialize<Dictionary<string, DemoPhrases>>(stream, AsWritten)!;
    }
}

internal sealed record DemoStory(string Title, string Text);
