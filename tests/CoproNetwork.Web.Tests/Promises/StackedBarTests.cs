using System.Globalization;
using CoproNetwork.Web.Pages.Promises;

namespace CoproNetwork.Tests.Promises;

public sealed class StackedBarTests
{
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 0, 3)]
    [InlineData(69, 28, 15)]
    [InlineData(1, 100000, 1)]
    [InlineData(1, 1, 1)]
    public void Drawn_FillsTheWidth_KeepsPartsApart_AndShowsTheSmallest(int first, int second, int third)
    {
        var drawn = Bar(first, second, third).Drawn().Select(part => (part.Part.Count, X: Number(part.X), Width: Number(part.Width))).ToList();

        Assert.Equal(new[] { first, second, third }.Where(count => count > 0), drawn.Select(part => part.Count));
        Assert.Equal(0, drawn[0].X);
        Assert.Equal(StackedBar.Width, drawn[^1].X + drawn[^1].Width, 0.1);
        Assert.All(drawn, part => Assert.True(part.Width >= 10));
        Assert.All(drawn.Zip(drawn.Skip(1)), pair => Assert.True(pair.Second.X - (pair.First.X + pair.First.Width) > 5));
    }

    [Fact]
    public void Drawn_OfNothing_IsNothing() => Assert.Empty(Bar(0, 0, 0).Drawn());

    private static StackedBar Bar(params int[] counts) => new("", [.. counts.Select(count => new BarPart("x", "", count))]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
