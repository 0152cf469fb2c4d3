using CoproNetwork.Domain.Common;

namespace CoproNetwork.Web.Pages.Desk;

/// <summary>What a member wrote with a report on their promise, each part null where they left it out.</summary>
/// <param name="OldText">The promise's words before, of a report that changed them.</param>
/// <param name="WouldHelp">For the network's team alone; shown nowhere but at the desk.</param>
public sealed record ReportedWords(SiteLanguage Language, string? Happened, string? Helped, string? Hindered, string? WouldHelp, string? OldText = null)
{
    /// <summary>The parts that were written, with the ends of their resource keys.</summary>
    public IReadOnlyList<(string Name, string Text)> Written =>
        [.. new[] { ("OldText", OldText), ("Happened", Happened), ("Helped", Helped), ("Hindered", Hindered), ("WouldHelp", WouldHelp) }.Where(part => part.Item2 is not null).Select(part => (part.Item1, part.Item2!))];
}
