using CoproNetwork.Domain;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Desk.Badges;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk;

/// <summary>Something that may need the coordinator today.</summary>
/// <param name="State">Class of the lane: <c>late</c>, <c>clear</c> or none.</param>
public sealed record Lane(int Count, string Title, IHtmlContent Detail, string Href, string State);

/// <summary>Badges of the edition that is open now.</summary>
public sealed record OpenEdition(int Number, int Left);

/// <summary>What needs the coordinator today, and how far the network has come.</summary>
public sealed class IndexModel(CoproDbContext db, DeskFigures figures, MemberFigures members, ActiveLine line, SiteLinks links, Words words, TimeProvider clock) : PageModel
{
    /// <summary>An application or a listing that waits longer is late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>A promise that has been stuck for longer, with nobody to see to it, is late.</summary>
    private static readonly TimeSpan PatienceWithTasks = TimeSpan.FromDays(7);

    public DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    public IReadOnlyList<Lane> Lanes { get; private set; } = [];

    public MemberGrowth Growth { get; private set; } = null!;

    /// <summary>Active members at the end of each finished month, oldest first.</summary>
    public IReadOnlyList<ActiveMonth> Months { get; private set; } = [];

    public OpenEdition? Edition { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var counts = await figures.CountAsync(cancellation);
        Growth = await members.GrowthAsync(NowUtc, cancellation);
        Months = await line.ReadAsync(db, Growth.Version, cancellation);
        Edition = await db.BadgeEditions.AsNoTracking()
            .Where(edition => edition.OpenedAtUtc != null)
            .OrderByDescending(edition => edition.Number)
            .Select(edition => new OpenEdition(edition.Number, edition.Capacity - edition.Allocated))
            .FirstOrDefaultAsync(cancellation);
        Lanes =
        [
            Aged("Applications", counts.Applications, counts.OldestConfirmedUtc, Patience, "/Desk/Applications/Index"),
            Of(counts.ReportedTexts, "Reports", links.To("/Desk/Reports/Index"), late: true),
            Aged("Listings", counts.ListingsWaiting, counts.OldestListingUtc, Patience, "/Desk/Listings/Index"),
            Aged("Tasks", counts.OpenTasks, counts.OldestTaskUtc, PatienceWithTasks, "/Desk/Tasks/Index"),
            Of(counts.BadgesToPost, "BadgesToPost", links.To("/Desk/Badges/Index", ("tab", QueueTab.ToPost))),
            Of(counts.AddressesAwaited, "Addresses", links.To("/Desk/Badges/Index", ("tab", QueueTab.Asked))),
            Of(counts.MailsGivenUp, "Mails", links.To("/Desk/Mail/Index"), late: true),
        ];
    }

    /// <summary>A lane that says how long the oldest has waited, and is late after some time.</summary>
    private Lane Aged(string name, int count, DateTime? oldestUtc, TimeSpan patience, string page)
    {
        var lane = Of(count, name, links.To(page), late: NowUtc - oldestUtc >= patience);
        if (oldestUtc is not { } oldest) return lane;
        var when = new HtmlContentBuilder().AppendHtml("<span class=\"when\">").Append(words.Waited(oldest, NowUtc)).AppendHtml("</span>");
        return lane with { Detail = words.Html($"Desk.Lane.{name}.Some", when) };
    }

    private Lane Of(int count, string name, string href, bool late = false)
    {
        var detail = words[$"Desk.Lane.{name}.{(count == 0 ? "None" : "Some")}", ""];
        return new(count, words[$"Desk.Lane.{name}"], new HtmlContentBuilder().Append(detail), href, count == 0 ? "clear" : late ? "late" : "");
    }
}
