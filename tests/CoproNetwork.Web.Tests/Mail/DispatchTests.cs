using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Mail;

/// <summary>The pass over the outbox: order, claims, patience, and what it does when it is stopped.</summary>
public sealed class DispatchTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Pass_SendsWhatIsAwaitedFirst_AlsoWhatCameMeanwhile()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        await office.QueueAsync(urgency: MailUrgency.Bulk, address: "bulk1@example.org");
        await office.QueueAsync(urgency: MailUrgency.Bulk, address: "bulk2@example.org");
        await office.QueueAsync(address: "ordinary@example.org");
        await office.QueueLinkAsync("awaited@example.org");
        var meanwhile = new Transport(async mail =>
        {
            if (mail.Recipient.Address == "bulk1@example.org") await office.QueueLinkAsync("meanwhile@example.org");
        });

        await office.Dispatch(meanwhile).RunAsync(default);

        Assert.Equal(["awaited@example.org", "ordinary@example.org", "bulk1@example.org", "meanwhile@example.org", "bulk2@example.org"], meanwhile.Sent.Select(mail => mail.Recipient.Address));
    }

    [Fact]
    public async Task Pass_WhileServerIsDead_BacksOffForADayThenGivesUp()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        await office.Server.DisposeAsync();
        var start = office.NowUtc;
        var id = await office.QueueAsync();
        var tries = new List<double>();

        while ((await office.MailAsync(id)).Status == MailStatus.Waiting)
        {
            await office.AdvanceToAsync(id);
            tries.Add((office.NowUtc - start).TotalMinutes);
            await office.PassAsync();
        }

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 127, 255, 495, 735, 975, 1215, 1440], tries);
        Assert.Equal((MailStatus.GivenUp, "no-connection"), ((await office.MailAsync(id)).Status, (await office.MailAsync(id)).LastError));
        Assert.Equal(0, (await office.PassAsync()).Total);
    }

    [Fact]
    public async Task Pass_WhileServerIsDead_TriesOneMailAndLeavesTheOthersTheirTries()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        await office.Server.DisposeAsync();
        for (var i = 0; i < 10; i++) await office.QueueAsync();

        var result = await office.PassAsync();

        Assert.Equal(new DispatchResult(0, 1, 0), result);
        Assert.Equal(9, (await office.MailsAsync()).Count(mail => mail.Attempts == 0 && mail.NextAttemptAtUtc == office.NowUtc));
    }

    [Fact]
    public async Task Pass_WithPoisonedMails_SendsAllOthers()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        var broken = await office.QueueAsync();
        await portal.SeeAsync(db => db.OutboxMails.Where(mail => mail.Id == broken).ExecuteUpdateAsync(set => set.SetProperty(mail => mail.ModelJson, "{\"Text\":")));
        var unknown = await office.QueueAsync("NoSuchMail");
        var unreadable = await office.QueueAsync();
        await portal.SeeAsync(db => db.OutboxMails.Where(mail => mail.Id == unreadable).ExecuteUpdateAsync(set => set.SetProperty(mail => mail.ProtectedAddress, "not ours")));
        var throwing = await office.QueueAsync(MailTemplates.TextHidden, model: new(Subject: "NoSuchText"));
        var nobody = await office.QueueAsync(address: "not an address");
        var good = await office.QueueAsync();

        var result = await office.PassAsync();

        Assert.Equal(new DispatchResult(1, 5, 0), result);
        Assert.Equal(MailStatus.Sent, (await office.MailAsync(good)).Status);
        foreach (var id in new[] { broken, unknown, throwing })
        {
            var mail = await office.MailAsync(id);
            Assert.Equal((MailStatus.Waiting, "not-written"), (mail.Status, mail.LastError));
        }

        Assert.Equal("failed", (await office.MailAsync(unreadable)).LastError);
        Assert.Equal((MailStatus.GivenUp, "address-invalid"), ((await office.MailAsync(nobody)).Status, (await office.MailAsync(nobody)).LastError));
    }

    [Fact]
    public async Task Pass_AfterTheLinksTime_DropsTheMailWithoutALookAtTheServer()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        var id = await office.QueueLinkAsync();
        office.Advance(TimeSpan.FromMinutes(15));

        var result = await office.PassAsync();

        var mail = await office.MailAsync(id);
        Assert.Equal(new DispatchResult(0, 0, 1), result);
        Assert.Equal((MailStatus.Dropped, "expired", null), (mail.Status, mail.LastError, mail.ProtectedToken));
        Assert.Empty(office.Server.Commands);
    }

    [Fact]
    public async Task Pass_ToSomeoneWhoIsGone_DropsTheMail()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        var id = await office.ChangeAsync((outbox, _) => outbox.Queue(MailTemplates.Question, new(Text: "?"), MailTo.Member(long.MaxValue), MailLanguage.Both, MailUrgency.Ordinary, office.NowUtc));

        await office.PassAsync();

        Assert.Equal((MailStatus.Dropped, "no-recipient"), ((await office.MailAsync(id)).Status, (await office.MailAsync(id)).LastError));
    }

    [Fact]
    public async Task Pass_ByFourProcessesAtOnce_SendsEachMailOnce()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        for (var i = 0; i < 40; i++) await office.QueueAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => office.PassAsync())));

        Assert.Equal(40, results.Sum(result => result.Sent));
        Assert.Equal(40, office.Server.Received.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(40, office.Server.Received.Count);
    }

    [Fact]
    public async Task Pass_AfterAnotherProcessWasKilled_WaitsForItsClaimThenSends()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        var id = await office.QueueAsync();
        await portal.SeeAsync(db => db.OutboxMails.Where(mail => mail.Id == id).ExecuteUpdateAsync(set => set.SetProperty(mail => mail.NextAttemptAtUtc, office.NowUtc + OutboxMail.Claim).SetProperty(mail => mail.Attempts, 1)));

        var before = await office.PassAsync();
        office.Advance(OutboxMail.Claim);
        var after = await office.PassAsync();

        Assert.Equal((0, 1), (before.Total, after.Sent));
    }

    [Fact]
    public async Task Pass_WhoseClaimLapsed_LeavesTheLastWordToTheOther()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        var id = await office.QueueAsync();
        var slow = new Transport(async _ =>
        {
            office.Advance(OutboxMail.Claim);
            Assert.Equal(1, (await office.PassAsync()).Sent);
            throw new MailNotSentException(MailReason.MailRefused, final: true);
        });

        await office.Dispatch(slow).RunAsync(default);

        Assert.Equal((MailStatus.Sent, null), ((await office.MailAsync(id)).Status, (await office.MailAsync(id)).LastError));
    }

    [Fact]
    public async Task Pass_WhileItsReaderIsErased_GoesOn()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        await office.QueueAsync();
        await office.QueueAsync(address: "second@example.org");
        var erasing = new Transport(mail => mail.Recipient.Address == "reader@example.org" ? portal.SeeAsync(db => db.OutboxMails.Where(row => row.MessageId == mail.MessageId).ExecuteDeleteAsync()) : Task.CompletedTask);

        await office.Dispatch(erasing).RunAsync(default);

        Assert.Equal(2, erasing.Sent.Count);
        Assert.Equal(MailStatus.Sent, Assert.Single(await office.MailsAsync()).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pass_Stopped_FinishesTheMailAtHandOrTriesItAgain(bool serverAnswersInTime)
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.Server.Answer(SmtpServer.FinalDot, SmtpServer.Hold);
        var id = await office.QueueAsync();
        var next = await office.QueueAsync();
        using var stopping = new CancellationTokenSource();

        var pass = office.PassAsync(stopping.Token);
        await office.Server.ReachedAsync(SmtpServer.FinalDot);
        await stopping.CancelAsync();
        if (serverAnswersInTime) office.Server.Release();
        else office.Advance(TimeSpan.FromSeconds(3));
        await pass;

        var mail = await office.MailAsync(id);
        Assert.Equal(serverAnswersInTime ? (MailStatus.Sent, null) : (MailStatus.Waiting, "stopped"), (mail.Status, mail.LastError));
        Assert.Equal(0, (await office.MailAsync(next)).Attempts);
        office.Server.Recover();
        office.Advance(TimeSpan.FromMinutes(1));
        await office.PassAsync();
        Assert.Equal(2, office.Server.Received.Select(received => received.MessageId).Distinct().Count());
        Assert.All(await office.MailsAsync(), sent => Assert.Equal(MailStatus.Sent, sent.Status));
    }

    [Fact]
    public async Task Pass_InPickupModeWithFolderInTheWay_KeepsTheMail()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        var id = await office.QueueAsync();
        var file = Path.Combine(portal.Folder, "in-the-way");
        await File.WriteAllTextAsync(file, "");
        var settings = new MailSettings(MailMode.Pickup, "network@example.org", null, file, null, 0, null, null, MailSecurity.None);

        await office.Dispatch(new PickupTransport(settings, new MessageBuilder(settings, new(new("http://localhost")), new MailSigning(settings)))).RunAsync(default);

        Assert.Equal((MailStatus.Waiting, "folder-refused"), ((await office.MailAsync(id)).Status, (await office.MailAsync(id)).LastError));
    }

    [Fact]
    public async Task Pass_InPickupMode_WritesFilesThatOnlyTheirOwnerMayRead()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var office = await PostOffice.OpenAsync(portal);
        await office.QueueAsync();
        var folder = Path.Combine(portal.Folder, "private-mail");
        var settings = new MailSettings(MailMode.Pickup, "network@example.org", null, folder, null, 0, null, null, MailSecurity.None);

        await office.Dispatch(new PickupTransport(settings, new MessageBuilder(settings, new(new("http://localhost")), new MailSigning(settings)))).RunAsync(default);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(folder))));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public void Say_EveryReason_HasWordsInBothLanguages()
    {
        foreach (var language in Enum.GetValues<SiteLanguage>())
        {
            var words = WordBook.Site.For(language);
            var unknown = MailReasons.Say(words, "no such code");
            var reasons = typeof(MailReason).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();
            Assert.All(reasons, reason => Assert.True(words.Has($"Mail.Reason.{reason}"), reason));
            Assert.Equal(reasons.Count, reasons.Select(reason => MailReasons.Say(words, reason)).Distinct().Count());
            Assert.EndsWith(" 550.", MailReasons.Say(words, "recipient-refused 550"), StringComparison.Ordinal);
            Assert.StartsWith(words["Mail.Reason.failed"], unknown, StringComparison.Ordinal);
            Assert.Equal("", MailReasons.Say(words, null));
        }
    }

    /// <summary>Does something at each mail and keeps it.</summary>
    private sealed class Transport(Func<OutgoingMail, Task> deed) : IMailTransport
    {
        public List<OutgoingMail> Sent { get; } = [];

        public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
        {
            Sent.Add(mail);
            await deed(mail);
        }
    }
}
