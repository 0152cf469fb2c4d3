using System.Text.Json;
using CoproNetwork.Domain.Common;
using Microsoft.AspNetCore.DataProtection;

namespace CoproNetwork.Domain.Mail;

/// <summary>Puts mails into the transaction at hand: nothing is sent unless the cause is saved, nothing saved loses its mail.</summary>
public sealed class Outbox(CoproDbContext db, IDataProtectionProvider provider)
{
    private readonly IDataProtector _tokens = provider.CreateProtector("CoproNetwork.Mail.Token.v1");
    private readonly IDataProtector _addresses = provider.CreateProtector("CoproNetwork.Mail.Address.v1");

    public void Queue(string template, MailModel model, MailTo to, MailLanguage language, MailUrgency urgency, DateTime nowUtc) =>
        Add(template, model, to, language, urgency, null, nowUtc, null);

    /// <summary>A mail with a fresh link. Its subject must have its id already.</summary>
    /// <param name="lifetime">How long the link works; an awaited mail is not sent after it.</param>
    public void QueueWithLink(string template, MailModel model, MailTo to, MailLanguage language, LinkPurpose purpose, long subjectId, string? browserHash, TimeSpan lifetime, DateTime nowUtc, MailUrgency urgency = MailUrgency.Awaited)
    {
        var token = RandomToken.Make();
        db.MailedLinks.Add(MailedLink.Make(purpose, subjectId, token, browserHash, nowUtc, lifetime));
        Add(template, model, to, language, urgency, _tokens.Protect(token), nowUtc, nowUtc + lifetime);
    }

    public string ProtectAddress(MailRecipient recipient) => _addresses.Protect(JsonSerializer.Serialize(recipient));

    internal MailRecipient UnprotectAddress(string stored) => JsonSerializer.Deserialize<MailRecipient>(_addresses.Unprotect(stored))!;

    internal string UnprotectToken(string stored) => _tokens.Unprotect(stored);

    private void Add(string template, MailModel model, MailTo to, MailLanguage language, MailUrgency urgency, string? protectedToken, DateTime nowUtc, DateTime? expiresAtUtc) =>
        db.OutboxMails.Add(OutboxMail.Queue(template, JsonSerializer.Serialize(model), to, language, urgency, protectedToken, nowUtc, expiresAtUtc));
}
