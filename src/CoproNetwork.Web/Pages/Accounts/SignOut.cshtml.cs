using CoproNetwork.Domain.Accounts;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Accounts;

/// <summary>Ends the session in this browser.</summary>
public sealed class SignOutModel(SignInManager<Account> signIn, SiteLinks links, Words words) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        TempData["Message"] = words["Accounts.SignOut.Done"];
        return LocalRedirect(links.To("/Home/Index"));
    }
}
