using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>Sends an issue to one coordinator as it stands, with the words that everyone would get.</summary>
public sealed class NewsletterTrial(CoproDbContext db, NewsletterReading reading, INewsletterComposer composer, IMailRecipients recipients, IMailTransport transport)
{
    /// <exception cref="DomainRuleException">There is no such issue, it has no subject in that language, or the mail was not taken just now.</exception>
    public async Task SendAsync(string key, MailLanguage language, long accountId, DateTime nowUtc, CancellationToken cancellation)
    {
        var issue = await db.NewsletterIssues.AsNoTracking().Include(one => one.Items).SingleOrDefaultAsync(one => one.Key == key, cancellation) ?? throw new DomainRuleException("Newsletters.NotFound");
        Rules.Must(language == MailLanguage.Welsh ? issue.SubjectWelsh is not null : language == MailLanguage.English ? issue.SubjectEnglish is not null : issue.SubjectWelsh is not null && issue.SubjectEnglish is not null, "Newsletters.Trial.NoSubject");
        var reader = await recipients.FindAsync(RecipientKind.Account, accountId, cancellation) ?? throw new DomainRuleException("Newsletters.Trial.NotSent");
        var mail = await composer.ComposeAsync(await reading.ReadAsync(issue, cancellation), language, reader.Name, INewsletterComposer.Sample, await reading.SlugAsync(issue, nowUtc, cancellation), cancellation);
        try
        {
            await transport.SendAsync(new(OutboxMail.NewMessageId(), reader, mail, nowUtc, Bulk: false), cancellation);
        }
        catch (MailNotSentException)
        {
            throw new DomainRuleException("Newsletters.Trial.NotSent");
        }

        db.AuditEntries.Add(AuditEntry.Record(accountId, AuditActions.NewsletterTested, null, nowUtc));
        await db.SaveChangesAsync(cancellation);
    }
}
