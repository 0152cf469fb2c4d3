using System.Globalization;
using CoproNetwork.Domain.Places;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>What a typed place means: one of the gazetteer, one of several of the same name, or none.</summary>
public sealed record PlaceAnswer(Place? Place, IReadOnlyList<Place> SameName)
{
    /// <param name="typed">A name in either language, with or without its area.</param>
    /// <param name="chosenId">Which of several was meant, as the form sent it. Any other id counts for nothing.</param>
    public static PlaceAnswer Of(string? typed, string? chosenId)
    {
        var named = string.IsNullOrWhiteSpace(typed) ? [] : Gazetteer.Named(typed);
        if (named.Count <= 1) return new(named.Count == 1 ? named[0] : null, []);
        return new(named.FirstOrDefault(place => place.Id.ToString(CultureInfo.InvariantCulture) == chosenId), named);
    }
}
