using System.Security.Cryptography;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Mail;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;

namespace CoproNetwork.Tests.Mail;

/// <summary>What stands around the words of a bulk mail: the way out, the return path, the signature.</summary>
public sealed class EnvelopeTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Bulk_HasTheWayOutInOneLineEach_AndItsOwnReturnPath()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        office.ReturnPath = new("bounces", "example.org");
        var id = await QueueBulkAsync(office, "bulk@example.org");

        await office.PassAsync();

        var received = Assert.Single(office.Server.Received);
        var lines = received.Raw.Split("\r\n");
        Assert.Matches("^List-Unsubscribe: <https://portal\\.example\\.org/en/unsubscribe\\?t=[A-Za-z0-9_-]{22}&list=feedback>$", Assert.Single(lines, line => line.StartsWith("List-Unsubscribe:", StringComparison.Ordinal)));
        Assert.Equal("List-Unsubscribe-Post: List-Unsubscribe=One-Click", Assert.Single(lines, line => line.StartsWith("List-Unsubscribe-Post:", StringComparison.Ordinal)));
        Assert.StartsWith($"MAIL FROM:<bounces+{(await office.MailAsync(id)).MessageId}@example.org>", received.Sender, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("/en/unsubscribe?t=", received.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("/en/mail-choices?t=", received.Message.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Awaited_HasNoWayOut()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        await office.QueueLinkAsync();
        await office.PassAsync();
        Assert.DoesNotContain("List-Unsubscribe", Assert.Single(office.Server.Received).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_WithAKey_CoversTheWayOut_AndBreaksWhenItIsChanged()
    {
        await using var office = await PostOffice.OpenAsync(portal);
        using var key = RSA.Create(2048);
        var file = Path.Combine(portal.Folder, "dkim.pem");
        await File.WriteAllTextAsync(file, key.ExportRSAPrivateKeyPem());
        office.Dkim = new("example.org", "demo", file);
        await QueueBulkAsync(office, "signed@example.org");

        await office.PassAsync();

        var received = Assert.Single(office.Server.Received);
        var signature = received.Message.Headers[received.Message.Headers.IndexOf(HeaderId.DkimSignature)];
        foreach (var covered in new[] { "list-unsubscribe", "list-unsubscribe-post", "from", "subject" }) Assert.Contains(covered, signature.Value.ToLowerInvariant().Split(["h=", ";", ":", " ", "\t", "\r\n"], StringSplitOptions.TrimEntries));
        var verifier = new DkimVerifier(new OneKey(key));
        Assert.True(await verifier.VerifyAsync(received.Message, signature));
        Assert.False(await verifier.VerifyAsync(Changed(received.Raw), signature));
    }

    [Fact]
    public void Key_ThatCannotBeRead_IsSaidAtTheStart()
    {
        var settings = new MailSettings(MailMode.Pickup, "network@example.org", null, "", null, 25, null, null, MailSecurity.None) { Dkim = new("example.org", "demo", "/nowhere/dkim.pem") };
        Assert.Contains("Mail__Dkim__KeyFile", Assert.Throws<SettingsException>(() => new MailSigning(settings)).Message, StringComparison.Ordinal);
    }

    private static MimeMessage Changed(string raw) => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(raw.Replace("list=feedback", "list=elsewhere", StringComparison.Ordinal))));

    private async Task<long> QueueBulkAsync(PostOffice office, string email)
    {
        var member = await portal.Given.ApprovedAsync(Answers.Of(email));
        await portal.SendMailAsync();
        return await office.ChangeAsync((outbox, _) => outbox.QueueWithLink(MailTemplates.Feedback, new(), MailTo.Member(member), Domain.Common.MailLanguage.English, LinkPurpose.Feedback, 1, null, TimeSpan.FromDays(30), office.NowUtc, MailUrgency.Bulk));
    }

    private sealed class OneKey(RSA key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            using var reader = new StringReader(key.ExportSubjectPublicKeyInfoPem());
            return (AsymmetricKeyParameter)new PemReader(reader).ReadObject();
        }

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
