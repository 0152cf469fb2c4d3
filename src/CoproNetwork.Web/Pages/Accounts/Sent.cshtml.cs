using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Accounts;

/// <summary>Where everyone lands who asked for a link.</summary>
public sealed class SentModel : PageModel;
