using CoproNetwork.Domain;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Feedback;

/// <summary>Who a feedback mail's link speaks for.</summary>
public sealed record FeedbackLink(long RequestId, long MemberId, AgeBand Age, DateTime? AnsweredAtUtc);

/// <summary>
/// A page that a feedback mail's link opens without signing in: looking changes nothing, for mail scanners open every link. The link
/// lasts until the next request is due, and is not used up.
/// </summary>
public abstract class FeedbackLinkPage(CoproDbContext db, MailedLinks mailed, SiteLinks links, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    /// <summary>Null when the link leads nowhere; then <see cref="Trouble"/> says why.</summary>
    public FeedbackLink? Link { get; private set; }

    /// <summary>Stem of the texts that say what is the matter with the link.</summary>
    public string Trouble { get; private set; } = "Unknown";

    protected CoproDbContext Db { get; } = db;

    protected SiteLinks Links { get; } = links;

    protected DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    /// <summary>A link that leads nowhere is said first, whatever was typed.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var cancellation = HttpContext.RequestAborted;
        var link = await mailed.LookAsync(LinkPurpose.Feedback, Token, NowUtc, cancellation);
        if (link.State == LinkState.Valid)
            Link = await Db.FeedbackRequests.AsNoTracking().Where(request => request.Id == link.SubjectId && request.Member.Status == MemberStatus.Approved)
                .Select(request => new FeedbackLink(request.Id, request.MemberId, request.Member.Age, request.AnsweredAtUtc)).SingleOrDefaultAsync(cancellation);
        if (Link is not null)
        {
            await PrepareAsync(cancellation);
            await next();
            return;
        }

        Trouble = link.State is LinkState.Expired or LinkState.Used ? "Expired" : "Unknown";
        context.Result = NoLink(onceWorked: Trouble != "Unknown");
    }

    /// <summary>Before anything is validated.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;
}
