using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Mail;

/// <param name="Slug">Of its page.</param>
public sealed record IssueInMail(NewsletterContent Content, string Slug);

/// <summary>Writes issues in the frame of every mail.</summary>
public sealed class NewsletterComposer(RazorMailComposer frame, WordBook book, SiteSettings site) : INewsletterComposer
{
    private const string Template = "Newsletter";

    public Task<ComposedMail> ComposeAsync(NewsletterContent content, MailLanguage language, string name, MailExit leaving, string slug, CancellationToken cancellation)
    {
        SiteLanguage[] languages = language switch
        {
            MailLanguage.Welsh => [SiteLanguage.Welsh],
            MailLanguage.English => [SiteLanguage.English],
            _ => [SiteLanguage.Welsh, SiteLanguage.English],
        };
        var subject = string.Join(" | ", languages.Select(one => content.Subject(one)).Where(one => one is not null));
        var mail = new MailToCompose(Template, new(), language, name, null, leaving);
        return frame.ComposeAsync([.. languages.Select(one => new MailContext(mail, book.For(one), site, Plain: false) { Issue = new(content, slug) })], typeof(NewsletterBody), subject);
    }
}
