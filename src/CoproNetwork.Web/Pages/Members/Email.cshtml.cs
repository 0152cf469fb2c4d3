using CoproNetwork.Domain;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>Asks for another email address; it changes when the link mailed there is pressed.</summary>
public sealed class EmailModel(CoproDbContext db, EmailChange change, SiteLinks links, Words words, TimeProvider clock) : MemberPage(db, links, clock)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await change.AskAsync(MemberId, Input.Email?.Trim(), NowUtc, cancellation);
        return SavedToMe(words["Members.EmailChange.Asked"]);
    }

    public override string FieldOf(string resourceKey) => "Input.Email";

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
