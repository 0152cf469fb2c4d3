using CoproNetwork.Domain.Mail;

namespace CoproNetwork.Tests.Mail;

/// <summary>One mail that cannot be sent delays no other in the same pass, nor in any later one.</summary>
public sealed class PoisonedMailTests(Portal portal) : IClassFixture<Portal>
{
    private const string Poisoned = "poisoned@example.org";

    [Theory]
    [InlineData("RCPT", SmtpServer.Drop, MailStatus.Waiting, "connection-lost")]
    [InlineData("RCPT", "421 Closing", MailStatus.Waiting, "recipient-refused 421")]
    [InlineData("RCPT", "550 Nobody", MailStatus.GivenUp, "recipient-refused 550")]
    [InlineData("DATA", SmtpServer.Drop, MailStatus.Waiting, "connection-lost")]
    [InlineData(SmtpServer.Body, SmtpServer.Drop, MailStatus.Waiting, "connection-lost")]
    [InlineData(SmtpServer.FinalDot, SmtpServer.Drop, MailStatus.Waiting, "connection-lost")]
    [InlineData(SmtpServer.FinalDot, "Not an answer", MailStatus.Waiting, "connection-lost")]
    [InlineData(SmtpServer.FinalDot, "554 Spam" + SmtpServer.ThenDrop, MailStatus.GivenUp, "mail-refused 554")]
    public async Task Pass_WithOneMailThatTheServerWillNotHave_SendsAllOthers(string step, string answer, MailStatus status, string reason)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Answer(step, answer, Poisoned);
        var poisoned = await office.QueueLinkAsync(Poisoned);
        for (var i = 0; i < 3; i++) await office.QueueAsync(address: $"reader{i}@example.org");

        var result = await office.PassAsync();

        Assert.Equal(new DispatchResult(3, 1, 0), result);
        Assert.Equal((status, reason), ((await office.MailAsync(poisoned)).Status, (await office.MailAsync(poisoned)).LastError));
    }

    [Fact]
    public async Task Passes_WithMailThatTheServerAlwaysDrops_GiveItUpAfterADayWhileOthersGo()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Answer(SmtpServer.FinalDot, SmtpServer.Drop, Poisoned);
        var start = office.NowUtc;
        var poisoned = await office.QueueAsync(address: Poisoned);

        while ((await office.MailAsync(poisoned)).Status == MailStatus.Waiting)
        {
            await office.AdvanceToAsync(poisoned);
            await office.QueueAsync();
            Assert.Equal(new DispatchResult(1, 1, 0), await office.PassAsync());
        }

        var mail = await office.MailAsync(poisoned);
        Assert.Equal((MailStatus.GivenUp, "connection-lost", start.AddDays(1)), (mail.Status, mail.LastError, office.NowUtc));
        Assert.Equal(mail.Attempts, office.Server.Received.Count(received => received.Recipients.Contains(Poisoned)));
        office.AssertOneMessageIdEach();
    }

    /// <summary>More of them than the pass looks at together.</summary>
    [Fact]
    public async Task Pass_WithManyPoisonedMailsInFront_SendsTheOneBehindThem()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Answer("RCPT", SmtpServer.Drop, Poisoned);
        for (var i = 0; i < 8; i++)
        {
            await office.QueueAsync(address: Poisoned);
            await office.QueueAsync(MailTemplates.TextHidden, model: new(Subject: "NoSuchText"));
            await office.QueueAsync(address: "not an address");
        }

        var good = await office.QueueAsync(urgency: MailUrgency.Bulk);

        var result = await office.PassAsync();

        Assert.Equal(new DispatchResult(1, 24, 0), result);
        Assert.Equal(MailStatus.Sent, (await office.MailAsync(good)).Status);
    }

    /// <summary>Half an address may be someone else's.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("reader")]
    [InlineData("reader@")]
    [InlineData("@example.org")]
    [InlineData("reader@example")]
    [InlineData("reader@example.org@example.com")]
    [InlineData("reader@exa mple.org")]
    [InlineData("reader@exam[ple.org")]
    [InlineData("reader@example.org\\example.com")]
    [InlineData("reader@example.org, other@example.org")]
    [InlineData("reader@example.org>")]
    [InlineData("reader@example.org\r\nRCPT TO:<other@example.org>")]
    [InlineData("Demo Reader <reader@example.org>")]
    [InlineData("reader@tŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷtŷ.example.org")]
    public async Task Pass_WithInvalidAddress_TellsItToNoServerAndSendsAllOthers(string address)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        var poisoned = await office.QueueAsync(address: address);
        await office.QueueAsync(address: "other@example.com");

        var result = await office.PassAsync();

        Assert.Equal(new DispatchResult(1, 1, 0), result);
        Assert.Equal((MailStatus.GivenUp, "address-invalid"), ((await office.MailAsync(poisoned)).Status, (await office.MailAsync(poisoned)).LastError));
        Assert.Equal(["RCPT TO:<other@example.com>"], office.Server.Commands.Where(command => command.StartsWith("RCPT", StringComparison.Ordinal)));
    }
}
