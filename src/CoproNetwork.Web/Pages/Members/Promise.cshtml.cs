using CoproNetwork.Domain;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>Changes, makes anew or withdraws one's promise.</summary>
public sealed class PromiseModel(CoproDbContext db, MembershipChanges changes, SiteLinks links, Words words, TimeProvider clock) : MemberPage(db, links, clock)
{
    [BindProperty]
    public Joining.PromiseModel.InputModel Input { get; set; } = new();

    public bool MayWithdraw { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Input = await Db.Promises.AsNoTracking().Where(p => p.MemberId == MemberId).OrderByDescending(p => p.Id)
            .Select(p => new Joining.PromiseModel.InputModel { Text = p.Text, Language = p.Language, Theme = p.Theme, Visibility = p.Visibility })
            .FirstOrDefaultAsync(cancellation) ?? new() { Language = Links.Language, Visibility = PromiseVisibility.Everyone };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await changes.ChangePromiseAsync(MemberId, Input.Text, Input.Language!.Value, Input.Theme!.Value, Input.Visibility!.Value, NowUtc, cancellation);
        return SavedToMe(words["Common.Saved"]);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellation)
    {
        await changes.WithdrawPromiseAsync(MemberId, NowUtc, cancellation);
        return SavedToMe(words["Members.Promise.Withdrawn"]);
    }

    public override async Task LoadAsync(CancellationToken cancellation) => MayWithdraw = await Db.Promises.AnyAsync(p => p.MemberId == MemberId, cancellation);

    public override string FieldOf(string resourceKey) => resourceKey.StartsWith("Promises.Text", StringComparison.Ordinal) ? "Input.Text" : "";
}
