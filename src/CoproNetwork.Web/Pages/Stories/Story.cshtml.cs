using CoproNetwork.Domain;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Stories;

/// <summary>One story whole. Without consent for this reader there is no such page.</summary>
[PublicPage]
public sealed class StoryModel(CoproDbContext db, StoryList stories) : PageModel
{
    public StoryView Story { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancellation)
    {
        var reader = await PageReader.OfAsync(db, User, cancellation);
        if (await stories.ReadAsync(key, reader.Audience, cancellation) is not { } story) return NotFound();
        Story = story;
        return Page();
    }
}
