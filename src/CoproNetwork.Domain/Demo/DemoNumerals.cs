using System.Globalization;
using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Demo;

/// <summary>Numbers in words up to 99, for names that are plainly made up: Un, Dau Ddeg Tri, Forty Two.</summary>
internal static class DemoNumerals
{
    private static readonly string[] English =
        ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"];

    private static readonly string[] EnglishTens = ["", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"];
    private static readonly string[] Welsh = ["", "Un", "Dau", "Tri", "Pedwar", "Pump", "Chwech", "Saith", "Wyth", "Naw"];
    private static readonly string[] WelshTens = ["", "Deg", "Dau Ddeg", "Tri Deg", "Pedwar Deg", "Pum Deg", "Chwe Deg", "Saith Deg", "Wyth Deg", "Naw Deg"];

    public static string Words(int number, SiteLanguage language)
    {
        if (number > 99) return number.ToString(CultureInfo.InvariantCulture);
        if (language == SiteLanguage.Welsh) return Joined(number < 10 ? "" : number < 20 && number > 10 ? "Un Deg" : WelshTens[number / 10], Welsh[number % 10]);
        return number < 20 ? English[number] : Joined(EnglishTens[number / 10], English[number % 10]);
    }

    private static string Joined(string tens, string ones) => $"{tens} {ones}".Trim();
}
