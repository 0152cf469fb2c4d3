using CoproNetwork.Domain.Joining;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>The form is sent: what comes next. The same for every address, known or not.</summary>
public sealed class SentModel(JoinForm form, SignUp signUp, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    /// <summary>Only the browser that sent a form has anything to see here.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await form.OpenAsync(cancellation);
        return form.IsSent ? Page() : LocalRedirect(links.To(JoinSteps.First));
    }

    /// <summary>Sends the mail again, if it waits to be answered; says the same in any case.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await form.OpenAsync(cancellation);
        if (!form.IsSent) return LocalRedirect(links.To(JoinSteps.First));
        await signUp.SendAgainAsync(form.Token!, clock.GetUtcNow().UtcDateTime, cancellation);
        Say(words["Joining.Sent.Again.Done"]);
        return LocalRedirect(links.To("/Joining/Sent"));
    }
}
