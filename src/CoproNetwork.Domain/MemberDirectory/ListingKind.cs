using CoproNetwork.Domain.Members;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Who or what is listed. Stored as a number; never renumber. The first three are also what a member can be.</summary>
public enum ListingKind
{
    Person = 1,
    Organisation = 2,
    Group = 3,
    Project = 4,
    Venue = 5,
    Method = 6,
    Skill = 7,
    Equipment = 8,
}

/// <summary>What is offered to others, without a price. Several may hold.</summary>
[Flags]
public enum Offers
{
    None = 0,
    Time = 1,
    Skills = 2,
    Experience = 4,
    Resources = 8,
}

/// <summary>The kinds' public names, as they stand in addresses and files.</summary>
public static class ListingKinds
{
    public static IReadOnlyList<ListingKind> All { get; } = Enum.GetValues<ListingKind>();

    /// <summary>What members list besides themselves: a person lists only themselves.</summary>
    public static IReadOnlyList<ListingKind> OfEntries { get; } = [.. All.Where(kind => kind != ListingKind.Person)];

    public static ListingKind Listed(this MemberKind kind) => (ListingKind)kind;

    public static string Slug(this ListingKind kind) => kind switch
    {
        ListingKind.Person => "person",
        ListingKind.Organisation => "organisation",
        ListingKind.Group => "group",
        ListingKind.Project => "project",
        ListingKind.Venue => "venue",
        ListingKind.Method => "method",
        ListingKind.Skill => "skill",
        _ => "equipment",
    };

    /// <summary>Null for anything else.</summary>
    public static ListingKind? FromSlug(string? slug)
    {
        foreach (var kind in All)
            if (kind.Slug() == slug) return kind;
        return null;
    }

    /// <summary>May say where exactly it is; a person or a skill is shown at a town or area, never nearer.</summary>
    public static bool MayHaveExactPlace(this ListingKind kind) => kind is not (ListingKind.Person or ListingKind.Skill or ListingKind.Method);
}

/// <summary>The offers' public names.</summary>
public static class OfferNames
{
    public static IReadOnlyList<Offers> All { get; } = [Offers.Time, Offers.Skills, Offers.Experience, Offers.Resources];

    public static string Slug(this Offers offer) => offer switch
    {
        Offers.Time => "time",
        Offers.Skills => "skills",
        Offers.Experience => "experience",
        _ => "resources",
    };

    /// <summary>One offer; null for anything else.</summary>
    public static Offers? FromSlug(string? slug)
    {
        foreach (var offer in All)
            if (offer.Slug() == slug) return offer;
        return null;
    }
}
