using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;

namespace CoproNetwork.Web.Pages.Badges;

public enum AddressCountry
{
    Uk = 1,
    Abroad = 2,
}

/// <summary>A postal address as it is typed, wherever it is typed: by a mailed link, signed in, or at the desk.</summary>
public sealed class AddressInput
{
    public AddressCountry Where { get; set; } = AddressCountry.Uk;
    public string? Recipient { get; set; }
    public string? Line1 { get; set; }
    public string? Line2 { get; set; }
    public string? Town { get; set; }
    public string? Postcode { get; set; }
    public string? Country { get; set; }

    public static AddressInput From(PostalAddress address) => new()
    {
        Where = address.Country is null ? AddressCountry.Uk : AddressCountry.Abroad,
        Recipient = address.Recipient,
        Line1 = address.Line1,
        Line2 = address.Line2,
        Town = address.Town,
        Postcode = address.Postcode,
        Country = address.Country,
    };

    /// <exception cref="DomainRuleException">A line is missing, too long or wrong.</exception>
    public PostalAddress ToAddress() => Where == AddressCountry.Uk
        ? PostalAddress.InUnitedKingdom(Recipient, Line1, Line2, Town, Postcode)
        : PostalAddress.Abroad(Recipient, Line1, Line2, Town, Postcode, Country);

    /// <summary>The field of a page's <c>Input</c> that a rule on addresses is about.</summary>
    public static string FieldOf(string resourceKey) =>
        resourceKey.Split('.') is ["Badges", var name, _] && typeof(AddressInput).GetProperty(name) is not null ? $"Input.{name}" : "";

    public sealed class Validator : AbstractValidator<AddressInput>
    {
        public Validator()
        {
            RuleFor(input => input.Where).Known("Badges.Address.Where");
            RuleFor(input => input.Recipient).Needed("Badges.Recipient").AtMost(PostalAddress.LineMaxLength, "Badges.Recipient");
            RuleFor(input => input.Line1).Needed("Badges.Line1").AtMost(PostalAddress.LineMaxLength, "Badges.Line1");
            RuleFor(input => input.Line2).AtMost(PostalAddress.LineMaxLength, "Badges.Line2");
            RuleFor(input => input.Town).Needed("Badges.Town").AtMost(PostalAddress.LineMaxLength, "Badges.Town");
            When(input => input.Where == AddressCountry.Uk, () => RuleFor(input => input.Postcode)
                .Needed("Badges.Postcode").AtMost(PostalAddress.PostcodeMaxLength, "Badges.Postcode")
                .Must(text => PostalAddress.UkPostcode(Rules.Clean(text)) is not null).WithMessage("Badges.Postcode.Invalid"))
            .Otherwise(() =>
            {
                RuleFor(input => input.Postcode).AtMost(PostalAddress.PostcodeMaxLength, "Badges.Postcode");
                RuleFor(input => input.Country).Needed("Badges.Country").AtMost(PostalAddress.LineMaxLength, "Badges.Country");
            });
        }
    }
}
