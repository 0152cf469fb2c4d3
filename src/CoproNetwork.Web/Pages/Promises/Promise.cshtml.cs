using CoproNetwork.Domain;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Promises;

/// <summary>A promise and how it went since, as far as the reader may know. Without one that they may see there is no such page.</summary>
[PublicPage]
public sealed class PromiseModel(CoproDbContext db, PromiseWall wall) : PageModel
{
    public PromiseInTime Promise { get; private set; } = null!;

    public WallCard Card => Promise.Card;

    public bool IsVisitor { get; private set; }

    /// <summary>The reader made it.</summary>
    public bool IsOwn { get; private set; }

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancellation)
    {
        var reader = await PageReader.OfAsync(db, User, cancellation);
        if (await wall.ReadAsync(key, reader.Audience, cancellation) is not { } promise) return NotFound();
        (Promise, IsVisitor, IsOwn) = (promise, reader.MemberId is null, reader.MemberId == promise.Card.MemberId);
        return Page();
    }
}
