using System.Globalization;
using CoproNetwork.Domain.Common;

namespace CoproNetwork.Web.Pages.Badges;

/// <summary>What the drawn badge shows. Its rim is bilingual on every page; the words inside follow <paramref name="Welsh"/>.</summary>
/// <param name="Edition">Counted from 1.</param>
/// <param name="Number">Counted from 1 within the edition; drawn smaller the more digits it has.</param>
/// <param name="Capacity">How many badges the edition holds.</param>
/// <param name="Welsh">Whether the page that shows the badge is in Welsh.</param>
public sealed record BadgePicture(int Edition, int Number, int Capacity, bool Welsh)
{
    /// <summary>Tells the elements of one badge from those of another on the same page.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"badge-{Edition}-{Number}");

    public SiteLanguage Language => Welsh ? SiteLanguage.Welsh : SiteLanguage.English;

    /// <summary>Fits the number between the two inner arcs, in units of the 240-wide picture.</summary>
    public int NumberSize => Number switch { < 100 => 72, < 1000 => 58, < 10000 => 46, _ => 36 };

    /// <summary>Puts the digits' middle on the centre of the disc, whatever their size.</summary>
    public int NumberBaseline => 120 + NumberSize * 36 / 100;
}
