using CoproNetwork.Domain;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>What a link to confirm leads to.</summary>
public enum ConfirmView
{
    /// <summary>The one more press.</summary>
    Valid = 0,

    /// <summary>The press was made.</summary>
    Already = 1,

    /// <summary>A later mail has a newer link.</summary>
    Replaced = 2,

    /// <summary>Over its time; a new one can be asked for.</summary>
    Expired = 3,

    /// <summary>No such link, or its application is erased.</summary>
    Invalid = 4,

    /// <summary>The address was confirmed by another form.</summary>
    AlreadyMember = 5,

    /// <summary>A new link was asked for.</summary>
    Renewed = 6,
}

/// <summary>Where the mailed link leads: looking changes nothing, the button confirms.</summary>
public sealed class ConfirmModel(CoproDbContext db, MailedLinks mailed, Confirmation confirmation, SignUp signUp, SiteLinks links, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    /// <summary>Set after a new link was asked for.</summary>
    [BindProperty(SupportsGet = true, Name = "renewed")]
    public bool IsRenewed { get; set; }

    public ConfirmView View { get; private set; }

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancellation) => See(IsRenewed ? ConfirmView.Renewed : await LookAsync(cancellation));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = string.IsNullOrEmpty(Token) ? ConfirmationResult.Dead : await confirmation.ConfirmAsync(Token, NowUtc, cancellation);
        if (result == ConfirmationResult.Confirmed) return Done();
        var view = result == ConfirmationResult.AlreadyMember ? ConfirmView.AlreadyMember : await LookAsync(cancellation);

        // A doubled or replayed press shows what the first one showed.
        if (view == ConfirmView.Already) return Done();
        See(view);
        return Page();
    }

    /// <summary>A new link to the address of the form, if it still waits; says the same in any case.</summary>
    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancellation)
    {
        var link = await mailed.LookAsync(LinkPurpose.Confirm, Token, NowUtc, cancellation);
        if (link.State == LinkState.Expired) await signUp.SendAgainAsync(link.SubjectId, NowUtc, cancellation);
        return LocalRedirect(links.To("/Joining/Confirm", ("renewed", "true")));
    }

    private LocalRedirectResult Done() => LocalRedirect(links.To("/Joining/Confirmed"));

    private async Task<ConfirmView> LookAsync(CancellationToken cancellation)
    {
        var link = await mailed.LookAsync(LinkPurpose.Confirm, Token, NowUtc, cancellation);
        if (link.State == LinkState.Unknown) return ConfirmView.Invalid;
        if (link.State == LinkState.Valid) return ConfirmView.Valid;
        var member = await db.Members.Where(member => member.Id == link.SubjectId).Select(member => new { member.Status, member.Email }).SingleOrDefaultAsync(cancellation);
        if (member is null) return ConfirmView.Invalid;
        if (member.Status != MemberStatus.Unconfirmed) return ConfirmView.Already;
        if (link.State == LinkState.Expired) return ConfirmView.Expired;
        var key = EmailAddress.Key(member.Email!);
        return await db.Members.AnyAsync(other => other.ConfirmedEmailKey == key, cancellation) ? ConfirmView.AlreadyMember : ConfirmView.Replaced;
    }

    private void See(ConfirmView view)
    {
        View = view;
        Response.StatusCode = view switch
        {
            ConfirmView.Valid or ConfirmView.Renewed => StatusCodes.Status200OK,
            ConfirmView.Invalid => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status410Gone,
        };
    }
}
