using CoproNetwork.Domain;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Benchmarks.Pages;

/// <summary>The yardstick: one Razor page that reads 20 rows by an index, through pooled EF Core, and shows them.</summary>
public sealed class BareModel(CoproDbContext db) : PageModel
{
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Rows = await db.Listings.AsNoTracking().OrderBy(l => l.KeyEnglish).ThenBy(l => l.Id).Take(20).Select(l => new Row(l.Name, l.AreaCode, l.PromiseText)).ToListAsync(cancellation);

    public sealed record Row(string Name, string? AreaCode, string? PromiseText);
}
