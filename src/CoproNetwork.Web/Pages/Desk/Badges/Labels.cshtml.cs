using CoproNetwork.Domain;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Badges;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Badges;

/// <summary>Sheets of labels, as they come out of the printer. Looking marks nothing as printed; each address shown is in the audit trail.</summary>
public sealed class LabelsModel(CoproDbContext db, BadgePosting posting, AddressProtection protection, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    /// <summary>Keys of the holders; without any, all whose label was not printed yet.</summary>
    [BindProperty(SupportsGet = true, Name = "key")]
    public string[] Keys { get; set; } = [];

    /// <summary>First free label of the first sheet, from 1 to 21.</summary>
    [BindProperty(SupportsGet = true)]
    public int Start { get; set; } = 1;

    public IReadOnlyList<Label> Labels { get; private set; } = [];

    public IReadOnlyList<Label?[]> Sheets { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (Start is < 1 or > LabelLayout.PerSheet)
        {
            Start = Math.Clamp(Start, 1, LabelLayout.PerSheet);
            ModelState.Clear();
        }

        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostPrintedAsync(ChosenInput chosen, CancellationToken cancellation)
    {
        var printed = await posting.NotePrintedAsync(chosen.Keys, User.AccountId(), clock.GetUtcNow().UtcDateTime, cancellation);
        Say(printed == 0 ? words["Badges.Desk.NoneLeft"] : words.Count("Badges.Desk.MarkedPrinted", printed));
        return LocalRedirect(links.To("/Desk/Badges/Index", ("tab", QueueTab.ToPost)));
    }

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        var keys = Keys.Take(LabelLayout.MaxLabels).ToList();
        var waiting = db.Postings.AsNoTracking().Where(p => p.ProtectedAddress != null);
        waiting = keys.Count > 0
            ? waiting.Where(p => (p.Status == PostingStatus.AddressGiven || p.Status == PostingStatus.Printed) && keys.Contains(p.Badge.Member.Key))
            : waiting.Where(p => p.Status == PostingStatus.AddressGiven);
        var rows = await waiting.OrderBy(p => p.BadgeId).Take(LabelLayout.MaxLabels)
            .Select(p => new { p.Badge.MemberId, p.Badge.Member.Key, p.ProtectedAddress }).ToListAsync(cancellation);
        var labels = new List<Label>();
        foreach (var row in rows)
        {
            if (protection.Find(row.ProtectedAddress) is not { } address) continue;
            labels.Add(LabelLayout.Lay(row.Key, address.LabelLines()));
            db.AuditEntries.Add(AuditEntry.Record(User.AccountId(), AuditActions.AddressRead, row.MemberId, clock.GetUtcNow().UtcDateTime));
        }

        await db.SaveChangesAsync(cancellation);
        Labels = labels;
        Sheets = LabelLayout.Sheets(labels, Start);
    }
}
