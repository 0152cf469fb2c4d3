using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Newsletters;

/// <summary>A mail is on its way; says nothing of whose.</summary>
public sealed class AskedModel : PageModel
{
    public void OnGet()
    {
    }
}
