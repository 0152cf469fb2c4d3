using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>Where the link mailed to a new address leads: looking changes nothing, the button makes it the member's address.</summary>
public sealed class NewEmailModel(MailedLinks mailed, EmailChange change, SignInManager<Account> signIn, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    public bool IsAlive { get; private set; }

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var link = await mailed.LookAsync(LinkPurpose.ChangeEmail, Token, NowUtc, cancellation);
        IsAlive = link.State == LinkState.Valid;
        if (!IsAlive) Response.StatusCode = link.State == LinkState.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
    }

    /// <summary>Before a redisplay, as the link then stands.</summary>
    public override Task LoadAsync(CancellationToken cancellation) => OnGetAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Token is not null && await change.ConfirmAsync(Token, NowUtc, cancellation)) Say(words["Members.NewEmail.Done"]);
        else if (!(await mailed.LookAsync(LinkPurpose.ChangeEmail, Token, NowUtc, cancellation)).WasJustUsed(NowUtc))
        {
            await OnGetAsync(cancellation);
            IsAlive = false;
            return Page();
        }

        // Every session ended with the old address but the one that pressed.
        if (await signIn.UserManager.GetUserAsync(User) is not { } account) return LocalRedirect(links.To("/Accounts/SignIn"));
        await signIn.RefreshSignInAsync(account);
        return LocalRedirect(links.To("/Members/Me"));
    }
}
