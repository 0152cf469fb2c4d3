using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Contact;

/// <summary>How to write to the network.</summary>
[PublicPage]
public sealed class IndexModel(MailSettings mail) : PageModel
{
    public string Address => mail.ContactAddress;
}
