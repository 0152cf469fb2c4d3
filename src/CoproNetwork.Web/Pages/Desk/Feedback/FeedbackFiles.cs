using System.Globalization;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.Desk.Feedback;

/// <summary>Names of the files that the desk gives out.</summary>
internal static class FeedbackFiles
{
    public static string Name(Words words, string what, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{words[$"Desk.Feedback.File.{what}"]}-{day:yyyy-MM-dd}.csv");
}
