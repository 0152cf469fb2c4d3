using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CoproNetwork.Tests;

/// <summary>axe's rules for WCAG 2.2 AA and its good practice.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Colours change by transitions, which start and end with a frame. Those of what is folded away end too, but stay listed until it is unfolded.</summary>
    private const string Settle = """
        async () => {
          for (let still = 0; still < 3; still++) {
            await new Promise(requestAnimationFrame);
            if (document.getAnimations().some(animation => animation.playState !== 'finished')) still = 0;
          }
        }
        """;

    /// <summary>One line a rule that is broken, and two for each element that breaks it.</summary>
    private const string Run = """
        async only => {
          const { violations } = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });
          return violations.flatMap(rule => [`- ${rule.id} (${rule.impact}): ${rule.help}`, ...rule.nodes.flatMap(node =>
            [`    ${node.target}: ${node.html}`, ...[...node.any, ...node.all, ...node.none].map(check => `      ${check.message}`)])]);
        }
        """;

    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    /// <summary>Fails with everything that axe found. Scripts must be allowed to run on the page.</summary>
    public static async Task CheckAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        await RunAsync(page, new { type = "tag", values = Tags });
    }

    /// <summary>After <see cref="CheckAsync"/>: only what a change of colours can change.</summary>
    public static Task CheckContrastAsync(IPage page) => RunAsync(page, new { type = "rule", values = new[] { "color-contrast", "link-in-text-block" } });

    private static async Task RunAsync(IPage page, object only)
    {
        await page.EvaluateAsync(Settle);
        var found = await page.EvaluateAsync<string[]>(Run, only);
        Assert.True(found.Length == 0, $"axe on {page.Url}\n{string.Join('\n', found)}");
    }
}
