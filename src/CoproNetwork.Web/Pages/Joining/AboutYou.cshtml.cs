using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>Step 1: who joins, how to reach them, where they are. The one step that robots are told from people by.</summary>
public sealed class AboutYouModel(JoinForm form, FillTime fillTime, SiteLinks links, Words words) : JoinQuestions(form, links, words)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Places to choose from when several have the name that was typed.</summary>
    public IReadOnlyList<Choice> SameName { get; private set; } = [];

    /// <summary>Where a form that was begun before goes on; null when there is none, or this step is where it is.</summary>
    public string? ContinueAt { get; private set; }

    public IReadOnlyList<Choice> Kinds => AboutYouChoices.Kinds(Words);

    public IReadOnlyList<Choice> Ages => AboutYouChoices.Ages(Words);

    public IReadOnlyList<Choice> Languages => AboutYouChoices.Languages(Words);

    public IReadOnlyList<Choice> Wheres => AboutYouChoices.Wheres(Words);

    public IReadOnlyList<Choice> Areas => AboutYouChoices.Areas(Words);

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        await base.LoadAsync(cancellation);
        if (fillTime.Read(Input.Shown) is null) Input.Shown = fillTime.Stamp();
        if (Input.Where == Where.Place) SameName = AboutYouChoices.Places(PlaceAnswer.Of(Input.PlaceText, null).SameName, Words);
    }

    protected override void Show(JoinAnswers answers)
    {
        Input = InputModel.From(answers, Words.Language);
        if (Form.IsBegun && !Change && Form.FirstUnfinished.Page != Step.Page) ContinueAt = Links.To(Form.FirstUnfinished.Page);
    }

    protected override JoinAnswers? Take(JoinAnswers before)
    {
        var place = PlaceAnswer.Of(Input.PlaceText, Input.PlaceId);
        if (Input.Where == Where.Place && place.Place is null)
        {
            if (place.SameName.Count > 0) ModelState.AddModelError("Input.PlaceId", Words["Joining.AboutYou.Place.Ambiguous", Rules.Clean(Input.PlaceText)]);
            else ModelState.AddModelError("Input.PlaceText", Words["Joining.AboutYou.Place.Unknown", Rules.Clean(Input.PlaceText)]);
        }
        else if (!string.IsNullOrEmpty(Input.Homepage)) ModelState.AddModelError("", Words["Joining.Refused"]);
        else if (!Form.IsBegun && fillTime.IsTooQuick(Input.Shown)) ModelState.AddModelError("", Words["Joining.TooQuick"]);
        if (!ModelState.IsValid) return null;
        Form.BeginBy(Input.Shown!);
        return Input.AddTo(before, place.Place);
    }

    public enum Where
    {
        Place = 1,
        Area = 2,
        Outside = 3,
    }

    public sealed class InputModel : DetailsInput
    {
        [Display(Order = AfterAge)]
        public string? Email { get; set; }

        /// <summary>When the form was first shown, sealed.</summary>
        public string? Shown { get; set; }

        /// <summary>Left empty by people, who do not see it.</summary>
        public string? Homepage { get; set; }

        internal static InputModel From(JoinAnswers answers, SiteLanguage language) => new()
        {
            Kind = answers.Kind,
            OrganisationName = answers.OrganisationName,
            Role = answers.Role,
            Name = answers.Name,
            Age = answers.Age,
            GuardianName = answers.GuardianName,
            Email = answers.Email,
            Language = answers.Language,
            Where = answers switch
            {
                { OutsideWales: true } => AboutYouModel.Where.Outside,
                { PlaceId: not null } => AboutYouModel.Where.Place,
                { AreaCode: not null } => AboutYouModel.Where.Area,
                _ => null,
            },
            PlaceText = Gazetteer.FindPlace(answers.PlaceId)?.Label(language) ?? answers.PlaceText,
            AreaCode = answers.AreaCode,
        };

        internal JoinAnswers AddTo(JoinAnswers before, Place? place) => before with
        {
            Kind = Kind,
            OrganisationName = Kept(OrganisationName),
            Role = Kept(Role),
            Name = Kept(Name),
            Age = Age,
            GuardianName = Age == AgeBand.Under13 ? Kept(GuardianName) : null,
            Email = Kept(Email),
            Language = Language,
            PlaceId = Where == AboutYouModel.Where.Place ? place?.Id : null,
            PlaceText = Where == AboutYouModel.Where.Place ? Kept(PlaceText) : null,
            AreaCode = Where == AboutYouModel.Where.Area ? AreaCode : null,
            OutsideWales = Where == AboutYouModel.Where.Outside,
        };

        private static string? Kept(string? typed) => Rules.Clean(typed) is { Length: > 0 } text ? text : null;
    }

    public sealed class Validator : DetailsValidator<InputModel>
    {
        public Validator() => RuleFor(input => input.Email).Needed($"{Stem}.Email").AtMost(EmailAddress.MaxLength, $"{Stem}.Email")
            .Must(email => EmailAddress.IsValid(Rules.Clean(email))).WithMessage($"{Stem}.Email.Invalid");
    }
}

/// <summary>What the first step offers to choose from.</summary>
internal static class AboutYouChoices
{
    public static IReadOnlyList<Choice> Kinds(Words words) =>
        [.. Enum.GetValues<MemberKind>().Select(kind => new Choice($"{kind}", words[$"Members.Kind.{kind}"], words[$"Joining.AboutYou.Kind.{kind}.Hint"]))];

    public static IReadOnlyList<Choice> Ages(Words words) =>
        [.. Enum.GetValues<AgeBand>().Select(age => new Choice($"{age}", words[$"Joining.AboutYou.Age.{age}"], age == AgeBand.Adult ? null : words[$"Joining.AboutYou.Age.{age}.Hint"]))];

    public static IReadOnlyList<Choice> Languages(Words words) =>
        [.. new[] { MailLanguage.Welsh, MailLanguage.English, MailLanguage.Both }.Select(language => new Choice($"{language}", words[$"Joining.AboutYou.Language.{language}"]))];

    /// <param name="stem">Of the words for each choice, where someone is not the one who is asked about.</param>
    public static IReadOnlyList<Choice> Wheres(Words words, string stem = "Joining.AboutYou.Where") =>
        [.. Enum.GetValues<AboutYouModel.Where>().Select(where => new Choice($"{where}", words[$"{stem}.{where}"]))];

    /// <summary>In the alphabet of the page's language.</summary>
    public static IReadOnlyList<Choice> Areas(Words words) =>
        [.. Gazetteer.Areas.Select(area => new Choice(area.Code, area.Name(words.Language))).OrderBy(choice => Order(choice.Label, words.Language), StringComparer.Ordinal)];

    public static IReadOnlyList<Choice> Places(IReadOnlyList<Place> places, Words words) =>
        [.. places.Select(place => new Choice(place.Id.ToString(CultureInfo.InvariantCulture), words["Joining.AboutYou.Place.InArea", place.Name(words.Language), place.Area.Name(words.Language)]))];

    private static string Order(string name, SiteLanguage language) =>
        language == SiteLanguage.Welsh ? Domain.MemberDirectory.NameOrder.Welsh(name) : Domain.MemberDirectory.NameOrder.English(name);
}
