using System.Net;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Mail;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Mail;

/// <summary>A portal as a developer runs it.</summary>
public sealed class DevelopmentPortal : Portal
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseEnvironment("Development");
    }
}

public sealed class PreviewTests(DevelopmentPortal portal) : IClassFixture<DevelopmentPortal>
{
    private const string Text = "Go to the page:\nhttp://localhost:5080/en/sign-in/link?t=abc-_1\n\n<script>alert(1)</script>\n";

    [Fact]
    public async Task List_ShowsNewestFirst()
    {
        await WriteAsync("listed1", "The older", TimeSpan.Zero);
        await WriteAsync("listed2", "The newer", TimeSpan.FromMinutes(1));
        using var visitor = portal.Browse();

        var page = await visitor.GetAsync("/dev/mail");

        var shown = page.Page.QuerySelectorAll("tbody a").Select(link => link.TextContent).Where(subject => subject is "The older" or "The newer");
        Assert.Equal(["The newer", "The older"], shown);
    }

    [Fact]
    public async Task One_ShowsTextWithLinksAndHtmlInASandboxedFrame()
    {
        var name = await WriteAsync("shown", "A | B", TimeSpan.Zero);
        using var visitor = portal.Browse();

        var page = await visitor.GetAsync("/dev/mail/" + name);

        Assert.Equal("A | B", page.Text("h1"));
        Assert.Equal("http://localhost:5080/en/sign-in/link?t=abc-_1", page.Page.QuerySelector("pre a")!.GetAttribute("href"));
        Assert.Null(page.Page.QuerySelector("script"));
        var frame = page.Page.QuerySelector("iframe")!;
        Assert.Equal("", frame.GetAttribute("sandbox"));
        Assert.DoesNotContain("unsafe", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        var html = await visitor.GetAsync(frame.GetAttribute("src")!);
        Assert.Equal("<p style=\"color:red\">Go</p>", html.Body.Trim());
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox", html.Headers["Content-Security-Policy"]);
    }

    [Theory]
    [InlineData("cy", "Negeseuon yn y ffolder")]
    [InlineData("en", "Emails in the folder")]
    public async Task List_FollowsTheBrowsersLanguage(string language, string heading)
    {
        using var visitor = portal.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dev/mail");
        request.Headers.Add("Accept-Language", language);

        var page = await visitor.SendAsync(request, follow: false);

        Assert.Equal(heading, page.Text("h1"));
        Assert.Equal(language, page.Page.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("nobody-wrote-this")]
    [InlineData("..%2Fcopro")]
    [InlineData("..%5Ccopro")]
    [InlineData("%2e%2e%2fsecrets%2fkey-ring")]
    [InlineData("secret.txt")]
    public async Task One_ThatIsNoMail_IsNotFound(string name)
    {
        await WriteAsync("other", "Other", TimeSpan.Zero);
        await File.WriteAllTextAsync(Path.Combine(portal.Folder, "copro.eml"), "Subject: outside\r\n\r\nx");
        using var visitor = portal.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/dev/mail/" + name)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/dev/mail/{name}/html")).Status);
    }

    private async Task<string> WriteAsync(string messageId, string subject, TimeSpan later)
    {
        portal.Browse().Dispose();
        var mail = new OutgoingMail(messageId, new("reader@example.org", "Demo Reader", MailLanguage.English), new(subject, "<p style=\"color:red\">Go</p>", Text), portal.NowUtc + later, Bulk: false);
        await portal.Services.GetRequiredService<PickupTransport>().SendAsync(mail, default);
        return $"{mail.CreatedAtUtc:yyyyMMdd-HHmmssfff}-{messageId}";
    }
}

public sealed class PreviewElsewhereTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("/dev/mail")]
    [InlineData("/dev/mail/20270301-090000000-x")]
    [InlineData("/dev/mail/20270301-090000000-x/html")]
    public async Task Get_OutsideDevelopment_IsNotFound(string path)
    {
        using var visitor = portal.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
    }
}
