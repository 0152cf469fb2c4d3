using System.Text.Json;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Tests.MemberDirectory;

namespace CoproNetwork.Tests.OpenData;

/// <summary>The description of the open data, and whether the answers are as described.</summary>
public sealed class OpenApiTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] Paths = ["/api/v1/listings", "/api/v1/listings.csv", "/api/v1/listings.geojson", "/api/v1/listings/{slug}"];

    [Fact]
    public async Task Document_NamesEveryPathParameterAndAnswer()
    {
        using var visitor = portal.Browse();
        var document = await visitor.JsonAsync("/openapi/v1.json");
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("No licence has been set: ask before you reuse.", document.GetProperty("info").GetProperty("license").GetProperty("name").GetString());
        Assert.Equal(Paths, document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            Assert.Equal(["get"], path.Value.EnumerateObject().Select(method => method.Name));
            var get = path.Value.GetProperty("get");
            var parameters = get.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()!).ToList();
            Assert.Equal(path.Name == Paths[3] ? ["slug"] : ["q", "area", "place", "near", "kind", "theme", "offer", "visits", "in", "lang", "limit", "after"], parameters);
            Assert.All(["200", "304", "400", "429"], status => Assert.True(get.GetProperty("responses").TryGetProperty(status, out _), $"{path.Name} does not describe {status}."));
        }
    }

    [Theory]
    [InlineData("/api/v1/listings", "/api/v1/listings?limit=2", "application/json")]
    [InlineData("/api/v1/listings.geojson", "/api/v1/listings.geojson", "application/geo+json")]
    [InlineData("/api/v1/listings/{slug}", "/api/v1/listings/demo-one", "application/json")]
    public async Task Answers_AreAsDescribed(string path, string address, string mediaType)
    {
        if (await portal.SeeAsync(db => Task.FromResult(!db.Listings.Any())))
        {
            var id = await portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
            await portal.Given.ApprovedAsync(Answers.Of("two@example.org", "Demo Two") with { AreaCode = null, OutsideWales = true });
            await portal.BringAsync(id, ListingKind.Venue, new() { NameWelsh = "Neuadd", SummaryWelsh = "Neuadd.", Links = ["https://example.org/"], Where = Whereabouts.InArea("W06000015") });
        }

        using var visitor = portal.Browse();
        var document = await visitor.JsonAsync("/openapi/v1.json");
        var schema = document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty(mediaType).GetProperty("schema");
        var seen = Check(document, schema, await visitor.JsonAsync(address), "$");
        Assert.True(seen > 20, $"Only {seen} values were looked at.");
    }

    /// <returns>How many values were looked at.</returns>
    private static int Check(JsonElement document, JsonElement schema, JsonElement value, string at)
    {
        schema = Resolved(document, schema);
        if (schema.TryGetProperty("oneOf", out var choices)) schema = Resolved(document, choices.EnumerateArray().First(choice => TypesOf(Resolved(document, choice)).Contains(value.ValueKind == JsonValueKind.Null ? "null" : "object")));
        Assert.True(TypesOf(schema).Contains(TypeOf(value)) || (TypeOf(value) == "integer" && TypesOf(schema).Contains("number")), $"{at} is {TypeOf(value)}, described as {string.Join(" or ", TypesOf(schema))}.");
        if (value.ValueKind == JsonValueKind.Array) return 1 + value.EnumerateArray().Select((one, index) => Check(document, schema.GetProperty("items"), one, $"{at}[{index}]")).Sum();
        if (value.ValueKind != JsonValueKind.Object) return 1;
        if (schema.TryGetProperty("required", out var required)) Assert.All(required.EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{at} has no {name}."));
        var described = schema.GetProperty("properties");
        return 1 + value.EnumerateObject().Sum(property =>
        {
            Assert.True(described.TryGetProperty(property.Name, out var own), $"{at}.{property.Name} is not described.");
            return Check(document, own, property.Value, $"{at}.{property.Name}");
        });
    }

    private static JsonElement Resolved(JsonElement document, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var to) ? to.GetString()!.Split('/')[1..].Aggregate(document, (element, name) => element.GetProperty(name)) : schema;

    private static IReadOnlyList<string> TypesOf(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };
}
