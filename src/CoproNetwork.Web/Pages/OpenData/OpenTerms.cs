using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.OpenData;

/// <summary>On what terms the data may be used, and whom to name: what the desk has set, or that nothing is set.</summary>
public sealed class OpenTerms(CoproDbContext db, WordBook book)
{
    public async Task<ApiTerms> ReadAsync(CancellationToken cancellation)
    {
        var set = await db.MembershipSettings.AsNoTracking().Select(one => new { one.LicenceWelsh, one.LicenceEnglish, one.LicenceAddress }).SingleAsync(cancellation);
        var none = Both("OpenData.NoLicence");
        return new()
        {
            Licence = new() { Cy = set.LicenceWelsh ?? none.Cy!, En = set.LicenceEnglish ?? none.En!, Url = set.LicenceAddress is { } address ? new(address) : null },
            Attribution = Both("Common.SiteName"),
            PlacesCredit = Both("OpenData.PlacesCredit"),
        };
    }

    private InBoth Both(string key) => new(book.For(SiteLanguage.Welsh)[key], book.For(SiteLanguage.English)[key]);
}
