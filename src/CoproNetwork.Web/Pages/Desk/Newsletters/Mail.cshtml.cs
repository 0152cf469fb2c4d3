using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace CoproNetwork.Web.Pages.Desk.Newsletters;

/// <summary>The HTML of an issue by itself, for the frame of its preview: a mail carries its styles with it, which no other page may.</summary>
[SecurityHeadersPolicy(SecurityHeaders.MailFrame)]
public sealed class MailModel(NewsletterDesk desk, NewsletterReading reading, INewsletterComposer composer, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, [FromQuery(Name = "in")] string? language, CancellationToken cancellation)
    {
        if (await desk.FindAsync(key, cancellation) is not { } issue) return NotFound();
        var chosen = language switch { "cy" => MailLanguage.Welsh, "en" => MailLanguage.English, _ => MailLanguage.Both };
        var slug = await reading.SlugAsync(issue, clock.GetUtcNow().UtcDateTime, cancellation);
        var mail = await composer.ComposeAsync(await reading.ReadAsync(issue, cancellation), chosen, "", INewsletterComposer.Sample, slug, cancellation);
        return Content(mail.Html, "text/html; charset=utf-8");
    }
}
