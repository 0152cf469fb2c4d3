using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Privacy;

/// <summary>What is collected, why, who sees it, and how long it is kept.</summary>
[PublicPage]
public sealed class IndexModel : PageModel
{
    /// <summary>Changed by hand, together with the words.</summary>
    public static readonly DateOnly Updated = new(2026, 11, 27);
}
