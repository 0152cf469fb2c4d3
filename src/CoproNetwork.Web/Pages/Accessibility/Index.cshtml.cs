using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Accessibility;

/// <summary>What the site does for everyone, and what is not good enough yet.</summary>
[PublicPage]
public sealed class IndexModel : PageModel
{
    /// <summary>Changed by hand, together with the words.</summary>
    public static readonly DateOnly Updated = new(2026, 11, 23);
}
