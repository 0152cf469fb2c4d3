using System.Net;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Principles;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Joining;

public sealed class PrinciplesStepTests : IDisposable
{
    private readonly Portal _portal = new();

    [Fact]
    public async Task Get_ShowsTheCurrentVersionInFullInTheLanguageOfThePage()
    {
        using var visitor = _portal.Browse();

        var page = await visitor.ToPrinciplesAsync("full@example.org", "/cy/ymuno");

        Assert.Equal(5, page.Page.QuerySelectorAll("[name='Input.Agreed']").Length);
        Assert.Equal("Mae gan bawb rywbeth i'w roi", page.Text(".principle h2"));
        Assert.Equal("Yr egwyddorion cyffredin, fersiwn 1", page.Text("legend"));
    }

    [Fact]
    public async Task Post_WithoutOne_SaysWhichAndKeepsTheOthers()
    {
        using var visitor = _portal.Browse();
        var page = await visitor.ToPrinciplesAsync("without@example.org");

        var answer = await visitor.PostAsync(page, JoinWalk.Form, [.. JoinWalk.Agreed(page).Where((_, index) => index != 2), ("Input.WouldChange", "one word")]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["Agree to “What matters comes first” to join"], answer.Problems);
        Assert.Equal("Agree to this to join", answer.Text(".principle .problem"));
        Assert.Equal(4, answer.Page.QuerySelectorAll("[name='Input.Agreed'][checked]").Length);
        Assert.Equal("one word", answer.Value("Input.WouldChange"));
        Assert.NotNull(answer.Page.QuerySelector(answer.Page.QuerySelector(".problems a")!.GetAttribute("href")!));
    }

    [Fact]
    public async Task Post_NoneOrForgedIds_AreNoAgreement()
    {
        using var visitor = _portal.Browse();
        var page = await visitor.ToPrinciplesAsync("none@example.org");

        var none = await visitor.PostAsync(page, JoinWalk.Form);
        var forged = await visitor.PostAsync(page, JoinWalk.Form, [.. Enumerable.Repeat(("Input.Agreed", (string?)"1"), 5), ("Input.Agreed", "999")]);

        Assert.Equal(5, none.Problems.Count);
        Assert.Equal(4, forged.Problems.Count);
    }

    [Fact]
    public async Task Post_VersionPublishedMeanwhile_IsReadAndAgreedAnew()
    {
        using var visitor = _portal.Browse();
        var page = await visitor.ToPrinciplesAsync("meanwhile@example.org");
        await PublishAsync(2);

        var old = await visitor.PostAsync(page, JoinWalk.Form, JoinWalk.Agreed(page));
        var agreed = await visitor.PostAsync(old, JoinWalk.Form, JoinWalk.Agreed(old));

        Assert.Equal(HttpStatusCode.BadRequest, old.Status);
        Assert.StartsWith("The principles have changed since you started.", Assert.Single(old.Problems));
        Assert.Equal(["Title 2"], old.Page.QuerySelectorAll(".principle h2").Select(heading => heading.TextContent));
        Assert.Empty(old.Page.QuerySelectorAll("[name='Input.Agreed'][checked]"));
        Assert.Equal("/en/join/promise", agreed.Address.AbsolutePath);
    }

    [Fact]
    public async Task Check_VersionPublishedAfterAgreeing_LeadsBackToThePrinciples()
    {
        using var visitor = _portal.Browse();
        var check = await visitor.ToCheckAsync("after@example.org");
        await PublishAsync(2);

        var answer = await visitor.PostAsync(check, JoinWalk.Form);
        var read = await visitor.PostAsync(answer, JoinWalk.Form, JoinWalk.Agreed(answer));

        Assert.Equal("/en/join/principles", answer.Address.AbsolutePath);
        Assert.Contains("The principles have changed since you started.", answer.Text("main"));
        Assert.Equal("/en/join/promise", read.Address.AbsolutePath);
        Assert.False(await _portal.SeeAsync(db => db.Members.AnyAsync()));
    }

    [Fact]
    public async Task Agreement_Sent_RecordsVersionLanguageAndInstant()
    {
        using var visitor = _portal.Browse();

        await visitor.ToSentAsync("recorded@example.org", "/cy/ymuno");

        var agreement = await _portal.SeeAsync(db => db.Agreements.SingleAsync());
        Assert.Equal((SiteLanguage.Welsh, _portal.NowUtc), (agreement.Language, agreement.AgreedAtUtc));
        Assert.Equal(1, await _portal.SeeAsync(db => db.PrinciplesVersions.Where(version => version.Id == agreement.PrinciplesVersionId).Select(version => version.Number).SingleAsync()));
    }

    public void Dispose() => _portal.Dispose();

    private Task<int> PublishAsync(int number) => _portal.InScopeAsync<CoproDbContext, int>(db =>
    {
        db.PrinciplesVersions.Add(PrinciplesVersion.Publish(number, [new($"Teitl {number}", $"Title {number}", "Testun", "Text")], _portal.NowUtc));
        return db.SaveChangesAsync();
    });
}
