using CoproNetwork.Domain;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Feedback;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>Says how one's promise goes without being asked, or puts an earlier report right. Someone else's report is none of this page's.</summary>
public sealed class UpdateModel(CoproDbContext db, FeedbackAnswers answers, SiteLinks links, Words words, TimeProvider clock) : MemberPage(db, links, clock)
{
    [BindProperty]
    public ProgressInput Input { get; set; } = new();

    /// <summary>The report to be put right; null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    /// <summary>What it is about; null where the member has no promise.</summary>
    public Promise? Promise { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Input.Language = Links.Language;
        if (Key is null) return;
        Input.Show(Promise!.Updates.Single(update => update.Key == Key));
        if (Input.Status == PromiseStatus.Changed) Input.NewText = Promise.Text;
    }

    public override async Task<bool> ExistsAsync(CancellationToken cancellation) =>
        Key is null || await Db.Promises.AnyAsync(promise => promise.MemberId == MemberId && promise.Updates.Any(update => update.Key == Key && update.IsReport), cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Key is null) await answers.ReportAsync(MemberId, Input.ToProgress()!, Input.ToNext(), NowUtc, cancellation);
        else await answers.CorrectAsync(MemberId, Key, Input.ToProgress()!, Input.ToNext(), NowUtc, cancellation);
        return SavedToMe(words["Members.Update.Saved"]);
    }

    /// <summary>Who may see it, and nothing else.</summary>
    public async Task<IActionResult> OnPostShowAsync([FromForm(Name = "Show")] ShowInput show, CancellationToken cancellation)
    {
        if (Key is null || show.Visibility is not { } visibility || !Enum.IsDefined(visibility)) return BadRequest();
        await answers.ShowAsync(MemberId, Key, visibility, NowUtc, cancellation);
        return SavedToMe(words["Common.Saved"]);
    }

    public override async Task LoadAsync(CancellationToken cancellation) => Promise = await Db.Promises.AsNoTracking().Include(promise => promise.Updates)
        .Where(promise => promise.MemberId == MemberId && (Key == null || promise.Updates.Any(update => update.Key == Key)))
        .OrderByDescending(promise => promise.Id).FirstOrDefaultAsync(cancellation);

    public override string FieldOf(string resourceKey) => resourceKey.StartsWith("Promises.Text", StringComparison.Ordinal) ? "Input.NewText" : "";

    protected override bool Serves(MemberStatus status) => status == MemberStatus.Approved;

    public sealed class ShowInput
    {
        public UpdateVisibility? Visibility { get; set; }
    }
}
