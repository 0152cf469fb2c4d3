using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>The address is confirmed: what comes next, and where to see how it stands.</summary>
public sealed class ConfirmedModel : PageModel;
