using CoproNetwork.Domain.Mail;

namespace CoproNetwork.Tests.Mail;

/// <summary>A server that takes its time: the clock is moved while it holds its answer back, so that hardly any real time passes.</summary>
public sealed class SlowServerTests(Portal portal) : IClassFixture<Portal>
{
    /// <summary>A conversation may last so long, whatever each of its answers takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(SmtpServer.Greeting)]
    [InlineData("EHLO")]
    [InlineData("AUTH")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData(SmtpServer.FinalDot)]
    public async Task Pass_WithAnswerLateButInTime_Sends(string step)
    {
        await using var office = await OpenAsync(step);
        var id = await office.QueueAsync();

        var pass = office.PassAsync();
        await office.Server.ReachedAsync(step);
        office.Advance(Limit - TimeSpan.FromSeconds(1));
        office.Server.Release();
        await pass;

        var mail = await office.MailAsync(id);
        Assert.Equal((MailStatus.Sent, null, 1), (mail.Status, mail.LastError, mail.Attempts));
        Assert.Single(office.Server.Received);
    }

    /// <summary>What is slow before the mail is spoken of is slow for every mail: one try is spent, not everyone's.</summary>
    [Theory]
    [InlineData(SmtpServer.Greeting, true, 2)]
    [InlineData("EHLO", true, 2)]
    [InlineData("AUTH", true, 2)]
    [InlineData("MAIL", false, 2)]
    [InlineData("RCPT", false, 2)]
    [InlineData("DATA", false, 2)]
    [InlineData(SmtpServer.Body, false, 2)]
    [InlineData(SmtpServer.FinalDot, false, 3)]
    public async Task Pass_WithAnswerTooLate_EndsBeforeTheClaimDoesAndTriesAgain(string step, bool concernsAll, int received)
    {
        await using var office = await OpenAsync(step);
        var id = await office.QueueAsync();
        var other = await office.QueueAsync(address: "other@example.org");

        var pass = office.PassAsync();
        await office.Server.ReachedAsync(step);
        office.Server.Recover();
        office.Advance(Limit);
        var result = await pass;

        Assert.True(Limit < OutboxMail.Claim);
        Assert.Equal(concernsAll ? new DispatchResult(0, 1, 0) : new(1, 1, 0), result);
        var mail = await office.MailAsync(id);
        Assert.Equal((MailStatus.Waiting, "timed-out", 1), (mail.Status, mail.LastError, mail.Attempts));
        Assert.Equal(concernsAll ? (MailStatus.Waiting, 0) : (MailStatus.Sent, 1), ((await office.MailAsync(other)).Status, (await office.MailAsync(other)).Attempts));
        office.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(concernsAll ? 2 : 1, (await office.PassAsync()).Sent);
        Assert.Equal(received, office.Server.Received.Count);
        office.AssertOneMessageIdEach();
    }

    /// <summary>A server that never says goodbye has the mail all the same, and holds up the next one for a moment only.</summary>
    [Fact]
    public async Task Pass_WithSilenceAtQuit_HasSentAndGoesOn()
    {
        await using var office = await OpenAsync("QUIT");
        await office.QueueAsync();
        await office.QueueAsync(address: "other@example.org");

        var pass = office.PassAsync();
        await office.Server.ReachedAsync("QUIT");
        office.Server.Recover();
        office.Advance(TimeSpan.FromSeconds(5));
        var result = await pass;

        Assert.Equal(new DispatchResult(2, 0, 0), result);
        Assert.All(await office.MailsAsync(), mail => Assert.Equal((MailStatus.Sent, null, 1), (mail.Status, mail.LastError, mail.Attempts)));
        Assert.Equal(2, office.Server.Received.Count);
    }

    /// <summary>The limit for one answer is not read from the portal's clock: here a short one really runs out.</summary>
    [Theory]
    [InlineData(SmtpServer.Greeting, true)]
    [InlineData("MAIL", false)]
    [InlineData(SmtpServer.FinalDot, false)]
    public async Task Pass_WithSilentServer_TimesOut(string step, bool concernsAll)
    {
        await using var office = await OpenAsync(step);
        office.Timeout = TimeSpan.FromMilliseconds(200);
        var id = await office.QueueAsync();
        var other = await office.QueueAsync(address: "other@example.org");

        await office.PassAsync();

        var mail = await office.MailAsync(id);
        Assert.Equal((MailStatus.Waiting, "timed-out"), (mail.Status, mail.LastError));
        Assert.Equal(concernsAll ? 0 : 1, (await office.MailAsync(other)).Attempts);
    }

    /// <summary>Being stopped is not the server's fault, and is not put down to it.</summary>
    [Theory]
    [InlineData(SmtpServer.Greeting)]
    [InlineData("AUTH")]
    [InlineData("RCPT")]
    public async Task Pass_StoppedAtAnyStep_SaysSoAndTriesAgain(string step)
    {
        await using var office = await OpenAsync(step);
        var id = await office.QueueAsync();
        using var stopping = new CancellationTokenSource();

        var pass = office.PassAsync(stopping.Token);
        await office.Server.ReachedAsync(step);
        await stopping.CancelAsync();
        office.Advance(TimeSpan.FromSeconds(3));
        await pass;

        var mail = await office.MailAsync(id);
        Assert.Equal((MailStatus.Waiting, "stopped"), (mail.Status, mail.LastError));
        office.Server.Recover();
        office.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await office.PassAsync()).Sent);
        office.AssertOneMessageIdEach();
    }

    private async Task<PostOffice> OpenAsync(string slowAt)
    {
        var office = await PostOffice.OpenAsync(portal);
        office.Server.Offers.Add("AUTH PLAIN");
        office.User = "demo";
        office.Server.Answer(slowAt, SmtpServer.Hold);
        return office;
    }
}
