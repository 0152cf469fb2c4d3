using System.Net;
using System.Text.Json;

namespace CoproNetwork.Tests.Places;

public sealed class PlaceSuggestionsTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("llanell", "en", "Llanelli", "Carmarthenshire", null)]
    [InlineData("llanell", "cy", "Llanelli", "Sir Gaerfyrddin", null)]
    [InlineData("ABERT", "en", "Swansea", "Swansea", "Abertawe")]
    [InlineData("asaph", "cy", "Llanelwy", "Sir Ddinbych", "Saint Asaph")]
    public async Task Get_BeginningOfAName_NamesThePlaceInTheLanguageAskedFor(string words, string language, string name, string area, string? also)
    {
        var places = await AskAsync($"q={words}&language={language}");

        Assert.Contains(places, place => place.GetProperty("name").GetString() == name && place.GetProperty("area").GetString() == area && place.GetProperty("alsoCalled").GetString() == also);
    }

    [Theory]
    [InlineData("q=")]
    [InlineData("q=%20%20")]
    [InlineData("")]
    [InlineData("q=%3Cscript%3E")]
    [InlineData("q=%00%F0%9F%8F%9D")]
    public async Task Get_NothingThatBeginsSo_IsEmpty(string query) => Assert.Empty(await AskAsync(query));

    [Theory]
    [InlineData("q=a&language=fr")]
    [InlineData("long")]
    public async Task Get_Malformed_IsRefused(string query)
    {
        using var visitor = portal.Browse();

        var answer = await visitor.GetAsync("/api/v1/places?" + (query == "long" ? "q=" + new string('a', 101) : query));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Get_IsShortAndMayBeKept()
    {
        using var visitor = portal.Browse();

        var answer = await visitor.GetAsync("/api/v1/places?q=l&language=en");

        Assert.Equal(8, JsonDocument.Parse(answer.Body).RootElement.GetArrayLength());
        Assert.Equal("public, max-age=86400", answer.Headers["Cache-Control"]);
    }

    private async Task<IReadOnlyList<JsonElement>> AskAsync(string query)
    {
        using var visitor = portal.Browse();
        var answer = await visitor.GetAsync("/api/v1/places?" + query);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. JsonDocument.Parse(answer.Body).RootElement.EnumerateArray()];
    }
}
