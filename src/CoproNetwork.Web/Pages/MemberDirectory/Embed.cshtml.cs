using CoproNetwork.Web.Infrastructure;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>Map and list of a search, made to stand in another site's page.</summary>
[PublicPage, SecurityHeadersPolicy(SecurityHeaders.Embed)]
public sealed class EmbedModel(MapFigures figures, Words words, SiteLinks links) : MapPage(figures, words, links, DirectoryAddress.Embed);
