using CoproNetwork.Domain;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Badges;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>An address for one's badge, signed in: here what is stored is shown, to its owner alone.</summary>
public sealed class AddressModel(CoproDbContext db, BadgePosting posting, AddressProtection protection, SiteLinks links, Words words, TimeProvider clock) : MemberPage(db, links, clock)
{
    [BindProperty]
    public AddressInput Input { get; set; } = new();

    public OwnBadge Badge { get; private set; } = null!;

    public PostalAddress? Stored { get; private set; }

    protected override bool Serves(MemberStatus status) => status == MemberStatus.Approved;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Input = Stored is not null ? AddressInput.From(Stored) : new() { Recipient = await Db.Members.Where(m => m.Id == MemberId).Select(m => m.Name).SingleAsync(cancellation) };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await posting.GiveAddressAsync(MemberId, Input.ToAddress(), NowUtc, cancellation);
        return SavedToMe(words["Badges.Address.Saved"]);
    }

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        Badge = (await OwnBadge.FindAsync(Db, MemberId, cancellation))!;
        Stored = protection.Find(await Db.Postings.Where(p => p.Badge.MemberId == MemberId).Select(p => p.ProtectedAddress).SingleOrDefaultAsync(cancellation));
    }

    public override string FieldOf(string resourceKey) => AddressInput.FieldOf(resourceKey);
}
