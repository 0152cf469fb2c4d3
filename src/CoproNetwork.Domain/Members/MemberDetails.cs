using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Places;

namespace CoproNetwork.Domain.Members;

/// <summary>Where a member is: a place of the gazetteer, only a principal area, or outside Wales; never an address.</summary>
public sealed record Whereabouts(int? PlaceId, string? AreaCode, bool OutsideWales)
{
    /// <exception cref="DomainRuleException">The gazetteer has no such place.</exception>
    public static Whereabouts In(int placeId)
    {
        var place = Gazetteer.FindPlace(placeId) ?? throw new DomainRuleException("Members.Place.Unknown");
        return new(place.Id, place.Area.Code, false);
    }

    /// <exception cref="DomainRuleException">Wales has no such principal area.</exception>
    public static Whereabouts InArea(string areaCode)
    {
        Rules.Must(Gazetteer.FindArea(areaCode) is not null, "Members.Area.Unknown");
        return new(null, areaCode, false);
    }

    public static Whereabouts Outside() => new(null, null, true);
}

/// <summary>What a member says of who they are. Checked by <see cref="Member"/>.</summary>
public sealed record MemberDetails(
    string Name,
    MemberKind Kind,
    AgeBand Age,
    string? OrganisationName,
    string? Role,
    string? GuardianName,
    Whereabouts Where,
    MailLanguage Language);
