using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using FluentValidation;

namespace CoproNetwork.Web.Pages.Desk.Applications;

/// <summary>A Membership Form as it stands on paper.</summary>
public sealed class PaperInput
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public MailLanguage? Language { get; set; } = MailLanguage.Both;
    public MemberKind? Kind { get; set; }
    public AgeBand? Age { get; set; }
    public string? GuardianName { get; set; }
    public string? OrganisationName { get; set; }
    public string? Role { get; set; }

    /// <summary>A place's name in either language, with its area where the name is shared.</summary>
    public string? Place { get; set; }
    public string? AreaCode { get; set; }
    public bool OutsideWales { get; set; }

    public Say? OwnLife { get; set; }
    public Say? Work { get; set; }
    public Say? Community { get; set; }
    public string? Words { get; set; }

    /// <summary>They agreed on the form to every principle of <see cref="PrinciplesVersionId"/>.</summary>
    public bool AgreedToAll { get; set; }

    /// <summary>The version that the tick was about.</summary>
    public long PrinciplesVersionId { get; set; }
    public string? WouldChange { get; set; }

    /// <summary>The language of the form, and so of what is written on it.</summary>
    public SiteLanguage? FormLanguage { get; set; }

    public string? PromiseText { get; set; }
    public PromiseTheme? Theme { get; set; }
    public PromiseVisibility? Visibility { get; set; }
    public string? StoryTitle { get; set; }
    public string? StoryText { get; set; }
    public StoryConsent? Consent { get; set; }
    public bool WantsListing { get; set; }
    public bool WantsNewsletter { get; set; }

    /// <summary>The places that the words may mean.</summary>
    internal IReadOnlyList<Place> Places => string.IsNullOrWhiteSpace(Place) ? [] : Gazetteer.Named(Place);

    /// <param name="version">The version of the principles that is current; agreed to only if it is the one that was ticked.</param>
    internal JoinAnswers ToAnswers(PrinciplesVersion version) => new()
    {
        Name = Name,
        Email = Email?.Trim(),
        Language = Language,
        Kind = Kind,
        Age = Age,
        GuardianName = GuardianName,
        OrganisationName = OrganisationName,
        Role = Role,
        PlaceId = Places.Count == 1 ? Places[0].Id : null,
        AreaCode = string.IsNullOrEmpty(AreaCode) ? null : AreaCode,
        OutsideWales = OutsideWales,
        OwnLife = OwnLife,
        Work = Work,
        Community = Community,
        Words = Words,
        Agreed = AgreedToAll && PrinciplesVersionId == version.Id ? [.. version.Principles.Select(principle => principle.Id)] : [],
        PrinciplesVersionId = PrinciplesVersionId,
        AgreedIn = FormLanguage,
        WouldChange = WouldChange,
        PromiseText = PromiseText,
        PromiseLanguage = FormLanguage,
        Theme = Theme,
        Visibility = Visibility,
        StoryTitle = StoryTitle,
        StoryText = StoryText,
        StoryLanguage = FormLanguage,
        Consent = Consent,
        WantsListing = WantsListing,
        WantsNewsletter = WantsNewsletter,
    };
}

public sealed class PaperValidator : AbstractValidator<PaperInput>
{
    public PaperValidator()
    {
        AboutThem();
        Where();
        RuleFor(input => input.Words).AtMost(CheckIn.WordsMaxLength, "Feedback.Words");
        RuleFor(input => input.AgreedToAll).Equal(true).WithMessage("Desk.Paper.Agreed.Required");
        RuleFor(input => input.WouldChange).AtMost(Agreement.WouldChangeMaxLength, "Joining.Principles.Change");
        RuleFor(input => input.FormLanguage).Needed("Desk.Paper.FormLanguage").Known("Desk.Paper.FormLanguage");
        RuleFor(input => input.PromiseText).Needed("Promises.Text").AtMost(Promise.TextMaxLength, "Promises.Text");
        RuleFor(input => input.Theme).Needed("Promises.Theme").Known("Promises.Theme");
        RuleFor(input => input.Visibility).Needed("Promises.Visibility").Known("Promises.Visibility");
        RuleFor(input => input.StoryTitle).Needed("Stories.Title").AtMost(Story.TitleMaxLength, "Stories.Title");
        RuleFor(input => input.StoryText).Needed("Stories.Text").AtMost(Story.TextMaxLength, "Stories.Text");
        RuleFor(input => input.Consent).Needed("Stories.Consent").Known("Stories.Consent");
    }

    private void AboutThem()
    {
        RuleFor(input => input.Name).Needed("Members.Name").AtMost(Member.NameMaxLength, "Members.Name");
        RuleFor(input => input.Email).Needed("Members.Email").AtMost(EmailAddress.MaxLength, "Members.Email")
            .Must(email => EmailAddress.IsValid(email?.Trim())).WithMessage("Members.Email.Invalid");
        RuleFor(input => input.Language).NotNull().WithMessage("Members.Language.Required").Known("Members.Language");
        RuleFor(input => input.Kind).Needed("Members.Kind").Known("Members.Kind");
        RuleFor(input => input.Age).Needed("Members.Age").Known("Members.Age")
            .Must((input, age) => age == AgeBand.Adult || input.Kind is null or MemberKind.Person).WithMessage("Members.Age.OnlyPersons");
        RuleFor(input => input.GuardianName).Needed("Members.Guardian").AtMost(Member.NameMaxLength, "Members.Guardian").When(input => input.Age == AgeBand.Under13);
        RuleFor(input => input.OrganisationName).AtMost(Member.OrganisationMaxLength, "Members.Organisation");
        RuleFor(input => input.OrganisationName).Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage("Joining.AboutYou.Organisation.Required").When(input => input.Kind is MemberKind.Organisation or MemberKind.Group);
        RuleFor(input => input.Role).AtMost(Member.RoleMaxLength, "Members.Role");
    }

    /// <summary>A place, an area or outside Wales; a place must be one of the gazetteer's, and only one.</summary>
    private void Where()
    {
        RuleFor(input => input.Place).Must((input, place) => input.OutsideWales || !string.IsNullOrWhiteSpace(place) || !string.IsNullOrEmpty(input.AreaCode)).WithMessage("Members.Place.Required");
        RuleFor(input => input.Place).Must((input, place) => input.OutsideWales || string.IsNullOrWhiteSpace(place) || input.Places.Count > 0).WithMessage("Joining.AboutYou.Place.Unknown").WithState(input => new object[] { Rules.Clean(input.Place) });
        RuleFor(input => input.Place).Must((input, place) => input.OutsideWales || input.Places.Count < 2).WithMessage("Desk.Paper.Place.Ambiguous")
            .WithState(input => new object[] { Rules.Clean(input.Place), string.Join("; ", input.Places.Take(8).Select(one => one.Label(Cultures.Current))) });
        RuleFor(input => input.AreaCode).Must(code => string.IsNullOrEmpty(code) || Gazetteer.FindArea(code) is not null).WithMessage("Members.Area.Unknown");
    }
}
