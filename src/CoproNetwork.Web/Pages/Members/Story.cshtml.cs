using CoproNetwork.Domain;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>Changes, tells anew or withdraws one's story.</summary>
public sealed class StoryModel(CoproDbContext db, MembershipChanges changes, SiteLinks links, Words words, TimeProvider clock) : MemberPage(db, links, clock)
{
    [BindProperty]
    public StoryInput Input { get; set; } = new();

    public bool IsYoung => Age != AgeBand.Adult;

    public bool MayWithdraw { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Input = await Db.Stories.AsNoTracking().Where(s => s.MemberId == MemberId).OrderByDescending(s => s.Id)
            .Select(s => new StoryInput { Title = s.Title, Text = s.Text, Language = s.Language, Theme = s.Theme, Consent = s.Consent })
            .FirstOrDefaultAsync(cancellation) ?? new() { Language = Links.Language };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (IsYoung && Input.Consent == StoryConsent.PublicWithName)
        {
            ModelState.AddModelError("Input.Consent", words["Joining.Story.Consent.Under18NoName"]);
            await LoadAsync(cancellation);
            return Page();
        }

        await changes.ChangeStoryAsync(MemberId, Input.Title, Input.Text, Input.Language!.Value, Input.Theme!.Value, Input.Consent!.Value, NowUtc, cancellation);
        return SavedToMe(words["Common.Saved"]);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellation)
    {
        await changes.WithdrawStoryAsync(MemberId, NowUtc, cancellation);
        return SavedToMe(words["Members.Story.Withdrawn"]);
    }

    public override async Task LoadAsync(CancellationToken cancellation) => MayWithdraw = await Db.Stories.AnyAsync(s => s.MemberId == MemberId, cancellation);

    public override string FieldOf(string resourceKey) =>
        resourceKey.StartsWith("Stories.Title", StringComparison.Ordinal) ? "Input.Title"
        : resourceKey.StartsWith("Stories.Text", StringComparison.Ordinal) ? "Input.Text" : "";
}
