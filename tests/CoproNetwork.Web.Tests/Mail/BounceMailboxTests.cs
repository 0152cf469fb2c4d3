using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Mail.Bounces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoproNetwork.Tests.Mail;

/// <summary>With a real IMAP server.</summary>
public sealed class BounceMailboxTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Look_HoldsWhatCameBack_AndReadsEachOnce()
    {
        await using var server = await Dovecot.StartAsync();
        var id = await portal.Given.ApprovedAsync(Answers.Of("gone@example.org"));
        await portal.SendMailAsync();
        var mailId = await portal.SeeAsync(db => db.OutboxMails.Where(mail => mail.RecipientKind == RecipientKind.Member && mail.RecipientId == id && mail.Status == MailStatus.Sent).Select(mail => mail.MessageId).FirstAsync());
        await server.DeliverAsync(Sample("postfix", mailId));
        await server.DeliverAsync(Sample("away", mailId));
        await server.DeliverAsync("Subject: Demo junk\r\n\r\nBuy this.\r\n");
        await server.DeliverAsync($"Subject: Huge\r\n\r\n{string.Concat(Enumerable.Repeat("Demo words.\r\n", 200_000))}");

        var pass = await Mailbox(server).RunAsync(default);
        var again = await Mailbox(server).RunAsync(default);

        Assert.Equal(new BouncePass(0, 1, 3), pass);
        Assert.Equal(0, again!.Total);
        Assert.Equal(0, await server.UnreadAsync());
        Assert.NotNull((await portal.Given.MemberAsync(id)).EmailHeldAtUtc);
    }

    [Fact]
    public async Task Look_WithoutAMailbox_DoesNothing() =>
        Assert.Null(await portal.InScopeAsync<BounceMailbox, BouncePass?>(mailbox => mailbox.RunAsync(default)));

    private BounceMailbox Mailbox(Dovecot server)
    {
        var settings = new MailSettings(MailMode.Pickup, "network@example.org", null, "", null, 25, null, null, MailSecurity.None)
        {
            ReturnPath = new("bounces", "example.org"),
            Bounces = new("127.0.0.1", server.Port, Dovecot.User, Dovecot.Password, MailSecurity.None, "INBOX"),
        };
        return new(settings, new DeliveryReports(settings), portal.Services.GetRequiredService<IServiceScopeFactory>(), portal.Clock, NullLogger<BounceMailbox>.Instance);
    }

    private static string Sample(string system, string mailId) =>
        File.ReadAllText(Checkout.Path("tests", "CoproNetwork.Web.Tests", "Mail", "Data", system + ".eml")).Replace("{id}", mailId, StringComparison.Ordinal).Replace("reader@example.net", "gone@example.org", StringComparison.Ordinal);
}
