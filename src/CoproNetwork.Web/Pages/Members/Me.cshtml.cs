using CoproNetwork.Domain;
using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Badges;
using CoproNetwork.Web.Pages.Feedback;
using CoproNetwork.Web.Pages.MemberDirectory.Mine;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>Where my membership stands, all that it holds, and the way to change each of it.</summary>
public sealed class MeModel(CoproDbContext db, EmailChange emails, SignInManager<Account> signIn, SiteLinks links, Words words, TimeProvider clock) : PageModel
{
    /// <summary>Null for an account without a membership.</summary>
    public MemberView? Member { get; private set; }

    public PromiseView? Promise { get; private set; }

    public StoryView? Story { get; private set; }

    public OwnBadge? Badge { get; private set; }

    /// <summary>What was asked, reported and promised, newest first.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; private set; } = [];

    /// <summary>Null before approval.</summary>
    public AskingView? Asking { get; private set; }

    /// <summary>How much they bring and edit besides their own listing, and how many ask them to belong. Null for who brings nothing: before approval, and under 18.</summary>
    public (int Brought, int Invited)? Brings { get; private set; }

    /// <summary>Address of the account that has no membership.</summary>
    public string? AccountEmail { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var accountId = User.AccountId();
        var account = await db.Users.AsNoTracking().Where(a => a.Id == accountId).Select(a => new { a.Email, a.MemberId }).SingleOrDefaultAsync(cancellation);
        if (account is null)
        {
            // The membership ended in another window; this session is a remainder.
            await signIn.SignOutAsync();
            return LocalRedirect(links.To("/Home/Index"));
        }

        if (account.MemberId is { } memberId) await LoadAsync(memberId, cancellation);
        else AccountEmail = account.Email;
        return Page();
    }

    public async Task<IActionResult> OnPostArrivesAsync(CancellationToken cancellation)
    {
        var accountId = User.AccountId();
        if (await db.Users.Where(a => a.Id == accountId).Select(a => a.MemberId).SingleOrDefaultAsync(cancellation) is { } memberId)
        {
            await emails.SayItArrivesAsync(memberId, cancellation);
            TempData["Message"] = words["Members.Me.EmailHeld.Thanks"];
        }

        return LocalRedirect(links.To("/Members/Me"));
    }

    private async Task LoadAsync(long memberId, CancellationToken cancellation)
    {
        Member = await db.Members.AsNoTracking().Where(m => m.Id == memberId).Select(m => new MemberView(
            m.Status, m.Number, m.Name, m.Kind, m.Age, m.OrganisationName, m.Role, m.GuardianName, m.Email!, m.Language, m.PlaceId, m.AreaCode, m.OutsideWales,
            m.WantsListing, m.ListingHiddenAtUtc != null, m.ListingHiddenReason, m.NewsletterAgreedAtUtc != null, m.ConfirmedAtUtc, m.ApprovedAtUtc, m.DeclinedAtUtc, m.EmailHeldAtUtc != null,
            db.Listings.Where(listing => listing.MemberId == m.Id && listing.EntryId == null).Select(listing => listing.Slug).SingleOrDefault())).SingleAsync(cancellation);
        Promise = await db.Promises.AsNoTracking().Where(p => p.MemberId == memberId).OrderByDescending(p => p.Id)
            .Select(p => new PromiseView(p.Text, p.Language, p.Theme, p.Visibility, p.Status, p.HiddenAtUtc != null, p.HiddenReason)).FirstOrDefaultAsync(cancellation);
        Story = await db.Stories.AsNoTracking().Where(s => s.MemberId == memberId).OrderByDescending(s => s.Id)
            .Select(s => new StoryView(s.Title, s.Text, s.Language, s.Consent, s.HiddenAtUtc != null, s.HiddenReason)).FirstOrDefaultAsync(cancellation);
        Badge = await OwnBadge.FindAsync(db, memberId, cancellation);
        if (Member.Status != MemberStatus.Approved) return;
        if (Member.Age == AgeBand.Adult)
            Brings = (await db.EditedBy(memberId).CountAsync(entry => entry.OwnMemberId != memberId && entry.MergedIntoId == null, cancellation), await Invitation.Open(db, memberId).CountAsync(cancellation));
        Timeline = await TimelineEntry.OfAsync(db, memberId, cancellation);
        var plan = await db.FeedbackPlans.AsNoTracking().SingleAsync(p => p.MemberId == memberId, cancellation);
        Asking = AskingView.Of(plan, Member.ApprovedAtUtc!.Value, clock.GetUtcNow().UtcDateTime);
    }

    public sealed record MemberView(
        MemberStatus Status, long? Number, string Name, MemberKind Kind, AgeBand Age, string? OrganisationName, string? Role, string? GuardianName, string Email, MailLanguage Language, int? PlaceId, string? AreaCode, bool OutsideWales,
        bool WantsListing, bool ListingHidden, string? ListingHiddenReason, bool WantsNewsletter, DateTime? ConfirmedAtUtc, DateTime? ApprovedAtUtc, DateTime? DeclinedAtUtc, bool EmailHeld, string? Slug)
    {
        public bool MayChange => Status is MemberStatus.Applied or MemberStatus.Approved;

        /// <summary>Stem of the words for how the member stands to the directory.</summary>
        public string ListingKey => ListingHidden ? "Hidden" : Slug is not null ? "Listed" : WantsListing && Status == MemberStatus.Applied ? "Willing" : "NotListed";
    }

    public sealed record PromiseView(string Text, SiteLanguage Language, PromiseTheme Theme, PromiseVisibility Visibility, PromiseStatus Status, bool Hidden, string? HiddenReason);

    public sealed record StoryView(string Title, string Text, SiteLanguage Language, StoryConsent Consent, bool Hidden, string? HiddenReason);
}
