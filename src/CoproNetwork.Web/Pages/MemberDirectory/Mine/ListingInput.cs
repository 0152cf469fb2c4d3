using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Joining;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CoproNetwork.Web.Pages.MemberDirectory.Mine;

/// <summary>What the form of a listing asks. Problems are listed in the order of these properties.</summary>
public sealed class ListingInput
{
    /// <summary>A member's own listing, whose name, kind and place are the membership's. The page says so, never the form.</summary>
    [BindNever]
    public bool IsOwn { get; set; }

    /// <summary>Asked only of what is new.</summary>
    public ListingKind? Kind { get; set; }

    public string? NameWelsh { get; set; }
    public string? NameEnglish { get; set; }

    /// <summary>It is none of those that are listed under a name like this.</summary>
    public bool Different { get; set; }

    public string? SummaryWelsh { get; set; }
    public string? SummaryEnglish { get; set; }
    public List<PromiseTheme> Themes { get; set; } = [];
    public List<Offers> Offers { get; set; } = [];
    public bool OpenToVisits { get; set; }

    /// <summary>One a line.</summary>
    public string? Links { get; set; }

    public AboutYouModel.Where? Where { get; set; }
    public string? PlaceText { get; set; }

    /// <summary>Chosen among several places of one name; text, since a browser may send anything.</summary>
    public string? PlaceId { get; set; }

    public string? AreaCode { get; set; }

    /// <summary>Latitude and longitude, as maps give them.</summary>
    public string? Exactly { get; set; }

    /// <summary>Whoever brings something new is to be named on its page. Asked only then: later it is a choice beside the people.</summary>
    public bool Named { get; set; }

    /// <summary>The version that the editor had before them.</summary>
    public int ReadNumber { get; set; }

    internal IReadOnlyList<string> LinkLines => (Links ?? "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal static ListingInput Of(EntryContent content, SiteLanguage language)
    {
        var place = Gazetteer.FindPlace(content.Where?.PlaceId);
        return new()
        {
            NameWelsh = content.NameWelsh,
            NameEnglish = content.NameEnglish,
            SummaryWelsh = content.SummaryWelsh,
            SummaryEnglish = content.SummaryEnglish,
            Themes = [.. content.Themes],
            Offers = [.. OfferNames.All.Where(offer => content.Offers.HasFlag(offer))],
            OpenToVisits = content.OpenToVisits,
            Links = string.Join('\n', content.Links),
            Where = content.Where is not { } where ? null : where.OutsideWales ? AboutYouModel.Where.Outside : place is null ? AboutYouModel.Where.Area : AboutYouModel.Where.Place,
            PlaceText = place?.Label(language),
            PlaceId = place is null ? null : FormattableString.Invariant($"{place.Id}"),
            AreaCode = content.Where?.AreaCode,
            Exactly = content.Exactly?.ToString(),
        };
    }

    /// <param name="place">What <see cref="PlaceText"/> means.</param>
    internal EntryContent ToContent(Place? place) => new()
    {
        NameWelsh = NameWelsh,
        NameEnglish = NameEnglish,
        SummaryWelsh = SummaryWelsh,
        SummaryEnglish = SummaryEnglish,
        Themes = Themes,
        Offers = Offers.Aggregate(Domain.MemberDirectory.Offers.None, (all, offer) => all | offer),
        OpenToVisits = OpenToVisits,
        Links = LinkLines,
        Where = IsOwn ? null : Where switch
        {
            AboutYouModel.Where.Outside => Whereabouts.Outside(),
            AboutYouModel.Where.Area => Whereabouts.InArea(AreaCode!),
            _ => Whereabouts.In(place!.Id),
        },
        Exactly = GeoPoint.Parse(Exactly),
    };
}

public sealed class ListingInputValidator : AbstractValidator<ListingInput>
{
    private const string Stem = "MemberDirectory.Entry";

    public ListingInputValidator()
    {
        RuleFor(input => input.Kind).Must(kind => kind is { } one && ListingKinds.OfEntries.Contains(one)).WithMessage($"{Stem}.Kind.Required").When(input => !input.IsOwn);
        RuleFor(input => input.NameWelsh).Must((input, welsh) => Rules.Clean(welsh).Length > 0 || Rules.Clean(input.NameEnglish).Length > 0).WithMessage($"{Stem}.Name.Required").When(input => !input.IsOwn);
        RuleFor(input => input.NameWelsh).AtMost(EntryContent.NameMaxLength, $"{Stem}.NameWelsh");
        RuleFor(input => input.NameEnglish).AtMost(EntryContent.NameMaxLength, $"{Stem}.NameEnglish");
        RuleFor(input => input.SummaryWelsh).Must((input, welsh) => Rules.Clean(welsh).Length > 0 || Rules.Clean(input.SummaryEnglish).Length > 0).WithMessage($"{Stem}.Summary.Required").When(input => !input.IsOwn);
        RuleFor(input => input.SummaryWelsh).AtMost(EntryContent.SummaryMaxLength, $"{Stem}.SummaryWelsh");
        RuleFor(input => input.SummaryEnglish).AtMost(EntryContent.SummaryMaxLength, $"{Stem}.SummaryEnglish");
        RuleFor(input => input.Themes).Must(themes => themes.Distinct().Count() <= EntryContent.MostThemes).WithMessage($"{Stem}.Themes.TooMany").WithState(_ => new object[] { EntryContent.MostThemes });
        RuleFor(input => input.Links).Custom(CheckLinks);
        RuleFor(input => input.Where).NotNull().WithMessage($"{Stem}.Where.Required").IsInEnum().WithMessage($"{Stem}.Where.Required").When(input => !input.IsOwn);
        RuleFor(input => input.PlaceText).Needed("Joining.AboutYou.Place").When(input => !input.IsOwn && input.Where == AboutYouModel.Where.Place);
        RuleFor(input => input.AreaCode).Must(code => Gazetteer.FindArea(code) is not null).WithMessage($"{Stem}.Area.Required").When(input => !input.IsOwn && input.Where == AboutYouModel.Where.Area);
        RuleFor(input => input.Exactly).Must(text => Rules.Clean(text).Length == 0 || GeoPoint.Parse(text) is not null).WithMessage($"{Stem}.Exactly.NoPoint");
    }

    /// <summary>What a link is, the domain knows.</summary>
    private static void CheckLinks(string? links, ValidationContext<ListingInput> context)
    {
        try
        {
            _ = new EntryContent { Links = context.InstanceToValidate.LinkLines }.Checked(ListingKind.Person, isOwn: true);
        }
        catch (DomainRuleException broken)
        {
            context.AddFailure(new ValidationFailure(nameof(ListingInput.Links), broken.ResourceKey) { CustomState = broken.Arguments.ToArray() });
        }
    }
}
