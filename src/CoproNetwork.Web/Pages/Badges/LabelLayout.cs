namespace CoproNetwork.Web.Pages.Badges;

/// <summary>An address as it is printed on one label.</summary>
/// <param name="Size">Class that sets the size of its letters.</param>
public sealed record Label(string MemberKey, IReadOnlyList<string> Lines, string Size);

/// <summary>
/// Lays addresses out on sheets of 21 labels (Avery L7160: 3 × 7 of 63.5 × 38.1 mm). An address gets the largest of five sizes
/// in which it fits by a careful estimate; what is longer still is clipped at the label's edge and never reaches its neighbour.
/// </summary>
public static class LabelLayout
{
    public const int PerSheet = 21;

    /// <summary>Ten sheets: more than anyone feeds by hand at once.</summary>
    public const int MaxLabels = 10 * PerSheet;

    // Points, and how many characters and lines have room on 55 × 33 mm at 0.56 em a character and 1.2 em a line.
    private static readonly (string Class, int Characters, int Lines)[] Sizes =
        [("size-1", 22, 6), ("size-2", 27, 8), ("size-3", 32, 9), ("size-4", 40, 11), ("size-5", 46, 13)];

    public static Label Lay(string memberKey, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        var fitting = Array.FindIndex(Sizes, size => all.Sum(line => Rows(line, size.Characters)) <= size.Lines);
        return new(memberKey, all, Sizes[fitting < 0 ? Sizes.Length - 1 : fitting].Class);
    }

    /// <summary>Sheets of 21 places; null is a place that stays empty. The first sheet begins at the place <paramref name="start"/>, counted from 1 along the rows.</summary>
    public static IReadOnlyList<Label?[]> Sheets(IReadOnlyList<Label> labels, int start)
    {
        if (labels.Count == 0) return [];
        var places = Enumerable.Repeat<Label?>(null, Math.Clamp(start, 1, PerSheet) - 1).Concat(labels).ToList();
        return [.. places.Chunk(PerSheet).Select(sheet => sheet.Length == PerSheet ? sheet : [.. sheet, .. new Label?[PerSheet - sheet.Length]])];
    }

    /// <summary>How many rows a line takes when its words are wrapped.</summary>
    private static int Rows(string line, int characters)
    {
        var (rows, used) = (1, 0);
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var length = word.Sum(c => c >= '\u1100' || char.IsUpper(c) && word.Length > 12 ? 2 : 1);
            if (used > 0 && used + 1 + length > characters) (rows, used) = (rows + 1, 0);
            used += (used > 0 ? 1 : 0) + length;
            for (; used > characters; used -= characters) rows++;
        }

        return rows;
    }
}
