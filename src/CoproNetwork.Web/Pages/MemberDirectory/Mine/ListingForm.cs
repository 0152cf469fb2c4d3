using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Infrastructure.Forms;
using CoproNetwork.Web.Pages.Joining;
using CoproNetwork.Web.Pages.Members;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Pages.MemberDirectory.Mine;

/// <summary>Pages on what a member brings: for approved members of age.</summary>
public abstract class ListingsPage(CoproDbContext db, SiteLinks links, TimeProvider clock) : MemberPage(db, links, clock)
{
    protected override bool ServesYoung => false;

    protected override bool Serves(MemberStatus status) => status == MemberStatus.Approved;

    public override int StatusOf(string resourceKey) => resourceKey switch
    {
        "MemberDirectory.Entry.NotFound" => StatusCodes.Status404NotFound,
        "MemberDirectory.Entry.ChangedMeanwhile" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    protected IActionResult DoneAt(string page, string message, string? key = null)
    {
        Say(message);
        return LocalRedirect(Links.To(page, ("key", key)));
    }
}

/// <summary>The form of a listing, new or known.</summary>
public abstract class ListingForm(CoproDbContext db, ListingLikeness likeness, SiteLinks links, Words words, TimeProvider clock) : ListingsPage(db, links, clock)
{
    private static readonly HashSet<string> Fields = ["Kind", "NameWelsh", "NameEnglish", "SummaryWelsh", "SummaryEnglish", "Themes", "Links", "Where", "Exactly"];

    [BindProperty]
    public ListingInput Input { get; set; } = new();

    /// <summary>Places that share the name that was typed, to choose from.</summary>
    public IReadOnlyList<Choice> SameName { get; private set; } = [];

    /// <summary>What is listed under a name like this.</summary>
    public IReadOnlyList<AlikeListing> Alike { get; private set; } = [];

    /// <summary>Null for what is new, where the kind is asked.</summary>
    public virtual ListingKind? KnownKind => null;

    /// <summary>The listing that is being edited, which is like itself.</summary>
    public virtual long? ListingId => null;

    public bool MayHaveExactPlace => KnownKind?.MayHaveExactPlace() ?? true;

    public IReadOnlyList<Choice> Kinds => [.. ListingKinds.OfEntries.Select(kind => new Choice($"{kind}", Words[$"MemberDirectory.Kind.{kind}"], Words[$"MemberDirectory.Entry.Kind.{kind}"]))];

    public IReadOnlyList<Choice> Themes => [.. PromiseThemes.All.Select(theme => new Choice($"{theme}", Words[$"Promises.Theme.{theme.Slug()}"]))];

    public IReadOnlyList<Choice> Offers => [.. OfferNames.All.Select(offer => new Choice($"{offer}", Words[$"MemberDirectory.Offer.{offer}"]))];

    protected Words Words { get; } = words;

    /// <summary>Whether another of this name is to be looked for: not where the name stands as it was.</summary>
    protected virtual bool IsNamedAnew => true;

    public override async Task LoadAsync(CancellationToken cancellation)
    {
        if (Input.IsOwn) return;
        if (Input.Where == AboutYouModel.Where.Place) SameName = AboutYouChoices.Places(PlaceAnswer.Of(Input.PlaceText, null).SameName, Words);
        if (!IsNamedAnew) return;
        var alike = new List<ListingCard>();
        foreach (var name in new[] { Input.NameWelsh, Input.NameEnglish }.Where(name => !string.IsNullOrWhiteSpace(name)).Distinct())
            alike.AddRange(await likeness.AlikeAsync(name, ListingId, Words.Language, cancellation));
        Alike = [.. alike.DistinctBy(card => card.ListingId).Take(ListingLikeness.Most).Select(card => AlikeListings.Of(card, Words))];
    }

    public override string FieldOf(string resourceKey)
    {
        var parts = resourceKey.Split('.');
        if (parts is not ["MemberDirectory", "Entry", { } field, ..]) return "";
        field = field is "Name" or "Summary" ? field + "Welsh" : field;
        return Fields.Contains(field) ? $"Input.{field}" : "";
    }

    /// <summary>What the form says; null when a problem was noted, and then the form is shown again.</summary>
    protected async Task<EntryContent?> ReadAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var place = PlaceAnswer.Of(Input.PlaceText, Input.PlaceId);
        if (!Input.IsOwn && Input.Where == AboutYouModel.Where.Place && place.Place is null)
        {
            var (field, key) = place.SameName.Count > 0 ? ("Input.PlaceId", "Ambiguous") : ("Input.PlaceText", "Unknown");
            ModelState.AddModelError(field, Words[$"Joining.AboutYou.Place.{key}", Rules.Clean(Input.PlaceText)]);
        }

        if (Alike.Count > 0 && !Input.Different) ModelState.AddModelError("Input.Different", Words["MemberDirectory.Entry.Different.Required"]);
        return ModelState.IsValid ? Input.ToContent(place.Place) : null;
    }
}
