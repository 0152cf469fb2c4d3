using System.Globalization;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Infrastructure.Forms;
using CoproNetwork.Web.Pages.Joining;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>Changes one's details. The email address has a page of its own: a link mailed to the new one proves it.</summary>
public sealed class DetailsModel(CoproDbContext db, MembershipChanges changes, SiteLinks links, Words words, TimeProvider clock) : MemberPage(db, links, clock)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Places that share the name that was typed, to choose from.</summary>
    public IReadOnlyList<Choice> SameName { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var member = await Db.Members.AsNoTracking().SingleAsync(m => m.Id == MemberId, cancellation);
        var place = Gazetteer.FindPlace(member.PlaceId);
        Input = new()
        {
            Name = member.Name,
            Kind = member.Kind,
            Age = member.Age,
            GuardianName = member.GuardianName,
            OrganisationName = member.OrganisationName,
            Role = member.Role,
            Language = member.Language,
            Where = member.OutsideWales ? AboutYouModel.Where.Outside : place is null ? AboutYouModel.Where.Area : AboutYouModel.Where.Place,
            PlaceText = place?.Label(Links.Language),
            PlaceId = place?.Id.ToString(CultureInfo.InvariantCulture),
            AreaCode = member.AreaCode,
        };
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var place = PlaceAnswer.Of(Input.PlaceText, Input.PlaceId);
        if (Input.Where == AboutYouModel.Where.Place && place.Place is null)
        {
            var (field, key) = place.SameName.Count > 0 ? ("Input.PlaceId", "Ambiguous") : ("Input.PlaceText", "Unknown");
            ModelState.AddModelError(field, words[$"Joining.AboutYou.Place.{key}", Rules.Clean(Input.PlaceText)]);
            await LoadAsync(cancellation);
            return Page();
        }

        await changes.ChangeDetailsAsync(MemberId, Input.ToDetails(place.Place), NowUtc, cancellation);
        return SavedToMe(words["Common.Saved"]);
    }

    public override Task LoadAsync(CancellationToken cancellation)
    {
        if (Input.Where == AboutYouModel.Where.Place) SameName = AboutYouChoices.Places(PlaceAnswer.Of(Input.PlaceText, null).SameName, words);
        return Task.CompletedTask;
    }

    public override string FieldOf(string resourceKey) => resourceKey switch
    {
        "Members.Guardian.Required" or "Members.Guardian.TooLong" => "Input.GuardianName",
        "Members.Name.Required" or "Members.Name.TooLong" => "Input.Name",
        _ => "",
    };

    public sealed class InputModel : DetailsInput
    {
        internal MemberDetails ToDetails(Place? place) => new(
            Name!, Kind!.Value, Age!.Value, OrganisationName, Role, GuardianName,
            Where switch
            {
                AboutYouModel.Where.Outside => Whereabouts.Outside(),
                AboutYouModel.Where.Area => Whereabouts.InArea(AreaCode!),
                _ => Whereabouts.In(place!.Id),
            },
            Language!.Value);
    }

    public sealed class Validator : DetailsValidator<InputModel>;
}
