using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class CardTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_Search_MarksWhatMatchedAndEncodesTheRest()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo <b>Gardd</b>") with { PromiseText = "I will dig a garden & share it.", PromiseLanguage = SiteLanguage.English });
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/directory?q=garden");
        Assert.Equal(["Gardd"], page.Page.QuerySelectorAll(".person h2 mark").Select(mark => mark.TextContent));
        Assert.Equal(["garden"], page.Page.QuerySelectorAll(".person q mark").Select(mark => mark.TextContent));
        Assert.Equal("Demo <b>Gardd</b>", page.Text(".person h2"));
        Assert.Equal("I will dig a garden & share it.", page.Text(".person q"));
        Assert.Null(page.Page.QuerySelector(".person b"));
        Assert.Null((await visitor.GetAsync("/en/directory")).Page.QuerySelector("mark"));
    }

    [Fact]
    public async Task Get_Summary_IsInThePagesLanguageWhereItIsWritten()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One") with { Visibility = PromiseVisibility.Members });
        await _portal.SayAsync(id, new() { SummaryWelsh = "Rydyn ni'n tyfu bwyd.", Offers = Offers.Time | Offers.Skills, OpenToVisits = true, Themes = [PromiseTheme.Environment] });
        using var visitor = _portal.Browse();
        var (welsh, english) = (await visitor.GetAsync("/cy/cyfeiriadur"), await visitor.GetAsync("/en/directory"));
        Assert.Equal("Rydyn ni'n tyfu bwyd.", english.Text(".person .about"));
        Assert.Equal("cy", english.Page.QuerySelector(".person .about")!.GetAttribute("lang"));
        Assert.Null(welsh.Page.QuerySelector(".person .about")!.GetAttribute("lang"));
        Assert.Equal(["Environment", "Offers time", "Offers skills", "Open to visits"], english.Page.QuerySelectorAll(".person .tag").Select(tag => tag.TextContent));
    }

    [Fact]
    public async Task Get_NotConfirmed_IsSaidInWords()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        await _portal.SeeAsync(async db =>
        {
            await db.Listings.ExecuteUpdateAsync(set => set.SetProperty(l => l.StaleSinceUtc, new DateTime(2027, 2, 14, 12, 0, 0, DateTimeKind.Utc)));
            return true;
        });
        using var visitor = _portal.Browse();
        Assert.Contains("Not confirmed since 14 February 2027", (await visitor.GetAsync("/en/directory")).Text(".person.stale"), StringComparison.Ordinal);
        Assert.Contains("Heb ei gadarnhau ers 14 Chwefror 2027", (await visitor.GetAsync("/cy/cyfeiriadur")).Text(".person.stale"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ASlip_IsForgivenAndSaid()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo Cerddoriaeth"));
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/directory?q=cerdoriaeth");
        Assert.Equal("Nobody has “cerdoriaeth”. These are for “cerddoriaeth”.", page.Text(".found p"));
        Assert.Equal("1 result for “cerdoriaeth”", page.Text(".found h2"));
        Assert.Null((await visitor.GetAsync("/en/directory?q=cerddoriaeth")).Page.QuerySelector(".found p"));
    }

    [Fact]
    public async Task Get_WordsThatNobodyHasTogether_OffersEachAlone()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo Aderyn"));
        await _portal.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Blodau"));
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync("/en/directory?q=aderyn+blodau+unicorns&theme=housing");
        var links = page.Page.QuerySelectorAll("main li a[href*='q=']").Where(link => link.TextContent.Contains('“')).ToList();
        Assert.Equal(["1 has “aderyn”", "1 has “blodau”"], links.Select(link => link.TextContent));
        Assert.Equal("/en/directory?q=aderyn&theme=housing", links[0].GetAttribute("href"));
        Assert.Equal("Demo Aderyn", (await visitor.GetAsync(links[0].GetAttribute("href")!)).Text(".person h2"));
    }
}
