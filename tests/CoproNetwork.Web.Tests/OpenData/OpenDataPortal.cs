using System.Text.Json;
using CoproNetwork.Domain.Demo;

namespace CoproNetwork.Tests.OpenData;

/// <summary>Reads the open data as a program would.</summary>
internal static class OpenDataPortal
{
    public const string Path = "/api/v1/listings";

    public static async Task<JsonElement> JsonAsync(this Visitor visitor, string path)
    {
        var answer = await visitor.GetAsync(path);
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, $"{path} answered {answer.Status}: {answer.Body}");
        return JsonDocument.Parse(answer.Body).RootElement;
    }

    /// <summary>The address of this portal, for which the site gives its own.</summary>
    public static string PathOf(JsonElement address) => new Uri(address.GetString()!).PathAndQuery;

    public static Task<bool> FillAsync(this Portal portal, int members) => portal.InScopeAsync<DemoNetwork, bool>(async demo =>
    {
        await demo.FillAsync(members, 3, portal.NowUtc, null, default);
        return true;
    });
}
