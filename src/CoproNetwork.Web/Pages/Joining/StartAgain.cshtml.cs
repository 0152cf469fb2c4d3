using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>Erases what was written, at once; for whoever shares a computer.</summary>
public sealed class StartAgainModel(JoinForm form, SiteLinks links, Words words) : FormPage
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await form.EraseAsync(cancellation);
        Say(words["Joining.StartAgain.Done"]);
        return LocalRedirect(links.To(JoinSteps.First));
    }
}
