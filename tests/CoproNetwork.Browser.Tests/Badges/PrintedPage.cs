using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CoproNetwork.Tests.Badges;

/// <summary>A word on paper, in millimetres from the top left corner.</summary>
internal sealed record PrintedWord(string Text, double Left, double Top, double Right, double Bottom)
{
    public double Middle => (Top + Bottom) / 2;
}

/// <summary>A page of a PDF as poppler's pdftotext measures it.</summary>
internal sealed partial record PrintedPage(double Width, double Height, IReadOnlyList<PrintedWord> Words)
{
    private const double MillimetresInAPoint = 25.4 / 72;

    public PrintedWord Word(string text) => Words.Single(word => word.Text == text);

    public static async Task<IReadOnlyList<PrintedPage>> ReadAsync(byte[] pdf)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pdf");
        await File.WriteAllBytesAsync(file, pdf);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-bbox", file, "-"]) { RedirectStandardOutput = true })!;
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return [.. Pages().Matches(text).Select(page => new PrintedPage(Number(page, "width"), Number(page, "height"), [.. Boxes().Matches(page.Groups["words"].Value).Select(Word)]))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static PrintedWord Word(Match box) => new(box.Groups["text"].Value, Number(box, "left"), Number(box, "top"), Number(box, "right"), Number(box, "bottom"));

    private static double Number(Match match, string name) => double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) * MillimetresInAPoint;

    [GeneratedRegex("<page width=\"(?<width>[^\"]+)\" height=\"(?<height>[^\"]+)\">(?<words>.*?)</page>", RegexOptions.Singleline)]
    private static partial Regex Pages();

    [GeneratedRegex("<word xMin=\"(?<left>[^\"]+)\" yMin=\"(?<top>[^\"]+)\" xMax=\"(?<right>[^\"]+)\" yMax=\"(?<bottom>[^\"]+)\">(?<text>[^<]*)</word>")]
    private static partial Regex Boxes();
}
