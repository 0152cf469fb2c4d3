using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>Where everyone lands who has left. It knows nobody.</summary>
public sealed class LeftModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    public string Stem => What == "application" ? "Members.Left.Withdrawn" : "Members.Left";
}
