using CoproNetwork.Domain;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>Who sees the member: the directory, the badge's page, the newsletter; and one press that hides them from visitors altogether.</summary>
public sealed class VisibilityModel(CoproDbContext db, MembershipChanges changes, SiteLinks links, Words words, TimeProvider clock) : MemberPage(db, links, clock)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool HasBadge { get; private set; }

    public bool MayBeSeen => Age == AgeBand.Adult;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Input = await Db.Members.AsNoTracking().Where(m => m.Id == MemberId).Select(m => new InputModel
        {
            Listed = m.WantsListing,
            Newsletter = m.NewsletterAgreedAtUtc != null,
            Named = Db.Badges.Any(badge => badge.MemberId == m.Id && badge.NamesHolder),
        }).SingleAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await changes.ChooseVisibilityAsync(MemberId, Input.Listed, Input.Newsletter, Input.Named, NowUtc, cancellation);
        return SavedToMe(words["Members.Visibility.Saved"]);
    }

    public async Task<IActionResult> OnPostHideAsync(CancellationToken cancellation)
    {
        await changes.HideAsync(MemberId, NowUtc, cancellation);
        return SavedToMe(words["Members.Me.HideMe.Done"]);
    }

    public override async Task LoadAsync(CancellationToken cancellation) => HasBadge = await Db.Badges.AnyAsync(badge => badge.MemberId == MemberId, cancellation);

    public sealed class InputModel
    {
        public bool Listed { get; set; }
        public bool Newsletter { get; set; }
        public bool Named { get; set; }
    }
}
