using System.Globalization;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Tests.Mail;

/// <summary>What a mail server gets to see: the mail itself, and nothing at all before it has proved who it is.</summary>
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
    [InlineData(MailSecurity.StartTls, false)]
    [InlineData(MailSecurity.Tls, true)]
    public async Task Pass_WithCertificateNobodyVouchesFor_SaysNothingToTheServer(MailSecurity security, bool atOnce)
    {
        await using var office = await PostOffice.OpenAsync(portal, new() { Certificate = PostOffice.SelfSigned(), TlsAtOnce = atOnce });
        office.Security = security;
        office.User = "demo";
        var id = await office.QueueAsync();
        await office.QueueAsync(address: "other@example.org");

        await office.PassAsync();

        await AssertOnlyOneTriedAsync(office, id, "certificate-refused");
        Assert.DoesNotContain(office.Server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Empty(office.Server.Received);
    }

    [Theory]
    [InlineData(null, "no-tls")]
    [InlineData("421 Closing", "server-refused 421")]
    [InlineData("454 TLS is broken", "server-refused 454")]
    [InlineData("502 No such thing", "server-refused 502")]
    [InlineData("554 Never" + SmtpServer.ThenDrop, "server-refused 554")]
    [InlineData(SmtpServer.Drop, "connection-lost")]
    [InlineData("220 Go ahead" + SmtpServer.ThenDrop, "no-tls")]
    public async Task Pass_WithoutStartTls_NeverGoesOnInTheClear(string? answer, string reason)
    {
        await using var office = await PostOffice.OpenAsync(portal, new() { Certificate = answer is null ? null : PostOffice.SelfSigned() });
        (office.Security, office.User) = (MailSecurity.StartTls, "demo");
        office.Server.Offers.Add("AUTH PLAIN");
        if (answer is not null) office.Server.Answer("STARTTLS", answer);
        var id = await office.QueueAsync();
        await office.QueueAsync(address: "other@example.org");

        await office.PassAsync();

        await AssertOnlyOneTriedAsync(office, id, reason);
        Assert.DoesNotContain(office.Server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal) || command.StartsWith("AUTH", StringComparison.Ordinal));
        (office.Security, office.User) = (MailSecurity.None, null);
        await AssertSentNextMinuteAsync(office);
    }

    [Fact]
    public async Task Pass_EncryptedFromTheStart_ToServerThatSpeaksInTheClear_IsNoTls()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Security = MailSecurity.Tls;
        var id = await office.QueueAsync();
        await office.QueueAsync(address: "other@example.org");

        await office.PassAsync();

        await AssertOnlyOneTriedAsync(office, id, "no-tls");
        office.Security = MailSecurity.None;
        await AssertSentNextMinuteAsync(office);
    }

    [Fact]
    public async Task Pass_WithUserButNoSignInOffered_IsRefused()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.User = "demo";
        var id = await office.QueueAsync();
        await office.QueueAsync(address: "other@example.org");

        await office.PassAsync();

        await AssertOnlyOneTriedAsync(office, id, "sign-in-refused");
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

    /// <summary>The trouble concerns all: the pass ended, and the second mail has its tries yet.</summary>
    private static async Task AssertOnlyOneTriedAsync(PostOffice office, long id, string reason)
    {
        Assert.Equal([(MailStatus.Waiting, reason, 1), (MailStatus.Waiting, null, 0)], (await office.MailsAsync()).Select(mail => (mail.Status, mail.LastError, mail.Attempts)));
        Assert.Equal(office.NowUtc.AddMinutes(1), (await office.MailAsync(id)).NextAttemptAtUtc);
    }

    /// <summary>The server or the settings have been put right.</summary>
    private static async Task AssertSentNextMinuteAsync(PostOffice office)
    {
        office.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await office.PassAsync()).Sent);
        office.AssertOneMessageIdEach();
    }
}
