using System.Net;
using System.Text;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Newsletters;

public sealed class UnsubscribePageTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", "application/x-www-form-urlencoded")]
    [InlineData("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")]
    [InlineData("List-Unsubscribe=One-Click", "text/plain")]
    public async Task Post_OfAMailProgram_LeavesAtOnce_WithoutCookieOrRedirect(string? body, string? type)
    {
        var (id, token) = await ReaderAsync();
        using var program = portal.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/en/unsubscribe?t={token}&list=newsletter");
        if (body is not null) request.Content = new StringContent(body, Encoding.ASCII, type!);

        var answer = await program.SendAsync(request, follow: false);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Null((await portal.Given.MemberAsync(id)).NewsletterAgreedAtUtc);
        Assert.Equal(0, program.Cookies.Count);
        Assert.DoesNotContain(token, answer.Headers.GetValueOrDefault("Cache-Control") ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/en/unsubscribe", "Unsubscribe")]
    [InlineData("/cy/dad-danysgrifio", "Dad-danysgrifio")]
    public async Task Get_ChangesNothing_AndTheButtonActs(string path, string button)
    {
        var (id, token) = await ReaderAsync();
        using var reader = portal.Browse();
        var page = await reader.GetAsync($"{path}?t={token}&list=newsletter");
        Assert.Equal(button, page.Text("main form button"));
        Assert.NotNull((await portal.Given.MemberAsync(id)).NewsletterAgreedAtUtc);
        var done = await reader.PostAsync(page, "main form");
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Null(done.Page.QuerySelector("main form"));
        Assert.Null((await portal.Given.MemberAsync(id)).NewsletterAgreedAtUtc);
        Assert.Null((await reader.GetAsync($"{path}?t={token}&list=newsletter")).Page.QuerySelector("main form"));
    }

    [Theory]
    [InlineData("?list=newsletter")]
    [InlineData("?t=AAAAAAAAAAAAAAAAAAAAAA&list=newsletter")]
    [InlineData("?t={token}")]
    [InlineData("?t={token}&list=everything")]
    [InlineData("?t={token}x&list=newsletter")]
    public async Task AnyWay_WithWrongAddress_IsNobodys(string query)
    {
        var (id, token) = await ReaderAsync();
        using var reader = portal.Browse();
        var address = "/en/unsubscribe" + query.Replace("{token}", token, StringComparison.Ordinal);
        using var post = new HttpRequestMessage(HttpMethod.Post, address);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.SendAsync(post, follow: false)).Status);
        Assert.NotNull((await portal.Given.MemberAsync(id)).NewsletterAgreedAtUtc);
    }

    [Fact]
    public async Task Post_ManyOfOneProvider_AreNeverTooMany()
    {
        await using var limited = new Portal { Settings = { ["RateLimits:Posts"] = "2" } };
        using var provider = limited.Browse();
        for (var i = 0; i < 5; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/en/unsubscribe?t=AAAAAAAAAAAAAAAAAAAAAA&list=newsletter");
            Assert.Equal(HttpStatusCode.NotFound, (await provider.SendAsync(request, follow: false)).Status);
        }
    }

    [Fact]
    public async Task Choices_ShowsAllLists_AndKeepsWhatIsTicked()
    {
        var (id, token) = await ReaderAsync();
        using var reader = portal.Browse();
        var page = await reader.GetAsync($"/en/mail-choices?t={token}");
        Assert.Equal(3, page.Page.QuerySelectorAll("main input[type=checkbox]").Length);
        var saved = await reader.PostAsync(page, "form#choices", ("Input.Wanted", "listing-check"));
        Assert.Equal("Your choices are saved.", saved.Text(".notice"));
        Assert.Null((await portal.Given.MemberAsync(id)).NewsletterAgreedAtUtc);
        Assert.Equal([MailList.Feedback], await portal.SeeAsync(db => db.ListExits.Where(exit => exit.RecipientId == id).Select(exit => exit.List).ToListAsync()));
        Assert.Equal(["listing-check"], saved.Page.QuerySelectorAll("main input[checked]").Select(input => input.GetAttribute("value")));
    }

    [Theory]
    [InlineData("/en/mail-choices", "Get the newsletter again")]
    [InlineData("/cy/dewisiadau-post", "Cael y cylchlythyr eto")]
    public async Task Choices_OfASubscriberWhoHasLeft_LeadToTheForm(string path, string button)
    {
        var id = await portal.InScopeAsync<CoproDbContext, long>(async db =>
        {
            var subscriber = Subscriber.Ask($"reader-{Guid.NewGuid():N}@example.org", new("Demo wording.", 1, SiteLanguage.English), portal.NowUtc);
            db.Subscribers.Add(subscriber);
            await db.SaveChangesAsync();
            await db.Subscribers.Where(one => one.Id == subscriber.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.ConfirmedAtUtc, portal.NowUtc));
            return subscriber.Id;
        });
        var token = await portal.InScopeAsync<MailLists, string>(lists => lists.TokenAsync(RecipientKind.Subscriber, id, default));
        using var reader = portal.Browse();
        Assert.NotNull((await reader.GetAsync($"{path}?t={token}")).Page.QuerySelector("main input[type=checkbox]"));
        using var leaving = new HttpRequestMessage(HttpMethod.Post, $"/en/unsubscribe?t={token}&list=newsletter");
        Assert.Equal(HttpStatusCode.OK, (await reader.SendAsync(leaving, follow: false)).Status);
        using var again = new HttpRequestMessage(HttpMethod.Post, $"/en/unsubscribe?t={token}&list=newsletter");
        Assert.Equal(HttpStatusCode.OK, (await reader.SendAsync(again, follow: false)).Status);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync($"/en/unsubscribe?t={token}&list=newsletter")).Status);
        var page = await reader.GetAsync($"{path}?t={token}");
        Assert.Equal((HttpStatusCode.OK, button), (page.Status, page.Text("main a.btn")));
        Assert.Null(page.Page.QuerySelector("main form"));
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(page.Page.QuerySelector("main a.btn")!.GetAttribute("href")!)).Status);
    }

    [Fact]
    public async Task Choices_WithAWrongToken_IsNobodys()
    {
        using var reader = portal.Browse();
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/cy/dewisiadau-post?t=AAAAAAAAAAAAAAAAAAAAAA")).Status);
    }

    private async Task<(long Id, string Token)> ReaderAsync()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of($"reader-{Guid.NewGuid():N}@example.org") with { WantsNewsletter = true });
        return (id, await portal.InScopeAsync<MailLists, string>(lists => lists.TokenAsync(RecipientKind.Member, id, default)));
    }
}
