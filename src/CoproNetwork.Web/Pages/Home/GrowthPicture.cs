using System.Globalization;
using System.Text;

namespace CoproNetwork.Web.Pages.Home;

/// <summary>The way to a target as a picture: a dot for every place while they can be counted, a bar beyond.</summary>
/// <param name="Now">Places filled; may be more than the target.</param>
/// <param name="Target">Places wanted, at least 1.</param>
/// <param name="Label">What a screen reader says in place of the picture, both numbers in it.</param>
public sealed record GrowthPicture(int Now, int Target, string Label)
{
    /// <summary>More dots than this are no longer read one by one.</summary>
    public const int MostDots = 300;

    /// <summary>The side of a dot's square, in units of the picture.</summary>
    public const int Cell = 24;

    /// <summary>The picture's width when it is a bar.</summary>
    public const int BarWidth = 600;

    private int Places => Math.Max(Filled, Target);

    private int Filled => Math.Max(0, Now);

    public bool IsBar => Places > MostDots;

    public int Columns => Places switch { <= 10 => Math.Max(1, Places), <= 50 => 10, <= 200 => 20, _ => 25 };

    public int Width => Columns * Cell;

    public int Height => (Places + Columns - 1) / Columns * Cell;

    /// <summary>Whether the newest place has a dot to be marked.</summary>
    public bool HasLatest => Filled > 0;

    /// <summary>Dots of places filled up to the target, as the path of a round-ended stroke.</summary>
    public string FilledDots => Dots(0, Math.Min(Filled, Target), stamped: true);

    /// <summary>Dots of places filled beyond the target.</summary>
    public string BeyondDots => Dots(Target, Filled, stamped: true);

    /// <summary>Dots of places still free.</summary>
    public string FreeDots => Dots(Filled, Target, stamped: false);

    /// <summary>The dot of the place filled last.</summary>
    public string LatestDot => Dots(Filled - 1, Filled, stamped: true);

    /// <summary>How far the bar reaches; the target lies at <see cref="BarTarget"/>.</summary>
    public int BarNow => (int)((long)BarWidth * Filled / Places);

    /// <summary>Where the target lies on the bar: at its end, or before it when the target is passed.</summary>
    public int BarTarget => (int)((long)BarWidth * Target / Places);

    private string Dots(int from, int to, bool stamped)
    {
        var path = new StringBuilder();
        for (var place = Math.Max(0, from); place < to; place++)
        {
            var (across, down) = stamped ? Unsteadiness(place) : (0, 0);
            var x = place % Columns * Cell + Cell / 2 + across;
            var y = place / Columns * Cell + Cell / 2 + down;
            path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}h.01");
        }

        return path.ToString();
    }

    /// <summary>No hand stamps in a straight line: up to 1.2 units off, the same for the same place on every page.</summary>
    private static (double Across, double Down) Unsteadiness(int place) =>
        ((place * 37 % 7 - 3) * 0.4, (place * 53 % 5 - 2) * 0.5);
}
