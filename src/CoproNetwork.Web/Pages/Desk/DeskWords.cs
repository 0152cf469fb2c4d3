using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Members;

namespace CoproNetwork.Web.Pages.Desk;

/// <summary>Things that several of the desk's pages say.</summary>
public static class DeskWords
{
    /// <summary>How long something has waited, in whole days, or hours on its first day.</summary>
    public static string Waited(this Words words, DateTime sinceUtc, DateTime nowUtc)
    {
        var waited = nowUtc - sinceUtc;
        return waited.TotalDays >= 1 ? words.Count("Desk.Days", (long)waited.TotalDays)
            : waited.TotalHours >= 1 ? words.Count("Desk.Hours", (long)waited.TotalHours)
            : words["Desk.UnderAnHour"];
    }

    public static string Where(this Words words, Whereabouts where) => WhereText.Of(words, where.PlaceId, where.AreaCode, where.OutsideWales);

    public static string LanguageName(this Words words, SiteLanguage language) =>
        words[language == SiteLanguage.Welsh ? "Common.WelshName" : "Common.EnglishName"];

    /// <summary>For <c>lang</c> attributes of people's own texts.</summary>
    public static string Code(this SiteLanguage language) => SitePages.Prefix(language);

    /// <summary>The beginning of a text, whole words, for a list.</summary>
    public static string Excerpt(string text, int length = 110)
    {
        if (text.Length <= length) return text;
        var end = text.LastIndexOf(' ', length);
        return text[..(end > length / 2 ? end : length)].TrimEnd() + "…";
    }
}
