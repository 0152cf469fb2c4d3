using System.Globalization;
using System.Net;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>What helped and what got in the way, to read and to take away.</summary>
public sealed class FeedbackWordsTests(Portal portal) : IClassFixture<Portal>
{
    private const string Path = "/en/desk/feedback/words";

    [Theory]
    [InlineData(Path)]
    [InlineData(Path + "?handler=Csv")]
    public async Task Get_AsVisitorAndAsMember_IsNotOpen(string path)
    {
        var email = $"words-door-{path.Length}@example.org";
        await portal.Given.ApprovedAsync(Answers.Of(email));
        using var visitor = portal.Browse();
        using var member = await portal.SignedInAsync(email);

        Assert.StartsWith("/en/sign-in", (await visitor.GetAsync(path, follow: false)).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync(path, follow: false)).Status);
    }

    [Fact]
    public async Task Get_ByThemeAndKind_ShowsThoseWordsMarkedAndNobodysName()
    {
        using var own = new Portal();
        var housing = await own.Given.ApprovedAsync(Answers.Of("words-housing@example.org", "Demo Nameless"));
        var work = await own.Given.ApprovedAsync(Answers.Of("words-work@example.org", "Demo Other") with { Theme = PromiseTheme.Work });
        await own.ReportsAsync(housing, new(PromiseStatus.Kept, SiteLanguage.Welsh, UpdateVisibility.Team, "Digwyddodd.", "Paned o de.", "Y glaw."));
        await own.ReportsAsync(work, new(PromiseStatus.UnderWay, SiteLanguage.English, UpdateVisibility.Website, null, "A bus pass."));
        var update = await own.SeeAsync(db => db.PromiseUpdates.Where(one => one.Helped == "A bus pass.").Select(one => one.Id).SingleAsync());
        await own.DoAsync<TextHiding>(hiding => hiding.HideAsync(work, PublicText.Update, "demo reason", 1, own.NowUtc, default, update));
        using var coordinator = await own.CoordinatorAsync();

        var all = await coordinator.GetAsync(Path);
        var helped = await coordinator.GetAsync(Path + "?theme=housing&what=helped");
        var hindered = await coordinator.GetAsync("/cy/desg/adborth/geiriau?what=hindered");
        var none = await coordinator.GetAsync(Path + "?theme=culture");
        var odd = await coordinator.GetAsync(Path + "?theme=nothing&what=nonsense&after=nowhere");

        Assert.Equal(["A bus pass.", "Paned o de.", "Y glaw."], WordsOf(all));
        Assert.Equal(["A bus pass.", "Paned o de.", "Y glaw."], WordsOf(odd));
        Assert.Equal(["Paned o de."], WordsOf(helped));
        Assert.Equal("cy", helped.Page.QuerySelector(".quotes .own-words")!.GetAttribute("lang"));
        Assert.Equal("housing", helped.Value("theme"));
        Assert.Equal(["Y glaw."], WordsOf(hindered));
        Assert.Equal("Nobody has written about this yet.", none.Text("main .lead"));
        Assert.StartsWith("Hidden since", all.Text(".quotes li:first-child .tag.late"), StringComparison.Ordinal);
        Assert.NotNull(all.Page.QuerySelector($".quotes a[href='/en/desk/members/{await own.KeyAsync(work)}']"));
        Assert.DoesNotContain("Demo Nameless", all.Body, StringComparison.Ordinal);
        Assert.Equal(5, await own.NotedAsync(AuditActions.FeedbackListed));
    }

    [Fact]
    public async Task Get_Many_ComesPageByPageWithoutGapOrDouble()
    {
        using var own = new Portal();
        var id = await own.Given.ApprovedAsync(Answers.Of("words-many@example.org"));
        for (var i = 0; i < 27; i++)
        {
            await own.ReportsAsync(id, new(PromiseStatus.UnderWay, SiteLanguage.English, UpdateVisibility.Team, null, $"word {i:00}"));
            if (i % 3 == 0) own.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        using var coordinator = await own.CoordinatorAsync();
        var first = await coordinator.GetAsync(Path + "?what=helped");
        var second = await coordinator.GetAsync(first.Page.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(Enumerable.Range(0, 27).Reverse().Select(i => $"word {i:00}"), WordsOf(first).Concat(WordsOf(second)));
    }

    [Fact]
    public async Task Csv_HoldsAllOfTheChoice_NoNameAndNoFormula()
    {
        using var own = new Portal();
        var id = await own.Given.ApprovedAsync(Answers.Of("words-file@example.org", "Demo Nameless"));
        string[] dangerous = ["=cmd()", "+1", "-1", "@SUM(A1)", "plain, \"quoted\"\nand ŵ"];
        foreach (var text in dangerous) await own.ReportsAsync(id, new(PromiseStatus.UnderWay, SiteLanguage.Welsh, UpdateVisibility.Members, null, text, "Y glaw."));
        using var coordinator = await own.CoordinatorAsync();

        var (bytes, name) = await coordinator.FileAsync(own, Path + "?handler=Csv&theme=housing&what=helped");
        var (empty, _) = await coordinator.FileAsync(own, Path + "?handler=Csv&theme=culture");
        var rows = Read(bytes);

        Assert.Equal("what-helped-and-hindered-2027-03-01.csv", name);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(["Day", "Theme", "Status", "Language", "Who may see it", "Hidden since", "What helped", "What got in the way"], rows[0]);
        Assert.Equal(["2027-03-01", "Housing", "Under way", "cy", "Members", "", "plain, \"quoted\"\nand ŵ", ""], rows[1]);
        Assert.Equal(["'@SUM(A1)", "'-1", "'+1", "'=cmd()"], rows[2..].Select(row => row[6]));
        Assert.Single(Read(empty));
        Assert.DoesNotContain("Nameless", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(2, await own.NotedAsync(AuditActions.FeedbackExported));
    }

    private static IEnumerable<string> WordsOf(Answer list) => list.Page.QuerySelectorAll(".quotes .own-words").Select(words => words.TextContent);

    private static List<string[]> Read(byte[] bytes)
    {
        using var csv = new CsvParser(new StreamReader(new MemoryStream(bytes)), CultureInfo.InvariantCulture);
        var rows = new List<string[]>();
        while (csv.Read()) rows.Add(csv.Record!);
        return rows;
    }
}
