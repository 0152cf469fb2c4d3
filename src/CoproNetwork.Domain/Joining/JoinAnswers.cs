using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;

namespace CoproNetwork.Domain.Joining;

/// <summary>All that the Membership Form asks, as far as it has been answered. Strings are as typed; entities check them.</summary>
public sealed record JoinAnswers
{
    public string? Name { get; init; }
    public string? Email { get; init; }
    public MailLanguage? Language { get; init; }
    public MemberKind? Kind { get; init; }
    public AgeBand? Age { get; init; }
    public string? GuardianName { get; init; }
    public string? OrganisationName { get; init; }
    public string? Role { get; init; }
    public int? PlaceId { get; init; }

    /// <summary>What was typed as the place, kept so that it is shown again.</summary>
    public string? PlaceText { get; init; }

    public string? AreaCode { get; init; }
    public bool OutsideWales { get; init; }

    /// <summary>The step of the three questions was passed; each of them may have been skipped.</summary>
    public bool LifePassed { get; init; }

    public Say? OwnLife { get; init; }
    public Say? Work { get; init; }
    public Say? Community { get; init; }
    public string? Words { get; init; }

    /// <summary>Ids of the principles agreed to, of <see cref="PrinciplesVersionId"/>.</summary>
    public IReadOnlyList<long> Agreed { get; init; } = [];
    public long? PrinciplesVersionId { get; init; }
    public SiteLanguage? AgreedIn { get; init; }
    public string? WouldChange { get; init; }

    public string? PromiseText { get; init; }
    public SiteLanguage? PromiseLanguage { get; init; }
    public PromiseTheme? Theme { get; init; }
    public PromiseVisibility? Visibility { get; init; }

    public string? StoryTitle { get; init; }
    public string? StoryText { get; init; }
    public SiteLanguage? StoryLanguage { get; init; }
    public StoryConsent? Consent { get; init; }

    public bool WantsListing { get; init; }
    public bool WantsNewsletter { get; init; }

    /// <exception cref="DomainRuleException">A needed detail is missing or wrong.</exception>
    public MemberDetails ToDetails() => new(
        Name ?? "",
        Kind ?? throw new DomainRuleException("Members.Kind.Required"),
        Age ?? throw new DomainRuleException("Members.Age.Required"),
        Kind == MemberKind.Person && string.IsNullOrWhiteSpace(OrganisationName) ? null : OrganisationName,
        Role,
        GuardianName,
        ToWhereabouts(),
        Language ?? MailLanguage.Both);

    private Whereabouts ToWhereabouts() =>
        OutsideWales ? Whereabouts.Outside()
        : PlaceId is { } place ? Whereabouts.In(place)
        : AreaCode is { } area ? Whereabouts.InArea(area)
        : throw new DomainRuleException("Members.Place.Required");
}
