using System.Net;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Processes;

/// <summary>A portal that is killed sends everything after its next start, and nothing under another Message-Id.</summary>
[Collection(nameof(ProcessTests))]
public sealed class KilledMailTests
{
    [Fact]
    public async Task Kill_BetweenCommitAndMail_LosesNothing()
    {
        await using var server = new SmtpServer();
        await using var data = new SharedData();
        data.SendBySmtp(server);
        await (await data.GivenAsync()).AppliedAsync(Answers.Of("reader@example.org"));
        var killed = data.Start();
        using var visitor = new Visitor(await killed.AddressAsync());
        server.Answer(SmtpServer.Greeting, SmtpServer.Hold);
        await visitor.PostAsync(await visitor.GetAsync("/en/sign-in"), "form#sign-in", ("Input.Email", "reader@example.org"));
        await server.ReachedAsync(SmtpServer.Greeting);
        await killed.KillAsync();
        Assert.Empty(server.Received);

        server.Recover();
        await data.LapseClaimsAsync();
        var next = data.Start();
        await server.ReceivedAsync(1);

        var mail = Assert.Single(server.Received);
        Assert.Equal(await MessageIdsAsync(data), [mail.MessageId]);
        using var reader = new Visitor(await next.AddressAsync());
        var link = new Uri(mail.Message.TextBody!.Split('\n').First(line => line.Contains("?t=", StringComparison.Ordinal)).Trim());
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(link.PathAndQuery)).Status);
    }

    [Theory]
    [InlineData(SmtpServer.FinalDot)]
    [InlineData("DATA")]
    [InlineData("QUIT")]
    public async Task Kill_InTheMiddleOfSending_SendsAgainUnderTheSameMessageId(string step)
    {
        const int mails = 5;
        await using var server = new SmtpServer();
        await using var data = new SharedData();
        data.SendBySmtp(server);
        var given = await data.GivenAsync();
        for (var i = 0; i < mails; i++) await given.UnconfirmedAsync(Answers.Of($"reader{i}@example.org"));
        server.Answer(step, SmtpServer.Hold);
        var killed = data.Start();
        await server.ReachedAsync(step);
        await killed.KillAsync();

        server.Recover();
        await data.LapseClaimsAsync();
        var next = data.Start();
        await server.ReceivedAsync(mails + (step == "DATA" ? 0 : 1));
        await next.StopAsync();

        var expected = await MessageIdsAsync(data);
        Assert.Equal(mails, expected.Count);
        Assert.Equal(expected, server.Received.Select(mail => mail.MessageId).Distinct().Order());
        Assert.All(await data.SeeAsync(db => db.OutboxMails.ToListAsync()), mail => Assert.Equal((MailStatus.Sent, null), (mail.Status, mail.ProtectedToken)));
    }

    [Fact]
    public async Task Kill_AgainAndAgainWhileManyAreSent_LosesNothing()
    {
        const int mails = 30;
        await using var server = new SmtpServer();
        await using var data = new SharedData();
        data.SendBySmtp(server);
        var given = await data.GivenAsync();
        for (var i = 0; i < mails; i++) await given.UnconfirmedAsync(Answers.Of($"reader{i}@example.org"));
        for (var kill = 1; kill <= 3; kill++)
        {
            var process = data.Start();
            await server.ReceivedAsync(kill * 6);
            await process.KillAsync();
            await data.LapseClaimsAsync();
        }

        var last = data.Start();
        for (var seen = server.Received; seen.Select(mail => mail.MessageId).Distinct().Count() < mails; seen = server.Received) await server.ReceivedAsync(seen.Count + 1);
        await last.StopAsync();

        Assert.Equal(await MessageIdsAsync(data), server.Received.Select(mail => mail.MessageId).Distinct().Order());
        Assert.True(server.Received.Count <= mails + 3, $"{server.Received.Count} mails came.");
        Assert.Equal(mails, await data.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.Status == MailStatus.Sent)));
    }

    /// <summary>The whole way with encryption: the certificate is checked, by name too, and only then is the password said.</summary>
    [Theory]
    [InlineData("StartTls", false)]
    [InlineData("Tls", true)]
    public async Task Send_ToServerWithTrustedCertificate_SignsInEncrypted(string security, bool atOnce)
    {
        await using var server = new SmtpServer { Certificate = PostOffice.SelfSigned(), TlsAtOnce = atOnce };
        await using var data = new SharedData();
        data.SendBySmtp(server);
        server.Offers.Add("AUTH PLAIN");
        (data.Settings["Mail:Security"], data.Settings["Mail:User"], data.Settings["Mail:Password"]) = (security, "demo", "demo-password");
        await File.WriteAllTextAsync(data.Settings["SSL_CERT_FILE"] = Path.Combine(data.Folder, "trusted.pem"), server.Certificate.ExportCertificatePem());
        await (await data.GivenAsync()).UnconfirmedAsync(Answers.Of("reader@example.org"));

        data.Start();
        await server.ReceivedAsync(1);

        var commands = server.Commands.Select(command => command.Split(' ')[0]).ToList();
        Assert.Equal(!atOnce, commands.Contains("STARTTLS"));
        Assert.True(commands.IndexOf("AUTH") > commands.IndexOf("STARTTLS"));
        Assert.True(commands.IndexOf("AUTH") < commands.IndexOf("MAIL"));
    }

    private static async Task<List<string>> MessageIdsAsync(SharedData data) =>
        [.. (await data.SeeAsync(db => db.OutboxMails.Select(mail => mail.MessageId).ToListAsync())).Select(id => $"{id}@localhost").Order()];
}
