using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.Promises;

/// <summary>Views of the wall as addresses.</summary>
public static class WallAddress
{
    public static string Of(WallQuery query, SiteLinks links) => links.To(
        "/Promises/Index",
        ("theme", query.Theme?.Slug()), ("area", query.Area), ("status", query.Status is { } status ? Slug(status) : null), ("after", query.After));

    /// <summary>Of a status that one can look for.</summary>
    public static string Slug(PromiseStatus status) => status switch
    {
        PromiseStatus.UnderWay => "under-way",
        PromiseStatus.Kept => "kept",
        PromiseStatus.Changed => "changed",
        _ => "made",
    };

    /// <summary>Null for anything else; who is stuck cannot be looked for.</summary>
    public static PromiseStatus? StatusOf(string? slug)
    {
        foreach (var status in WallQuery.Statuses)
            if (Slug(status) == slug) return status;
        return null;
    }
}
