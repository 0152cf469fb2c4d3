using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Newsletters;

/// <summary>
/// Leaving a list. Opening it changes nothing; any POST to it leaves, whether the button's or a mail program's (RFC 8058: without cookies, its body
/// <c>List-Unsubscribe=One-Click</c> or nothing at all, never answered with a redirect). The token in the address is all that it asks for.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class UnsubscribeModel(MailChoices choices, TimeProvider clock) : PageModel
{
    // From the address alone: the body of a POST is nobody's to read.
    [FromQuery(Name = "t")]
    public string? Token { get; set; }

    [FromQuery(Name = "list")]
    public string? ListName { get; set; }

    public MailList List { get; private set; }

    /// <summary>Null where the link leads to nobody.</summary>
    public ReaderChoices? Choices { get; private set; }

    /// <summary>The reader does not get it, or not any more.</summary>
    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Shown();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Choices is not null) IsDone = await choices.LeaveAsync(Token, List, clock.GetUtcNow().UtcDateTime, cancellation);
        return Shown();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        if (MailListNames.Read(ListName) is not { } list) return;
        List = list;
        Choices = await choices.FindAsync(Token, cancellation);
        if (Choices is not null && !Choices.Lists.ContainsKey(list)) Choices = null;
        IsDone = Choices is not null && !Choices.Lists[list];
    }

    private PageResult Shown()
    {
        var page = Page();
        if (Choices is null) page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }
}
