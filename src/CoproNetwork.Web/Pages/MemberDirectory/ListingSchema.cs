using CoproNetwork.Domain.MemberDirectory;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>What each kind is in the vocabulary of schema.org, as far as the vocabulary has it; null where a kind has no such property.</summary>
public static class ListingSchema
{
    public static string Type(ListingKind kind) => "https://schema.org/" + kind switch
    {
        ListingKind.Person => "Person",
        ListingKind.Organisation or ListingKind.Group => "Organization",
        ListingKind.Project => "Project",
        ListingKind.Venue => "Place",
        ListingKind.Equipment => "Product",
        ListingKind.Method => "CreativeWork",
        _ => "Service",
    };

    private static bool IsOfPeople(ListingKind kind) => kind is ListingKind.Organisation or ListingKind.Group or ListingKind.Project;

    public static bool HasAddress(ListingKind kind) => kind is ListingKind.Person or ListingKind.Venue || IsOfPeople(kind);

    public static string? Area(ListingKind kind) => kind switch
    {
        ListingKind.Skill => "areaServed",
        ListingKind.Method => "spatialCoverage",
        _ => null,
    };

    /// <summary>A project is a Project, which is an Organization: its point is that of its location.</summary>
    public static bool HasLocation(ListingKind kind) => IsOfPeople(kind);

    public static bool HasGeo(ListingKind kind) => kind == ListingKind.Venue;

    /// <summary>How those who belong to it are to it.</summary>
    public static string? People(ListingKind kind) => kind switch
    {
        ListingKind.Skill => "provider",
        ListingKind.Method => "contributor",
        _ => IsOfPeople(kind) ? "member" : null,
    };

    /// <summary>How what a member brings is to them.</summary>
    public static string? Brought(ListingKind kind) => IsOfPeople(kind) ? "memberOf" : null;
}
