using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoproNetwork.Web.Pages.OpenData;

/// <summary>Says to people what the open data is, on what terms, and how to ask for it.</summary>
[PublicPage]
public sealed class IndexModel(OpenTerms terms, SiteSettings site) : PageModel
{
    /// <summary>What to ask for, with the end of its words' key.</summary>
    public static IReadOnlyList<(string Key, string Path)> Examples { get; } =
    [
        ("Page", ApiListings.Path),
        ("Csv", ApiListings.Path + ".csv"),
        ("GeoJson", ApiListings.Path + ".geojson"),
        ("Search", ApiListings.Path + "?q=garddio&lang=cy"),
        ("Filters", ApiListings.Path + "?area=W06000015&kind=venue&visits=yes"),
        ("Near", ApiListings.Path + ".geojson?near=52.41,-4.08"),
    ];

    public const string OpenApiPath = "/openapi/v1.json";

    public ApiTerms Terms { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Terms = await terms.ReadAsync(cancellation);

    public string Absolute(string path) => site.Absolute(path);
}
