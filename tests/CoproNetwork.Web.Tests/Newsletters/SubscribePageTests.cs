using System.Net;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Newsletters;

public sealed class SubscribePageTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Theory]
    [InlineData("/en/news", "One more press to get our newsletter", "Thank you, you are subscribed", "Yes, send me the network's newsletter a few times a year. I can leave at any time.")]
    [InlineData("/cy/newyddion", "Pwyswch unwaith eto i gael ein cylchlythyr", "Diolch, rydych chi wedi tanysgrifio", "Ie, anfonwch gylchlythyr y rhwydwaith ata i ychydig o weithiau'r flwyddyn. Galla i adael unrhyw bryd.")]
    public async Task Subscribe_TakesOneMorePress(string path, string subject, string thanks, string wording)
    {
        using var visitor = _portal.Browse();
        var asked = await visitor.PostAsync(await visitor.GetAsync(path), "form#subscribe", ("Input.Email", "visitor@example.org"), ("Input.Agrees", "true"));
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        await _portal.SendMailAsync();
        var mail = _portal.Mails.LastTo("visitor@example.org");
        Assert.Equal((subject, null), (mail.Content.Subject, mail.Exit));
        using var scanner = _portal.Browse();
        var page = await scanner.GetAsync(Visitor.LinkIn(mail));
        Assert.Null((await SubscriberAsync()).ConfirmedAtUtc);

        var done = await scanner.PostAsync(page, "form#confirm");

        Assert.Equal(thanks, done.Text("h1"));
        var subscriber = await SubscriberAsync();
        Assert.Equal((_portal.NowUtc, wording, 1), (subscriber.ConfirmedAtUtc, subscriber.Wording, subscriber.WordingNumber));
    }

    [Theory]
    [InlineData("", "true", "Give an email address.")]
    [InlineData("no address", "true", null)]
    [InlineData("<script>@example.org", "true", null)]
    [InlineData("visitor@example.org", null, "Tick the box if you would like the newsletter.")]
    public async Task Subscribe_WithSomethingWrong_SaysSoAndKeepsWhatWasTyped(string email, string? agrees, string? problem)
    {
        using var visitor = _portal.Browse();
        var answer = await visitor.PostAsync(await visitor.GetAsync("/en/news"), "form#subscribe", ("Input.Email", email), ("Input.Agrees", agrees));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(email, answer.Value("Input.Email"));
        if (problem is null) Assert.NotEmpty(answer.Problems);
        else Assert.Equal([problem], answer.Problems);
        Assert.False(await _portal.SeeAsync(db => db.Subscribers.AnyAsync()));
    }

    [Fact]
    public async Task Subscribe_Twice_AnswersAlikeAndSendsOneMail()
    {
        using var visitor = _portal.Browse();
        for (var time = 0; time < 2; time++)
            Assert.EndsWith("/en/news/asked", (await visitor.PostAsync(await visitor.GetAsync("/en/news"), "form#subscribe", follow: false, ("Input.Email", "visitor@example.org"), ("Input.Agrees", "true"))).Location, StringComparison.Ordinal);
        Assert.Equal(1, await _portal.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.Template == MailTemplates.Subscribe)));
    }

    [Theory]
    [InlineData("/en/news/confirm")]
    [InlineData("/en/news/confirm?t=AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Confirm_WithoutALink_LeadsNowhere(string path)
    {
        using var visitor = _portal.Browse();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
    }

    private Task<Domain.Newsletters.Subscriber> SubscriberAsync() => _portal.SeeAsync(db => db.Subscribers.AsNoTracking().SingleAsync());
}
