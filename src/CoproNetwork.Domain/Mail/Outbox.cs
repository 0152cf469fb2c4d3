using System.Text.Json;
using CoproNetwork.Domain.Common;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>Of these mails, those not sent are sent no more, and what they hold is blanked. Rather than deleted: a pass that is sending one at this moment writes to its row afterwards.</summary>
    /// <param name="reason">A <see cref="MailReason"/>; null to say nothing.</param>
    public static Task<int> DropUnsentAsync(IQueryable<OutboxMail> mails, string? reason, CancellationToken cancellation) => mails
        .Where(mail => mail.Status == MailStatus.Waiting || mail.Status == MailStatus.GivenUp)
        .ExecuteUpdateAsync(set => set
            .SetProperty(mail => mail.Status, MailStatus.Dropped)
            .SetProperty(mail => mail.ModelJson, "{}")
            .SetProperty(mail => mail.ProtectedToken, (string?)null)
            .SetProperty(mail => mail.ProtectedAddress, (string?)null)
            .SetProperty(mail => mail.LastError, reason), cancellation);

    public string ProtectAddress(MailRecipient recipient) => _addresses.Protect(JsonSerializer.Serialize(recipient));

    internal MailRecipient UnprotectAddress(string stored) => JsonSerializer.Deserialize<MailRecipient>(_addresses.Unprotect(stored))!;

    internal string UnprotectToken(string stored) => _tokens.Unprotect(stored);

    private void Add(string template, MailModel model, MailTo to, MailLanguage language, MailUrgency urgency, string? protectedToken, DateTime nowUtc, DateTime? expiresAtUtc) =>
        db.OutboxMails.Add(OutboxMail.Queue(template, JsonSerializer.Serialize(model), to, language, urgency, protectedToken, nowUtc, expiresAtUtc));
}
