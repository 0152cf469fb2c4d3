using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests;

/// <summary>A portal's real outbox, composer and SMTP transport, with a mail server that does as it is told.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private readonly Portal _portal;
    private readonly HashSet<string> _messageIds = [];

    private PostOffice(Portal portal, SmtpServer server) => (_portal, Server) = (portal, server);

    public SmtpServer Server { get; }

    public MailSecurity Security { get; set; } = MailSecurity.None;

    public string? User { get; set; }

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    public ReturnPath? ReturnPath { get; set; }

    public DkimSettings? Dkim { get; set; }

    public LogBook<MailDispatch> Log { get; } = new();

    public DateTime NowUtc => _portal.NowUtc;

    /// <summary>Starts with an empty outbox.</summary>
    public static async Task<PostOffice> OpenAsync(Portal portal, SmtpServer? server = null)
    {
        await portal.SeeAsync(db => db.OutboxMails.ExecuteDeleteAsync());
        return new(portal, server ?? new());
    }

    /// <returns>The mail's id.</returns>
    public Task<long> QueueAsync(string template = MailTemplates.Left, MailUrgency urgency = MailUrgency.Ordinary, string address = "reader@example.org", string name = "Demo Reader", MailModel? model = null) =>
        ChangeAsync((outbox, _) => outbox.Queue(template, model ?? new(), MailTo.Address(outbox.ProtectAddress(new(address, name, MailLanguage.English)), 1), MailLanguage.English, urgency, NowUtc));

    /// <summary>A mail with a link that works for 15 minutes.</summary>
    public Task<long> QueueLinkAsync(string address = "reader@example.org") =>
        ChangeAsync((outbox, _) => outbox.QueueWithLink(MailTemplates.SignIn, new(), MailTo.Address(outbox.ProtectAddress(new(address, "Demo Reader", MailLanguage.English)), 1), MailLanguage.English, LinkPurpose.SignIn, 1, null, TimeSpan.FromMinutes(15), NowUtc));

    /// <returns>The newest mail's id.</returns>
    public Task<long> ChangeAsync(Action<Outbox, CoproDbContext> change) => _portal.InScopeAsync<IServiceProvider, long>(async services =>
    {
        var db = services.GetRequiredService<CoproDbContext>();
        change(services.GetRequiredService<Outbox>(), db);
        await db.SaveChangesAsync();
        var newest = await db.OutboxMails.OrderByDescending(mail => mail.Id).FirstAsync();
        _messageIds.Add($"{newest.MessageId}@portal.example.org");
        return newest.Id;
    });

    /// <summary>As one more process with this outbox.</summary>
    public MailDispatch Dispatch(IMailTransport? transport = null) =>
        new(_portal.Services.GetRequiredService<IServiceScopeFactory>(), transport ?? Transport(), _portal.Clock, Log);

    public Task<DispatchResult> PassAsync(CancellationToken cancellation = default) => Dispatch().RunAsync(cancellation);

    public Task<OutboxMail> MailAsync(long id) => _portal.SeeAsync(db => db.OutboxMails.AsNoTracking().SingleAsync(mail => mail.Id == id));

    public Task<List<OutboxMail>> MailsAsync() => _portal.SeeAsync(db => db.OutboxMails.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync());

    /// <summary>Every mail came to the server, however often, and always under the Message-Id that it was queued with.</summary>
    public void AssertOneMessageIdEach() => Assert.Equal(_messageIds.Order(), Server.Received.Select(mail => mail.MessageId).Distinct().Order());

    public void Advance(TimeSpan time) => _portal.Clock.Advance(time);

    /// <summary>To the moment of a mail's next try.</summary>
    public async Task AdvanceToAsync(long id) => Advance((await MailAsync(id)).NextAttemptAtUtc - NowUtc);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>A certificate for localhost that nobody vouches for.</summary>
    public static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private SmtpTransport Transport()
    {
        var settings = new MailSettings(MailMode.Smtp, "Rhwydwaith Demo Ŵyl <network@example.org>", "team@example.org", "", "127.0.0.1", Server.Port, User, User is null ? null : "demo-password", Security) { Timeout = Timeout, ReturnPath = ReturnPath, Dkim = Dkim };
        return new(settings, new MessageBuilder(settings, new SiteSettings(new("https://portal.example.org")), new MailSigning(settings)), _portal.Clock);
    }
}
