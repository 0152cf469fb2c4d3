using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CoproNetwork.Web.Pages.Newsletters;

/// <summary>Which mails a reader gets, by the link that is in each, without signing in.</summary>
public sealed class ChoicesModel(MailChoices choices, SiteLinks links, Words words, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Null where the link leads to nobody.</summary>
    public ReaderChoices? Choices { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        await LoadAsync(HttpContext.RequestAborted);
        if (Choices is null) context.Result = NoLink(onceWorked: false);
        else await next();
    }

    public override async Task LoadAsync(CancellationToken cancellation) => Choices = await choices.FindAsync(Token, cancellation);

    public void OnGet() => Input.Wanted = [.. Choices!.Lists.Where(list => list.Value).Select(list => list.Key.Slug())];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var wanted = Choices!.Lists.Keys.ToDictionary(list => list, list => Input.Wanted.Contains(list.Slug()));
        await choices.ChooseAsync(Token, wanted, clock.GetUtcNow().UtcDateTime, cancellation);
        Say(words["Newsletters.Choices.Saved"]);
        return LocalRedirect(links.To("/Newsletters/Choices", ("t", Token)));
    }

    public sealed class InputModel
    {
        /// <summary>Names of the lists that are ticked.</summary>
        public List<string> Wanted { get; set; } = [];
    }
}
