using System.Net;
using System.Text.Json;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class SuggestionsTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_BeginningOfAName_LeadsToItsPage()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Cadi Demo") with { Kind = MemberKind.Group, OrganisationName = "Demo" });
        var one = (await AskAsync("q=cad&language=cy"))[0];
        Assert.Equal(("Cadi Demo", "Grŵp", "/cy/cyfeiriadur/cadi-demo"), (one.GetProperty("name").GetString(), one.GetProperty("about").GetString(), one.GetProperty("address").GetString()));
        await _portal.SeeAsync(db => db.InTransactionAsync(async token =>
        {
            var member = await db.Members.SingleAsync(m => m.Id == id, token);
            member.ChooseListing(false);
            await new DirectoryWriter(db, new(db), new(db)).RefreshAsync(member, null, _portal.NowUtc, token);
            return true;
        }, default));
        Assert.DoesNotContain(await AskAsync("q=cad&language=cy"), other => other.GetProperty("name").GetString() == "Cadi Demo");
    }

    [Theory]
    [InlineData("nghaerd", "cy", "Caerdydd", "/cy/cyfeiriadur?area=W06000015")]
    [InlineData("abert", "en", "Swansea", "/en/directory?area=W06000011")]
    [InlineData("hous", "en", "Housing", "/en/directory?theme=housing")]
    [InlineData("lleol", "cy", "Lleoliad", "/cy/cyfeiriadur?kind=venue")]
    public async Task Get_WhatIsKnown_LeadsToTheSearch(string words, string language, string name, string address) =>
        Assert.Contains(await AskAsync($"q={words}&language={language}"), one => one.GetProperty("name").GetString() == name && one.GetProperty("address").GetString() == address);

    [Theory]
    [InlineData("q=c", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("q=%EF%BF%BEca", HttpStatusCode.OK)]
    [InlineData("q=ca&language=fr", HttpStatusCode.BadRequest)]
    public async Task Get_TooLittleOrWrong_SuggestsNothing(string query, HttpStatusCode status)
    {
        using var visitor = _portal.Browse();
        var answer = await visitor.GetAsync("/api/v1/suggestions?" + query);
        Assert.Equal(status, answer.Status);
        if (status == HttpStatusCode.OK) Assert.Equal("[]", answer.Body);
    }

    [Fact]
    public async Task Directory_HooksThemUp()
    {
        using var visitor = _portal.Browse();
        var field = (await visitor.GetAsync("/cy/cyfeiriadur")).Page.QuerySelector("#q")!;
        Assert.Equal(("/api/v1/suggestions", "cy", "suggest-words"), (field.GetAttribute("data-suggest"), field.GetAttribute("data-language"), field.GetAttribute("data-list")));
    }

    private async Task<IReadOnlyList<JsonElement>> AskAsync(string query)
    {
        using var visitor = _portal.Browse();
        return [.. JsonDocument.Parse((await visitor.GetAsync("/api/v1/suggestions?" + query)).Body).RootElement.EnumerateArray()];
    }
}
