using System.Net;
using System.Text;
using CoproNetwork.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Serilog.Events;
using Serilog.Parsing;

namespace CoproNetwork.Tests.Infrastructure;

public sealed class GroundTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("cy-GB,cy;q=0.9,en;q=0.8", "/cy")]
    [InlineData("en-GB,en;q=0.9", "/en")]
    [InlineData("fr-FR,fr;q=0.9", "/cy")]
    [InlineData("en;q=0.3,cy;q=0.7", "/cy")]
    public async Task Root_LeadsToTheReadersLanguage(string accepts, string language)
    {
        using var visitor = portal.Browse();

        var answer = await visitor.SendAsync(new(HttpMethod.Get, "/") { Headers = { { "Accept-Language", accepts } } }, follow: false);

        Assert.Equal(language, answer.Location);
    }

    [Theory]
    [InlineData("/en/no-such-page", "en", "This page is not here")]
    [InlineData("/cy/dim-tudalen", "cy", "Dydy'r dudalen hon ddim yma")]
    [InlineData("/en/ymuno", "en", "This page is not here")]
    [InlineData("/en/directory/%00", "en", null)]
    [InlineData("/en/badges/1/99999999999999999999", "en", "This page is not here")]
    [InlineData("/%D9%85%D8%B1%D8%AD%D8%A8%D8%A7", "cy", "Dydy'r dudalen hon ddim yma")]
    public async Task UnknownAddress_ShowsPageInItsLanguage(string path, string language, string? heading)
    {
        using var visitor = portal.Browse();

        var answer = await visitor.GetAsync(path, follow: false);

        Assert.True((int)answer.Status is >= 400 and < 500, $"{path} answered {answer.Status}");
        if (heading is null) return;
        Assert.Equal(heading, answer.Text("h1"));
        Assert.Equal(language, answer.Page.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("member")]
    [InlineData("coordinator")]
    public async Task EveryPage_HasStrictHeaders(string who)
    {
        var pages = await SiteMap.PagesAsync(portal);
        using var visitor = who switch
        {
            "member" => await portal.SignedInAsync(SiteMap.Member),
            "coordinator" => await portal.CoordinatorAsync(),
            _ => portal.Browse(),
        };
        foreach (var (path, _) in pages)
        {
            var answer = await visitor.GetAsync(path, follow: false);

            var policy = answer.Headers["Content-Security-Policy"];
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            if (SiteMap.IsMailFrame(path) && answer.Status != HttpStatusCode.Forbidden) Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox", policy);
            else Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
            Assert.Contains("camera=()", answer.Headers["Permissions-Policy"], StringComparison.Ordinal);
            Assert.False(answer.Headers.ContainsKey("Server"));
            Assert.Empty(answer.Page.QuerySelectorAll(SiteMap.IsMailFrame(path) ? "script" : "[style], style, script:not([src])"));
            if (who != "visitor" && answer.Status == HttpStatusCode.OK) Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task OtherMethods_AreRefusedWithPage(string method)
    {
        using var visitor = portal.Browse();

        var answer = await visitor.SendAsync(new(new HttpMethod(method), "/en/sign-in"), follow: false);

        Assert.True((int)answer.Status is 400 or 404 or 405, $"{method} answered {answer.Status}");
        Assert.NotNull(answer.Page.QuerySelector("h1"));
    }

    [Fact]
    public async Task Post_OfTenMegabytes_IsRefusedWithPage()
    {
        using var visitor = portal.Browse();
        var form = await visitor.GetAsync("/cy/mewngofnodi");

        var answer = await visitor.PostAsync(form, "form#sign-in", ("Input.Email", new string('x', 10 * 1024 * 1024)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal("cy", answer.Page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Post_OfNoForm_IsRefusedWithPage()
    {
        using var visitor = portal.Browse();

        var answer = await visitor.SendAsync(new(HttpMethod.Post, "/en/sign-in") { Content = new StringContent("{\"a\":", Encoding.UTF8, "application/json") }, follow: false);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Page.QuerySelector("h1"));
    }

    [Fact]
    public async Task LanguageSwitch_OnForm_KeepsWhatWasTyped()
    {
        using var visitor = portal.Browse();
        var form = await visitor.GetAsync("/en/sign-in");
        var button = form.Page.QuerySelector("header button.language")!;
        form.Page.QuerySelector("form#sign-in")!.SetAttribute("action", button.GetAttribute("formaction")!);

        var welsh = await visitor.PostAsync(form, "form#sign-in", ("Input.Email", "<script>half typed"), (button.GetAttribute("name")!, button.GetAttribute("value")));

        Assert.Equal(HttpStatusCode.OK, welsh.Status);
        Assert.Equal("Mewngofnodi", welsh.Text("h1"));
        Assert.Equal("<script>half typed", welsh.Value("Input.Email"));
        Assert.Empty(welsh.Problems);
    }

    [Fact]
    public async Task Health_IsReady()
    {
        using var visitor = portal.Browse();

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/live")).Status);
        Assert.Contains("Healthy", (await visitor.GetAsync("/health/ready")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIns_TooMany_AreLimitedWithPageAndReadingIsNot()
    {
        await using var limited = new Portal { Settings = { ["RateLimits:SignIns"] = "3" } };
        using var visitor = limited.Browse();
        var form = await visitor.GetAsync("/en/sign-in");
        for (var i = 0; i < 3; i++) await visitor.PostAsync(form, "form#sign-in", ("Input.Email", "a@example.org"));

        var refused = await visitor.PostAsync(form, "form#sign-in", ("Input.Email", "a@example.org"));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("You have tried too often in a short time", refused.Text("h1"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/en")).Status);
    }

    [Fact]
    public async Task ForwardedFor_FromUnknownProxy_IsNotBelieved()
    {
        await using var limited = new Portal { Settings = { ["RateLimits:SignIns"] = "2" } };
        using var visitor = limited.Browse();
        var form = await visitor.GetAsync("/en/sign-in");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            var post = new HttpRequestMessage(HttpMethod.Post, "/en/sign-in") { Content = new FormUrlEncodedContent([KeyValuePair.Create("Input.Email", "a@example.org"), KeyValuePair.Create("form-token", form.Value("form-token")!)]) };
            post.Headers.Add("X-Forwarded-For", $"198.51.100.{i}");
            statuses.Add((await visitor.SendAsync(post, follow: false)).Status);
        }

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task ForwardedFor_FromAKnownProxy_IsTheClient()
    {
        await using var limited = new Portal { Settings = { ["RateLimits:SignIns"] = "1", ["Proxy:Known"] = "127.0.0.0/8" } };
        using var visitor = limited.Browse();
        var form = await visitor.GetAsync("/en/sign-in");
        var statuses = new List<HttpStatusCode>();
        foreach (var client in new[] { "198.51.100.1", "198.51.100.2", "198.51.100.1", "2001:db8::1", "2001:db8::2" })
        {
            var post = new HttpRequestMessage(HttpMethod.Post, "/en/sign-in") { Content = new FormUrlEncodedContent([KeyValuePair.Create("Input.Email", "a@example.org"), KeyValuePair.Create("form-token", form.Value("form-token")!)]) };
            post.Headers.Add("X-Forwarded-For", client);
            statuses.Add((await visitor.SendAsync(post, follow: false)).Status);
        }

        // The last two share a /64, which is one household's.
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.TooManyRequests, HttpStatusCode.Redirect, HttpStatusCode.TooManyRequests], statuses);
    }

    [Theory]
    [InlineData("/en/directory", "Something went wrong, and it is our fault")]
    [InlineData("/cy/cyfeiriadur", null)]
    public async Task Failure_ShowsAPageInItsLanguage_AndItsMessageNowhere(string path, string? heading)
    {
        await using var broken = new Portal { Settings = { ["Cache:Pages"] = "false" } };
        using var visitor = broken.Browse();
        await broken.SeeAsync(db => db.Database.ExecuteSqlRawAsync("DROP TABLE \"ListingBlocks\""));

        var answer = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal(path[1..3], answer.Page.DocumentElement.GetAttribute("lang"));
        if (heading is not null) Assert.Equal(heading, answer.Text("h1"));
        Assert.DoesNotContain("ListingBlocks", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void SafeLines_OfAFailure_NameItAndItsPlace_WithoutItsMessage()
    {
        var failure = Assert.Throws<InvalidOperationException>(Fail);
        using var output = new StringWriter();

        new SafeLines(withMessages: false).Format(new(DateTimeOffset.UnixEpoch, LogEventLevel.Error, failure, new MessageTemplateParser().Parse("It failed"), []), output);

        Assert.Contains("It failed", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("System.FormatException", output.ToString(), StringComparison.Ordinal);
        Assert.Contains(nameof(Fail), output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("alice", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("CF10", output.ToString(), StringComparison.Ordinal);

        static void Fail() => throw new InvalidOperationException("alice@example.org", new FormatException("CF10 1AA"));
    }

    [Fact]
    public async Task HttpsSite_RedirectsPlainRequestsAndMarksCookies()
    {
        await using var secure = new Portal { Settings = { ["Site:BaseUrl"] = "https://portal.example.org", ["Proxy:Known"] = "127.0.0.1" } };
        using var visitor = secure.Browse();

        var plain = await visitor.SendAsync(new(HttpMethod.Get, "/en/sign-in?returnTo=%2Fen%2Fme"), follow: false);
        var request = new HttpRequestMessage(HttpMethod.Get, "/en/sign-in");
        request.Headers.Host = "portal.example.org";
        request.Headers.Add("X-Forwarded-Proto", "https");
        var https = await visitor.SendAsync(request, follow: false);

        Assert.Equal("https://portal.example.org/en/sign-in?returnTo=%2Fen%2Fme", plain.Headers["Location"]);
        Assert.Contains("secure", https.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age", https.Headers["Strict-Transport-Security"], StringComparison.Ordinal);
    }
}
