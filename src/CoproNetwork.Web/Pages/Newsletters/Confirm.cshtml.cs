using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CoproNetwork.Web.Pages.Newsletters;

/// <summary>One more press, by the mailed link: mail scanners open every link, so opening it subscribes nobody.</summary>
public sealed class ConfirmModel(MailedLinks mailed, Subscriptions subscriptions, SiteLinks links, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    /// <summary>Leads to the thanks, which say nothing of anyone.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    public bool IsDone { get; private set; }

    /// <summary>Part of the texts' keys that says what is the matter with the link; null where nothing is.</summary>
    public string? Trouble { get; private set; }

    private DateTime NowUtc { get; } = clock.GetUtcNow().UtcDateTime;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        IsDone = Done && string.IsNullOrEmpty(Token) && !HttpMethods.IsPost(HttpContext.Request.Method);
        if (!IsDone)
        {
            var link = await mailed.LookAsync(LinkPurpose.Subscribe, Token, NowUtc, HttpContext.RequestAborted);
            if (link.State != LinkState.Valid && !link.WasJustUsed(NowUtc))
            {
                Trouble = link.State == LinkState.Unknown ? "Unknown" : "Expired";
                context.Result = NoLink(onceWorked: link.State != LinkState.Unknown);
                return;
            }
        }

        await next();
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await subscriptions.ConfirmAsync(Token, NowUtc, cancellation)) return LocalRedirect(links.To("/Newsletters/Confirm", ("done", "true")));
        Trouble = "Expired";
        return NoLink(onceWorked: true);
    }
}
