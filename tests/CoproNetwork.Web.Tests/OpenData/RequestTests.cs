using System.Net;
using System.Text.Json;

namespace CoproNetwork.Tests.OpenData;

public sealed class RequestTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("area=W99999999", "area")]
    [InlineData("place=0", "place")]
    [InlineData("place=abc", "place")]
    [InlineData("near=48.85,2.35", "near")]
    [InlineData("near=here", "near")]
    [InlineData("kind=Person", "kind")]
    [InlineData("theme=nothing", "theme")]
    [InlineData("offer=money", "offer")]
    [InlineData("visits=no", "visits")]
    [InlineData("in=fr", "in")]
    [InlineData("lang=de", "lang")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("after=rubbish", "after")]
    [InlineData("kind=person&kind=venue", "kind")]
    [InlineData("kinds=person", "kinds")]
    [InlineData("q=long", "q")]
    public async Task Get_BadValue_NamesTheParameter(string query, string parameter)
    {
        using var visitor = portal.Browse();
        foreach (var end in new[] { "", ".csv", ".geojson" })
        {
            var answer = await visitor.GetAsync($"{OpenDataPortal.Path}{end}?{(query == "q=long" ? "q=" + new string('a', 401) : query)}");
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.StartsWith("application/problem+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
            Assert.Equal(parameter, JsonDocument.Parse(answer.Body).RootElement.GetProperty("parameter").GetString());
        }
    }

    [Theory]
    [InlineData("?q=&area=&limit=&after=")]
    [InlineData("?q=demo&kind=person&theme=housing&offer=time&visits=yes&in=cy&lang=cy&limit=200&near=51.48,-3.18")]
    public async Task Get_GoodValues_AreAnswered(string query)
    {
        using var visitor = portal.Browse();
        Assert.Equal(JsonValueKind.Array, (await visitor.JsonAsync(OpenDataPortal.Path + query)).GetProperty("items").ValueKind);
    }

    [Fact]
    public async Task Get_NoSuchListing_IsAProblem()
    {
        using var visitor = portal.Browse();
        var answer = await visitor.GetAsync(OpenDataPortal.Path + "/nobody-here");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.StartsWith("application/problem+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.False(answer.Headers.ContainsKey("ETag"));
    }

    [Fact]
    public async Task Get_SameTag_Is304AndTagsDifferByAddress()
    {
        using var visitor = portal.Browse();
        var first = await visitor.GetAsync(OpenDataPortal.Path);
        var tag = first.Headers["ETag"];
        Assert.Equal("no-cache", first.Headers["Cache-Control"]);
        var again = await visitor.SendAsync(new(HttpMethod.Get, OpenDataPortal.Path) { Headers = { { "If-None-Match", tag } } }, follow: false);
        Assert.Equal((HttpStatusCode.NotModified, "", tag), (again.Status, again.Body, again.Headers["ETag"]));
        Assert.NotEqual(tag, (await visitor.GetAsync(OpenDataPortal.Path + "?lang=cy")).Headers["ETag"]);
        var other = await visitor.SendAsync(new(HttpMethod.Get, OpenDataPortal.Path + "?lang=cy") { Headers = { { "If-None-Match", tag } } }, follow: false);
        Assert.Equal(HttpStatusCode.OK, other.Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task AnySite_MayReadIt(string method)
    {
        using var visitor = portal.Browse();
        var answer = await visitor.SendAsync(new(new HttpMethod(method), OpenDataPortal.Path) { Headers = { { "Origin", "https://example.org" } } }, follow: false);
        Assert.Equal(method == "OPTIONS" ? HttpStatusCode.NoContent : HttpStatusCode.OK, answer.Status);
        Assert.Equal(("*", "cross-origin"), (answer.Headers["Access-Control-Allow-Origin"], answer.Headers["Cross-Origin-Resource-Policy"]));
        Assert.Equal("ETag, Link, Retry-After", answer.Headers["Access-Control-Expose-Headers"]);
        Assert.False(answer.Headers.ContainsKey("Set-Cookie"));
        if (method == "OPTIONS") Assert.Equal("GET, HEAD, OPTIONS", answer.Headers["Access-Control-Allow-Methods"]);
        else Assert.True(answer.Headers.ContainsKey("ETag"));
    }

    [Theory]
    [InlineData("GET", "/en/directory")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("POST", "/api/v1/listings")]
    public async Task WhatIsNotOpenData_StaysWithTheSite(string method, string path)
    {
        using var visitor = portal.Browse();
        var answer = await visitor.SendAsync(new(new HttpMethod(method), path), follow: false);
        Assert.False(answer.Headers.ContainsKey("Access-Control-Allow-Origin"));
        Assert.Equal("same-origin", answer.Headers["Cross-Origin-Resource-Policy"]);
    }

    [Fact]
    public async Task Get_TooOften_SaysWhenToAskAgain()
    {
        using var strict = new Portal { Settings = { ["RateLimits:Api"] = "2" } };
        using var visitor = strict.Browse();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(OpenDataPortal.Path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(OpenDataPortal.Path + ".csv")).Status);
        var answer = await visitor.GetAsync(OpenDataPortal.Path);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.InRange(int.Parse(answer.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 600);
        Assert.StartsWith("application/problem+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("*", answer.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/en/directory")).Status);
    }
}
