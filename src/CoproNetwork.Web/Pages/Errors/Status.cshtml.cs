using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.Errors;

/// <summary>What went wrong, in words, with the status that it has.</summary>
[IgnoreAntiforgeryToken]
public sealed class StatusModel : PageModel
{
    /// <summary>Stem of the texts for the status.</summary>
    public string Kind { get; private set; } = "NotFound";

    public string RequestId => HttpContext.TraceIdentifier;

    /// <summary>Reads the status that is being answered, not the address: where a body could not be read, nothing is bound.</summary>
    public void OnGet()
    {
        // Opened by hand it is an address like any other that is not there.
        if (!HttpContext.Items.ContainsKey(Infrastructure.ErrorPages.OriginalPath))
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Kind = Response.StatusCode switch
        {
            400 when Antiforgery => "Expired",
            403 => "Forbidden",
            404 or 405 or 410 => "NotFound",
            413 => "TooLarge",
            429 => "TooMany",
            >= 400 and < 500 => "BadRequest",
            _ => "Error",
        };
    }

    public void OnPost() => OnGet();

    private bool Antiforgery => HttpContext.Items.ContainsKey(Infrastructure.AntiforgeryNote.Key);
}
