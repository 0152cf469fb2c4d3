using System.Globalization;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Tests.Mail;

/// <summary>Whatever a mail server does, nothing is lost, and nothing is sent again under another Message-Id.</summary>
public sealed class SmtpTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Pass_WithServerThatTakesIt_SendsOnceAndForgetsTheWords()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        var id = await office.QueueAsync(MailTemplates.Declined, model: new(Text: "demo reason"));

        var first = await office.PassAsync();
        var second = await office.PassAsync();

        Assert.Equal(new DispatchResult(1, 0, 0), first);
        Assert.Equal(0, second.Total);
        var received = Assert.Single(office.Server.Received);
        var mail = await office.MailAsync(id);
        Assert.Equal($"{mail.MessageId}@portal.example.org", received.MessageId);
        Assert.Equal(["reader@example.org"], received.Recipients);
        Assert.Contains("demo reason", received.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("demo reason", received.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", received.Message.Headers["Auto-Submitted"]);
        Assert.Equal((MailStatus.Sent, "{}", null, null), (mail.Status, mail.ModelJson, mail.ProtectedToken, mail.ProtectedAddress));
        Assert.Contains("QUIT", office.Server.Commands);
    }

    [Theory]
    [InlineData(SmtpServer.Greeting, "421 Too busy", "server-refused 421", true)]
    [InlineData(SmtpServer.Greeting, "554 Go away", "server-refused 554", true)]
    [InlineData(SmtpServer.Greeting, SmtpServer.Drop, "connection-lost", true)]
    [InlineData("EHLO", "421 Too busy", "connection-lost", true)]
    [InlineData("EHLO", SmtpServer.Drop, "connection-lost", true)]
    [InlineData("AUTH", "454 Not now", "sign-in-refused", true)]
    [InlineData("AUTH", "535 Wrong", "sign-in-refused", true)]
    [InlineData("AUTH", SmtpServer.Drop, "connection-lost", true)]
    [InlineData("MAIL", "451 Not now", "sender-refused 451", false)]
    [InlineData("MAIL", "550 Not you", "sender-refused 550", false)]
    [InlineData("MAIL", "530 Sign in first", "sign-in-refused", true)]
    [InlineData("MAIL", SmtpServer.Drop, "connection-lost", false)]
    [InlineData("RCPT", "450 Greylisted", "recipient-refused 450", false)]
    [InlineData("RCPT", SmtpServer.Drop, "connection-lost", false)]
    [InlineData("DATA", "451 Not now", "server-refused 451", false)]
    [InlineData("DATA", "554 Not ever", "server-refused 554", false)]
    [InlineData("DATA", SmtpServer.Drop, "connection-lost", false)]
    [InlineData(SmtpServer.FinalDot, "452 Full", "mail-refused 452", false)]
    [InlineData(SmtpServer.FinalDot, SmtpServer.Drop, "connection-lost", false)]
    public async Task Pass_WithTroubleThatMayPass_TriesAgainUnderTheSameMessageId(string step, string answer, string reason, bool concernsAll)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Offers.Add("AUTH PLAIN");
        office.User = "demo";
        office.Server.Answer(step, answer);
        long[] ids = [await office.QueueAsync(), await office.QueueAsync(address: "other@example.org")];

        var result = await office.PassAsync();

        Assert.Equal(new DispatchResult(0, concernsAll ? 1 : 2, 0), result);
        var mail = await office.MailAsync(ids[0]);
        Assert.Equal((MailStatus.Waiting, reason, 1), (mail.Status, mail.LastError, mail.Attempts));
        Assert.Equal(office.NowUtc.AddMinutes(1), mail.NextAttemptAtUtc);
        Assert.Equal(concernsAll ? 0 : 1, (await office.MailAsync(ids[1])).Attempts);
        office.Server.Recover();
        office.Advance(TimeSpan.FromMinutes(1));
        await office.PassAsync();
        Assert.All(await office.MailsAsync(), sent => Assert.Equal(MailStatus.Sent, sent.Status));
        await AssertEveryMailHasOneMessageIdAsync(office);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 No reader@example.org here", "recipient-refused 550")]
    [InlineData("RCPT", "552 Full", "recipient-refused 552")]
    [InlineData(SmtpServer.FinalDot, "554 Looks like spam", "mail-refused 554")]
    public async Task Pass_WithFinalRefusal_GivesUpThatMailAlone(string step, string answer, string reason)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Answer(step, answer);
        var id = await office.QueueAsync();

        await office.PassAsync();

        var mail = await office.MailAsync(id);
        Assert.Equal((MailStatus.GivenUp, reason), (mail.Status, mail.LastError));
        office.Server.Recover();
        await office.ChangeAsync((_, db) => db.OutboxMails.Single(m => m.Id == id).TryAgain(office.NowUtc));
        Assert.Equal(1, (await office.PassAsync()).Sent);
        await AssertEveryMailHasOneMessageIdAsync(office);
    }

    [Fact]
    public async Task Pass_WithoutServer_IsNoConnection()
    {
        var gone = new SmtpServer();
        await using var office = await PostOffice.OpenAsync(portal, gone);
        await gone.DisposeAsync();
        var id = await office.QueueAsync();

        await office.PassAsync();

        Assert.Equal("no-connection", (await office.MailAsync(id)).LastError);
    }

    [Theory]
    [InlineData(SmtpServer.Greeting)]
    [InlineData("MAIL")]
    [InlineData(SmtpServer.FinalDot)]
    public async Task Pass_WithSilentServer_TimesOut(string step)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Timeout = TimeSpan.FromMilliseconds(200);
        office.Server.Answer(step, SmtpServer.Hold);
        var id = await office.QueueAsync();

        await office.PassAsync();

        var mail = await office.MailAsync(id);
        Assert.Equal((MailStatus.Waiting, "timed-out"), (mail.Status, mail.LastError));
    }

    [Fact]
    public async Task Pass_WithServerThatDawdles_EndsBeforeTheClaimDoes()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Answer(SmtpServer.FinalDot, SmtpServer.Hold);
        var id = await office.QueueAsync();

        var pass = office.PassAsync();
        await office.Server.ReachedAsync(SmtpServer.FinalDot);
        office.Advance(TimeSpan.FromSeconds(90));
        await pass;

        var mail = await office.MailAsync(id);
        Assert.Equal((MailStatus.Waiting, "timed-out"), (mail.Status, mail.LastError));
        office.Server.Recover();
        office.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await office.PassAsync()).Sent);
        Assert.Equal(2, office.Server.Received.Count);
        await AssertEveryMailHasOneMessageIdAsync(office);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls, false, "certificate-refused")]
    [InlineData(MailSecurity.Tls, true, "certificate-refused")]
    public async Task Pass_WithCertificateNobodyVouchesFor_SaysNothingToTheServer(MailSecurity security, bool atOnce, string reason)
    {
        await using var office = await PostOffice.OpenAsync(portal, new() { Certificate = PostOffice.SelfSigned(), TlsAtOnce = atOnce });
        office.Security = security;
        office.User = "demo";
        var id = await office.QueueAsync();

        await office.PassAsync();

        Assert.Equal(reason, (await office.MailAsync(id)).LastError);
        Assert.DoesNotContain(office.Server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Empty(office.Server.Received);
    }

    [Theory]
    [InlineData(false, null, "no-tls")]
    [InlineData(true, "454 TLS is broken", "server-refused 454")]
    public async Task Pass_WithoutStartTls_NeverGoesOnInTheClear(bool offered, string? answer, string reason)
    {
        await using var office = await PostOffice.OpenAsync(portal, new() { Certificate = offered ? PostOffice.SelfSigned() : null });
        office.Security = MailSecurity.StartTls;
        if (answer is not null) office.Server.Answer("STARTTLS", answer);
        var id = await office.QueueAsync();

        await office.PassAsync();

        Assert.Equal(reason, (await office.MailAsync(id)).LastError);
        Assert.DoesNotContain(office.Server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pass_WithUserButNoSignInOffered_IsRefused()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.User = "demo";
        var id = await office.QueueAsync();

        await office.PassAsync();

        Assert.Equal("sign-in-refused", (await office.MailAsync(id)).LastError);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pass_ToAddressBeyondAscii_NeedsAServerThatCan(bool can)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        if (can) office.Server.Offers.Add("SMTPUTF8");
        var id = await office.QueueAsync(address: "siôn@example.org");

        await office.PassAsync();

        var mail = await office.MailAsync(id);
        Assert.Equal(can ? (MailStatus.Sent, null) : (MailStatus.GivenUp, "address-unsupported"), (mail.Status, mail.LastError));
        if (!can) return;
        var received = Assert.Single(office.Server.Received);
        Assert.Equal(["siôn@example.org"], received.Recipients);
        Assert.Contains("SMTPUTF8", received.Sender, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pass_ToDomainBeyondAscii_UsesItsAsciiForm()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        var id = await office.QueueAsync(address: "reader@tŷ.example.cymru");

        await office.PassAsync();

        Assert.Null((await office.MailAsync(id)).LastError);
        Assert.Equal(["reader@" + new IdnMapping().GetAscii("tŷ.example.cymru")], Assert.Single(office.Server.Received).Recipients);
    }

    [Fact]
    public async Task Pass_WithLineBreaksInName_AddsNoHeader()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        await office.QueueAsync(name: "Siân Ŵyn\r\nBcc: victim@example.org\r\n\r\nBody");

        await office.PassAsync();

        var received = Assert.Single(office.Server.Received);
        Assert.Equal(["reader@example.org"], received.Recipients);
        Assert.Empty(received.Message.Bcc);
        Assert.StartsWith("Siân Ŵyn", Assert.Single(received.Message.To.Mailboxes).Name, StringComparison.Ordinal);
        Assert.Equal("Rhwydwaith Demo Ŵyl", Assert.Single(received.Message.From.Mailboxes).Name);
        Assert.Equal("You have left the Network", received.Message.Subject);
    }

    [Fact]
    public async Task Pass_ThatFails_LogsNeitherTokenNorAddressNorTheServersWords()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Answer("RCPT", "450 reader@example.org is greylisted");
        await office.QueueLinkAsync();
        await office.PassAsync();
        office.Server.Recover();
        office.Advance(TimeSpan.FromMinutes(1));

        await office.PassAsync();

        var token = Assert.Single(office.Server.Received).Message.TextBody!.Split("?t=")[1].Split('\n')[0].Trim();
        Assert.Equal(22, token.Length);
        Assert.NotEmpty(office.Log.Lines);
        Assert.DoesNotContain(office.Log.Lines, line => line.Contains(token, StringComparison.Ordinal) || line.Contains("example.org", StringComparison.Ordinal));
    }

    private static async Task AssertEveryMailHasOneMessageIdAsync(PostOffice office)
    {
        var known = (await office.MailsAsync()).Select(mail => $"{mail.MessageId}@portal.example.org").Order();
        Assert.Equal(known, office.Server.Received.Select(mail => mail.MessageId).Distinct().Order());
    }
}
