using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Accounts;

/// <summary>Asks for a sign-in link. The answer is the same whether or not the address is known.</summary>
public sealed class SignInModel(SignInLinks signInLinks, BrowserCookie browser, SiteLinks links, TimeProvider clock) : FormPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>A page of this site to go to afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnTo { get; set; }

    public void OnGet() => ReturnTo = LocalOnly(ReturnTo);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var language = links.Language == SiteLanguage.Welsh ? MailLanguage.Welsh : MailLanguage.English;
        await signInLinks.RequestAsync(Input.Email!, browser.Ensure(LocalOnly(ReturnTo)), language, clock.GetUtcNow().UtcDateTime, cancellation);
        return LocalRedirect(links.To("/Accounts/Sent"));
    }

    /// <summary>It travels in a cookie, of which browsers keep 4 KB.</summary>
    private const int ReturnToMaxLength = 1000;

    private string? LocalOnly(string? address) => address?.Length <= ReturnToMaxLength && Url.IsLocalUrl(address) ? address : null;

    public sealed class InputModel
    {
        public string? Email { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(input => input.Email)
            .Needed("Accounts.SignIn.Email")
            .Must(email => EmailAddress.IsValid(email?.Trim())).WithMessage("Accounts.SignIn.Email.Invalid");
    }
}
