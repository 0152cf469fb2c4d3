using CoproNetwork.Domain;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>A page on one's own membership. Whose it is comes from the session alone; without a membership that the page serves, reading leads to <c>/Members/Me</c> and a post to 404.</summary>
public abstract class MemberPage(CoproDbContext db, SiteLinks links, TimeProvider clock) : FormPage
{
    public long MemberId { get; private set; }

    public MemberStatus Status { get; private set; }

    public AgeBand Age { get; private set; }

    protected CoproDbContext Db { get; } = db;

    protected SiteLinks Links { get; } = links;

    protected DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    /// <summary>Which memberships the page is for.</summary>
    protected virtual bool Serves(MemberStatus status) => status is MemberStatus.Applied or MemberStatus.Approved;

    /// <summary>Whether the page is also for members under 18.</summary>
    protected virtual bool ServesYoung => true;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var accountId = User.AccountId();
        var mine = await Db.Users.AsNoTracking()
            .Where(account => account.Id == accountId && account.Member != null)
            .Select(account => new { account.Member!.Id, account.Member.Status, account.Member.Age })
            .SingleOrDefaultAsync(HttpContext.RequestAborted);
        if (mine is null || !Serves(mine.Status) || !ServesYoung && mine.Age != AgeBand.Adult)
        {
            context.Result = WithoutMembership();
            return;
        }

        (MemberId, Status, Age) = (mine.Id, mine.Status, mine.Age);
        await next();
    }

    protected virtual IActionResult WithoutMembership() => HttpMethods.IsPost(Request.Method) ? NotFound() : LocalRedirect(Links.To("/Members/Me"));

    protected IActionResult SavedToMe(string message)
    {
        Say(message);
        return LocalRedirect(Links.To("/Members/Me"));
    }
}
