using CoproNetwork.Domain;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Principles;

/// <summary>The shared principles, the current version in full.</summary>
[PublicPage]
public sealed class IndexModel(CoproDbContext db) : PageModel
{
    public PrinciplesVersion Current { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Current = await db.CurrentPrinciplesAsync(cancellation);
}
