using CoproNetwork.Domain;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Badges;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Badges;

/// <summary>A coordinator types an address that came by other means, or a better one. What is stored is not shown here.</summary>
public sealed class AddressModel(CoproDbContext db, BadgePosting posting, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    private long _memberId;

    [BindProperty]
    public AddressInput Input { get; set; } = new();

    public string MemberName { get; private set; } = "";

    public OwnBadge Badge { get; private set; } = null!;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var key = (string?)RouteData.Values["key"];
        var member = await db.Members.AsNoTracking().Where(m => m.Key == key && m.Status == MemberStatus.Approved).Select(m => new { m.Id, m.Name }).SingleOrDefaultAsync(HttpContext.RequestAborted);
        if (member is null)
        {
            context.Result = NotFound();
            return;
        }

        (_memberId, MemberName) = (member.Id, member.Name);
        await next();
    }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Input = new() { Recipient = MemberName };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await posting.EnterAddressAsync(_memberId, Input.ToAddress(), User.AccountId(), clock.GetUtcNow().UtcDateTime, cancellation);
        Say(words["Badges.Desk.Address.Saved"]);
        return LocalRedirect(links.To("/Desk/Badges/Index", ("tab", QueueTab.ToPost)));
    }

    public override async Task LoadAsync(CancellationToken cancellation) => Badge = (await OwnBadge.FindAsync(db, _memberId, cancellation))!;

    public override string FieldOf(string resourceKey) => AddressInput.FieldOf(resourceKey);
}
