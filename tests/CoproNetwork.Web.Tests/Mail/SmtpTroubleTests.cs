using CoproNetwork.Domain.Mail;

namespace CoproNetwork.Tests.Mail;

/// <summary>Whatever a mail server answers, nothing is lost, and nothing is sent again under another Message-Id.</summary>
public sealed class SmtpTroubleTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData(SmtpServer.Greeting, "421 Too busy", "server-refused 421", true)]
    [InlineData(SmtpServer.Greeting, "450 Later", "server-refused 450", true)]
    [InlineData(SmtpServer.Greeting, "554 Go away", "server-refused 554", true)]
    [InlineData(SmtpServer.Greeting, "This speaks something else", "connection-lost", true)]
    [InlineData(SmtpServer.Greeting, SmtpServer.Drop, "connection-lost", true)]
    [InlineData("EHLO", "421 Too busy", "connection-lost", true)]
    [InlineData("EHLO", "554 Go away" + SmtpServer.ThenDrop, "connection-lost", true)]
    [InlineData("EHLO", SmtpServer.Drop, "connection-lost", true)]
    [InlineData("HELO", "421 Too busy", "server-refused 421", true)]
    [InlineData("HELO", "451 Later", "server-refused 451", true)]
    [InlineData("HELO", "550 Not you", "server-refused 550", true)]
    [InlineData("AUTH", "454 Not now", "sign-in-refused", true)]
    [InlineData("AUTH", "535 Wrong", "sign-in-refused", true)]
    [InlineData("AUTH", "535 Wrong" + SmtpServer.ThenDrop, "sign-in-refused", true)]
    [InlineData("AUTH", SmtpServer.Drop, "connection-lost", true)]
    [InlineData("MAIL", "421 Closing", "sender-refused 421", false)]
    [InlineData("MAIL", "451 Not now", "sender-refused 451", false)]
    [InlineData("MAIL", "550 Not you", "sender-refused 550", false)]
    [InlineData("MAIL", "550 Not you" + SmtpServer.ThenDrop, "sender-refused 550", false)]
    [InlineData("MAIL", "530 Sign in first", "sign-in-refused", true)]
    [InlineData("MAIL", SmtpServer.Drop, "connection-lost", false)]
    [InlineData("RCPT", "421 Closing", "recipient-refused 421", false)]
    [InlineData("RCPT", "450 Greylisted", "recipient-refused 450", false)]
    [InlineData("RCPT", "450 Greylisted" + SmtpServer.ThenDrop, "recipient-refused 450", false)]
    [InlineData("RCPT", "552 Full", "server-refused 552", false)]
    [InlineData("RCPT", "552 5.2.2 Mailbox full", "server-refused 552", false)]
    [InlineData("RCPT", "554 5.7.1 <reader@example.org>: Relay access denied", "server-refused 554", false)]
    [InlineData("RCPT", "550 Relaying denied", "server-refused 550", false)]
    [InlineData("RCPT", "550 5.4.5 Daily sending quota exceeded", "server-refused 550", false)]
    [InlineData("RCPT", "554 Go away", "server-refused 554", false)]
    [InlineData("RCPT", "554 5.0.0 Relay access denied", "server-refused 554", false)]
    [InlineData("RCPT", "550 5.1.90 Daily limit reached", "server-refused 550", false)]
    [InlineData("RCPT", SmtpServer.Drop, "connection-lost", false)]
    [InlineData("DATA", "421 Closing", "mail-refused 421", false)]
    [InlineData("DATA", "451 Not now", "mail-refused 451", false)]
    [InlineData("DATA", SmtpServer.Drop, "connection-lost", false)]
    [InlineData(SmtpServer.Body, SmtpServer.Drop, "connection-lost", false)]
    [InlineData(SmtpServer.FinalDot, "421 Closing", "mail-refused 421", false)]
    [InlineData(SmtpServer.FinalDot, "452 Full", "mail-refused 452", false)]
    [InlineData(SmtpServer.FinalDot, "452 Full" + SmtpServer.ThenDrop, "mail-refused 452", false)]
    [InlineData(SmtpServer.FinalDot, SmtpServer.Drop, "connection-lost", false)]
    public async Task Pass_WithTroubleThatMayPass_TriesAgainUnderTheSameMessageId(string step, string answer, string reason, bool concernsAll)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Offers.Add("AUTH PLAIN");
        office.User = step == "HELO" ? null : "demo";

        // Only after a refused EHLO does anyone say HELO.
        if (step == "HELO") office.Server.Answer("EHLO", "502 What?");
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
        Assert.All(await office.MailsAsync(), sent => Assert.Equal((MailStatus.Sent, null), (sent.Status, sent.LastError)));
        office.AssertOneMessageIdEach();
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 No reader@example.org here", "recipient-refused 550")]
    [InlineData("RCPT", "550 No such reader" + SmtpServer.ThenDrop, "recipient-refused 550")]
    [InlineData("RCPT", "550 5.4.1 Recipient address rejected: Access denied", "recipient-refused 550")]
    [InlineData("RCPT", "553 No such domain", "recipient-refused 553")]
    [InlineData("DATA", "554 No valid recipients", "mail-refused 554")]
    [InlineData("DATA", "550 Not ever" + SmtpServer.ThenDrop, "mail-refused 550")]
    [InlineData(SmtpServer.FinalDot, "554 Looks like spam", "mail-refused 554")]
    [InlineData(SmtpServer.FinalDot, "550 Looks like spam" + SmtpServer.ThenDrop, "mail-refused 550")]
    public async Task Pass_WithFinalRefusal_GivesUpThatMailAlone(string step, string answer, string reason)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Answer(step, answer, "reader@example.org");
        var id = await office.QueueAsync();
        var other = await office.QueueAsync(address: "other@example.org");

        var result = await office.PassAsync();

        var mail = await office.MailAsync(id);
        Assert.Equal(new DispatchResult(1, 1, 0), result);
        Assert.Equal((MailStatus.GivenUp, reason), (mail.Status, mail.LastError));
        Assert.Equal(MailStatus.Sent, (await office.MailAsync(other)).Status);
        office.Server.Recover();
        await office.ChangeAsync((_, db) => db.OutboxMails.Single(m => m.Id == id).TryAgain(office.NowUtc));
        Assert.Equal(1, (await office.PassAsync()).Sent);
        office.AssertOneMessageIdEach();
    }

    /// <summary>Nobody knows what became of a mail whose last answer never came: rather twice than never, and seen to be one.</summary>
    [Theory]
    [InlineData(SmtpServer.Body, SmtpServer.Drop, false, 1)]
    [InlineData(SmtpServer.FinalDot, SmtpServer.Drop, false, 2)]
    [InlineData(SmtpServer.FinalDot, "250 Taken" + SmtpServer.ThenDrop, true, 1)]
    public async Task Pass_WithConnectionLostAboutTheFinalDot_SendsAgainWhatWasNotAcknowledged(string step, string answer, bool sentAtOnce, int received)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Answer(step, answer);
        var id = await office.QueueAsync();

        await office.PassAsync();

        Assert.Equal(sentAtOnce ? (MailStatus.Sent, null) : (MailStatus.Waiting, "connection-lost"), ((await office.MailAsync(id)).Status, (await office.MailAsync(id)).LastError));
        office.Server.Recover();
        office.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(sentAtOnce ? 0 : 1, (await office.PassAsync()).Total);
        Assert.Equal(received, office.Server.Received.Count);
        office.AssertOneMessageIdEach();
    }

    [Theory]
    [InlineData("421 Closing")]
    [InlineData("451 Not now")]
    [InlineData("554 Never")]
    [InlineData("Not an answer")]
    [InlineData(SmtpServer.Drop)]
    public async Task Pass_WithTroubleAtQuit_HasSentAllTheSame(string answer)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Answer("QUIT", answer);
        await office.QueueAsync();
        await office.QueueAsync(address: "other@example.org");

        var result = await office.PassAsync();

        Assert.Equal(new DispatchResult(2, 0, 0), result);
        Assert.All(await office.MailsAsync(), mail => Assert.Equal((MailStatus.Sent, null, 1), (mail.Status, mail.LastError, mail.Attempts)));
        office.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, (await office.PassAsync()).Total);
        Assert.Equal(2, office.Server.Received.Count);
    }

    [Theory]
    [InlineData("451 What?")]
    [InlineData("502 What?")]
    public async Task Pass_WithServerThatKnowsOnlyHelo_Sends(string answer)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Answer("EHLO", answer);
        await office.QueueAsync();

        Assert.Equal(1, (await office.PassAsync()).Sent);
        Assert.Contains(office.Server.Commands, command => command.StartsWith("HELO", StringComparison.Ordinal));
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
}
