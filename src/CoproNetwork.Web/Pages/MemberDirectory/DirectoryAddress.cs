using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>Searches as addresses.</summary>
public static class DirectoryAddress
{
    public static string Of(DirectoryQuery query, SiteLinks links) => links.To(
        "/MemberDirectory/Index",
        ("q", query.Words), ("area", query.Area), ("kind", query.Kind is { } kind ? Slug(kind) : null), ("theme", query.Theme?.Slug()), ("after", query.After));

    public static string Slug(MemberKind kind) => kind switch
    {
        MemberKind.Person => "person",
        MemberKind.Organisation => "organisation",
        _ => "group",
    };

    /// <summary>Null for anything else.</summary>
    public static MemberKind? KindOf(string? slug)
    {
        foreach (var kind in Enum.GetValues<MemberKind>())
            if (Slug(kind) == slug) return kind;
        return null;
    }
}
