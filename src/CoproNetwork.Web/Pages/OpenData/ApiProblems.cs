namespace CoproNetwork.Web.Pages.OpenData;

/// <summary>What is wrong, for programs and those who write them (RFC 9457). In English, as the data's own names are.</summary>
public static class ApiProblems
{
    private const int Shown = 60;

    public static IResult Wrong(string parameter) => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest, title: "A parameter is wrong.",
        detail: ApiQuery.Parameters.Any(one => one.Name == parameter) ? $"“{parameter}” does not take this value, or is given twice." : $"There is no parameter “{Cut(parameter)}”.",
        extensions: new Dictionary<string, object?> { ["parameter"] = Cut(parameter) });

    public static IResult NotFound(string slug) => Results.Problem(
        statusCode: StatusCodes.Status404NotFound, title: "There is no such listing.", detail: $"Nothing is listed as “{Cut(slug)}”, or no longer.");

    public static IResult TooMany() => Results.Problem(
        statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests.", detail: "Ask again after the time in Retry-After. Whole files save asking: /api/v1/listings.csv and /api/v1/listings.geojson.");

    private static string Cut(string text) => Domain.Common.Rules.Cut(text, Shown);
}
