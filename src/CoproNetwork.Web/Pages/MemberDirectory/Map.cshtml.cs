using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Web.Infrastructure;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>The directory as a map of Wales, with who is found beside it.</summary>
[PublicPage, SecurityHeadersPolicy(SecurityHeaders.Map)]
public sealed class MapModel(MapFigures figures, Words words, SiteLinks links) : MapPage(figures, words, links, DirectoryAddress.Map)
{
    /// <summary>Filters but the area, which is chosen on the map and in the list of areas.</summary>
    public IReadOnlyList<Facet> OtherFacets => [.. Facets.Where(facet => facet.Name != "area")];

    public int Outside => Found.CountOf(FilterTerms.OutsideWales);
}
