using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Newsletters;

/// <summary>An issue on the site, without what was withdrawn since.</summary>
[PublicPage]
public sealed class IssueModel(NewsletterReading reading) : PageModel
{
    public PublishedIssue Issue { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellation)
    {
        if (await reading.PublishedAsync(slug, cancellation) is not { } issue) return NotFound();
        Issue = issue;
        return Page();
    }
}
