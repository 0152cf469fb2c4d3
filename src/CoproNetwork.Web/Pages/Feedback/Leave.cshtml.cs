using CoproNetwork.Domain;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Feedback;

/// <summary>Leaving the network by a feedback mail's link: says what is erased and what stays, then does it.</summary>
public sealed class LeaveModel(CoproDbContext db, MailedLinks mailed, MemberDeparture departure, SiteLinks links, TimeProvider clock) : FeedbackLinkPage(db, mailed, links, clock)
{
    [BindProperty]
    public Members.LeaveModel.InputModel Input { get; set; } = new();

    /// <summary>Whose membership it is: a mail may have been passed on.</summary>
    public string Name { get; private set; } = "";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await departure.LeaveAsync(Link!.MemberId, NowUtc, cancellation);
        return LocalRedirect(Links.To("/Members/Left"));
    }

    protected override async Task PrepareAsync(CancellationToken cancellation) =>
        Name = await Db.Members.Where(member => member.Id == Link!.MemberId).Select(member => member.Name).SingleAsync(cancellation);
}
