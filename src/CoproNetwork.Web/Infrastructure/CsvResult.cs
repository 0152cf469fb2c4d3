using System.Buffers;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>
/// A file of comma-separated values to keep, written row by row as it is read. UTF-8 with its mark, so that spreadsheets know it;
/// numbers and dates alike in both languages; a text that a spreadsheet would take for a formula begins with an apostrophe.
/// </summary>
/// <param name="fileName">In plain letters, with its ending.</param>
/// <param name="rows">As many cells as there are headings: texts, numbers, dates, or null for an empty cell.</param>
public sealed class CsvResult(string fileName, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<object?>> rows) : ActionResult, IResult
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture);

    /// <summary>What a spreadsheet takes for the beginning of a formula.</summary>
    private static readonly SearchValues<char> Formula = SearchValues.Create("=@+-\t\r\n");

    public override Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, aborted) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = fileName }.ToString();
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;
        await using var text = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, Format, leaveOpen: true);
        foreach (var heading in headings) csv.WriteField(heading);
        await csv.NextRecordAsync();
        await foreach (var row in rows.WithCancellation(aborted))
        {
            foreach (var cell in row) csv.WriteField(Written(cell));
            await csv.NextRecordAsync();
        }
    }

    private static string? Written(object? cell) => cell switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell?.ToString() is { Length: > 0 } text && Formula.Contains(text[0]) ? "'" + text : cell?.ToString(),
    };
}
