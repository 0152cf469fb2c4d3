using CoproNetwork.Domain.Places;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>Where someone is, in the reader's language.</summary>
public static class WhereText
{
    public static string Of(Words words, int? placeId, string? areaCode, bool outsideWales) =>
        outsideWales ? words["Joining.AboutYou.Where.Outside"]
        : Gazetteer.FindPlace(placeId)?.Label(words.Language) ?? Gazetteer.FindArea(areaCode)?.Name(words.Language) ?? words["Common.NotGiven"];
}
