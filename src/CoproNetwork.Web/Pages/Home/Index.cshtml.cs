using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Home;

/// <summary>What the network is, one button to join, how far it has come, and who and what came last.</summary>
[PublicPage]
public sealed class IndexModel(CoproDbContext db, MemberFigures figures, NewestListings newest, ActiveLine line, TimeProvider clock) : PageModel
{
    private const int NewestPromises = 4;
    private const int NewestMembers = 6;

    public MemberGrowth Growth { get; private set; } = null!;

    /// <summary>How the number of active members has moved.</summary>
    public ActiveLinePicture Line { get; private set; } = null!;

    /// <summary>The edition that is open, or, while the next waits for its first member, the one that is full.</summary>
    public Edition Open { get; private set; } = null!;

    public IReadOnlyList<ListingCard> Promises { get; private set; } = [];

    public IReadOnlyList<ListingCard> Members { get; private set; } = [];

    public bool IsReached => Growth.Active >= Growth.Target;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        Growth = await figures.GrowthAsync(nowUtc, cancellation);
        Line = ActiveLinePicture.Of(await line.ReadAsync(db, Growth.Version, cancellation), Growth, LondonTime.DateOf(nowUtc)) with { HasTable = false };
        Open = await db.BadgeEditions.AsNoTracking().Where(edition => edition.OpenedAtUtc != null).OrderByDescending(edition => edition.Number)
            .Select(edition => new Edition(edition.Number, edition.Capacity, edition.Allocated)).FirstAsync(cancellation);
        Promises = await newest.PromisesAsync(NewestPromises, cancellation);
        Members = await newest.MembersAsync(NewestMembers, cancellation);
    }

    /// <summary>An edition of badges as the home page shows it.</summary>
    public sealed record Edition(int Number, int Capacity, int Given)
    {
        public int Left => Capacity - Given;

        /// <summary>The number that the next member gets, or the last that there was.</summary>
        public int Shown => Math.Min(Given + 1, Capacity);
    }
}
