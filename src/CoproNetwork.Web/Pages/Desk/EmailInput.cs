using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;

namespace CoproNetwork.Web.Pages.Desk;

/// <summary>An email address put right.</summary>
public sealed class EmailInput
{
    public string? Address { get; set; }
}

public sealed class EmailInputValidator : AbstractValidator<EmailInput>
{
    public EmailInputValidator() => RuleFor(input => input.Address)
        .Needed("Members.Email")
        .AtMost(EmailAddress.MaxLength, "Members.Email")
        .Must(address => EmailAddress.IsValid(address?.Trim())).WithMessage("Members.Email.Invalid");
}
