using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Accounts;

/// <summary>
/// Where a sign-in link leads: looking changes nothing, the button signs in. Its form's token is checked by the page itself: a press
/// doubled after the first one's answer is another user's by then, and still is to show what that showed.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class LinkModel(IAntiforgery antiforgery, MailedLinks mailed, SignInLinks signInLinks, SignInManager<Account> signIn, UserManager<Account> users, BrowserCookie browser, SiteLinks links, Words words, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    public bool MaySignIn { get; private set; }

    public bool IsOtherBrowser { get; private set; }

    /// <summary>Stem of the texts that say what is the matter.</summary>
    public string Show { get; private set; } = "Invalid";

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var link = await mailed.LookAsync(LinkPurpose.SignIn, Token, NowUtc, cancellation);
        IsOtherBrowser = !browser.IsOneThatAsked(link.BrowserHash);
        MaySignIn = link.State == LinkState.Valid;
        Show = link.State switch
        {
            LinkState.Valid => "OtherBrowser",
            LinkState.Used => "Used",
            LinkState.Expired => "Expired",
            _ => "Invalid",
        };
        if (MaySignIn) browser.Ensure(browser.ReturnTo);
        else Response.StatusCode = link.State == LinkState.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await HomeOfReaderAsync(cancellation) is { } home) return LocalRedirect(home);
        if (!await antiforgery.IsRequestValidAsync(HttpContext)) return new AntiforgeryValidationFailedResult();
        var account = Token is null ? null : await signInLinks.RedeemAsync(Token, browser.Token, NowUtc, cancellation);
        if (account is null)
        {
            await OnGetAsync(cancellation);
            MaySignIn = false;
            return Page();
        }

        var goTo = browser.ReturnTo;
        browser.Forget();
        await signIn.SignInAsync(account, isPersistent: true);
        TempData["Message"] = words["Accounts.SignedIn"];
        return LocalRedirect(Url.IsLocalUrl(goTo) ? goTo : await HomeOfAsync(account));
    }

    /// <summary>Null unless the reader is signed in already as the one whom the link is for.</summary>
    private async Task<string?> HomeOfReaderAsync(CancellationToken cancellation)
    {
        if (await users.GetUserAsync(User) is not { } reader) return null;
        var link = await mailed.LookAsync(LinkPurpose.SignIn, Token, NowUtc, cancellation);
        return link.State == LinkState.Used && link.SubjectId == reader.Id ? await HomeOfAsync(reader) : null;
    }

    private async Task<string> HomeOfAsync(Account account) => links.To(await users.IsInRoleAsync(account, Roles.Coordinator) ? "/Desk/Index" : "/Members/Me");
}
