using System.ComponentModel.DataAnnotations;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>Who someone is and where: asked when they join, and changeable by them as members. Problems are listed in the order of the fields, which a form that asks more needs to know.</summary>
public abstract class DetailsInput
{
    /// <summary>Where a field stands that is asked between the age and the language.</summary>
    protected const int AfterAge = 1;

    public MemberKind? Kind { get; set; }
    public string? OrganisationName { get; set; }
    public string? Role { get; set; }
    public string? Name { get; set; }
    public AgeBand? Age { get; set; }
    public string? GuardianName { get; set; }

    [Display(Order = AfterAge + 1)]
    public MailLanguage? Language { get; set; }

    [Display(Order = AfterAge + 2)]
    public AboutYouModel.Where? Where { get; set; }

    [Display(Order = AfterAge + 3)]
    public string? PlaceText { get; set; }

    /// <summary>Chosen among several places of one name; text, since a browser may send anything.</summary>
    [Display(Order = AfterAge + 4)]
    public string? PlaceId { get; set; }

    [Display(Order = AfterAge + 5)]
    public string? AreaCode { get; set; }
}

/// <summary>What must hold of it, in whichever form it is asked.</summary>
public abstract class DetailsValidator<T> : AbstractValidator<T> where T : DetailsInput
{
    protected const string Stem = "Joining.AboutYou";

    protected DetailsValidator()
    {
        RuleFor(input => input.Kind).Needed($"{Stem}.Kind").Known($"{Stem}.Kind");
        RuleFor(input => input.Name).Needed($"{Stem}.Name").AtMost(Member.NameMaxLength, $"{Stem}.Name");
        RuleFor(input => input.OrganisationName).Needed($"{Stem}.Organisation").When(input => input.Kind is MemberKind.Organisation or MemberKind.Group);
        RuleFor(input => input.OrganisationName).AtMost(Member.OrganisationMaxLength, $"{Stem}.Organisation");
        RuleFor(input => input.Role).AtMost(Member.RoleMaxLength, $"{Stem}.Role");
        RuleFor(input => input.Age).Needed($"{Stem}.Age").Known($"{Stem}.Age")
            .Must((input, age) => age == AgeBand.Adult || input.Kind is not (MemberKind.Organisation or MemberKind.Group)).WithMessage($"{Stem}.Age.OnlyPersons");
        RuleFor(input => input.GuardianName).Needed($"{Stem}.Guardian").AtMost(Member.NameMaxLength, $"{Stem}.Guardian").When(input => input.Age == AgeBand.Under13);
        RuleFor(input => input.Language).Needed($"{Stem}.Language").Known($"{Stem}.Language");
        RuleFor(input => input.Where).Needed($"{Stem}.Where").Known($"{Stem}.Where");
        RuleFor(input => input.PlaceText).Needed($"{Stem}.Place").When(input => input.Where == AboutYouModel.Where.Place);
        RuleFor(input => input.AreaCode).Must(code => Gazetteer.FindArea(code) is not null).WithMessage($"{Stem}.Area.Required").When(input => input.Where == AboutYouModel.Where.Area);
    }
}
