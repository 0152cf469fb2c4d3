using CoproNetwork.Domain;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CoproNetwork.Web.Pages.Badges;

/// <summary>Takes an address for a badge by a mailed link, without signing in. What is stored is never shown back here: a link may be passed on.</summary>
public sealed class AddressModel(CoproDbContext db, MailedLinks mailed, BadgePosting posting, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    private long _memberId;

    [BindProperty]
    public AddressInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    /// <summary>Null when the link leads nowhere; then <see cref="Trouble"/> says why.</summary>
    public OwnBadge? Badge { get; private set; }

    /// <summary>Stem of the texts that say what is the matter with the link.</summary>
    public string Trouble { get; private set; } = "Unknown";

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    /// <summary>A link that leads nowhere is said first, whatever was typed.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var link = await LookAsync(HttpContext.RequestAborted);
        if (Badge is not null)
        {
            _memberId = link.SubjectId;
            await next();
            return;
        }

        context.Result = NoLink(onceWorked: Trouble != "Unknown");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await posting.GiveAddressAsync(_memberId, Input.ToAddress(), NowUtc, cancellation);
        Say(words["Badges.Address.Saved"]);
        return LocalRedirect(links.To("/Badges/Address", ("t", Token)));
    }

    public override Task LoadAsync(CancellationToken cancellation) => LookAsync(cancellation);

    public override string FieldOf(string resourceKey) => AddressInput.FieldOf(resourceKey);

    private async Task<LinkView> LookAsync(CancellationToken cancellation)
    {
        var link = await mailed.LookAsync(LinkPurpose.BadgeAddress, Token, NowUtc, cancellation);
        var badge = link.State == LinkState.Valid ? await OwnBadge.FindAsync(db, link.SubjectId, cancellation) : null;
        Badge = badge is { TakesAddress: true } ? badge : null;
        Trouble = link.State switch
        {
            LinkState.Expired => "Expired",
            LinkState.Used => "Used",
            LinkState.Valid when badge is not null => "Used",
            _ => "Unknown",
        };
        return link;
    }
}
