using CoproNetwork.Web.Pages.Badges;

namespace CoproNetwork.Tests.Badges;

public sealed class LabelLayoutTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(21, 1, 1)]
    [InlineData(22, 1, 2)]
    [InlineData(1, 21, 1)]
    [InlineData(2, 21, 2)]
    [InlineData(210, 21, 11)]
    public void Sheets_BeginAtTheStart_AndHoldEveryLabelOnce(int count, int start, int sheets)
    {
        var labels = Enumerable.Range(1, count).Select(i => LabelLayout.Lay($"{i}", ["Demo"])).ToList();

        var laid = LabelLayout.Sheets(labels, start);

        Assert.Equal(sheets, laid.Count);
        Assert.All(laid, sheet => Assert.Equal(LabelLayout.PerSheet, sheet.Length));
        Assert.Equal(labels, laid.SelectMany(sheet => sheet).OfType<Label>());
        Assert.Equal(start - 1, Array.FindIndex(laid[0], label => label is not null));
    }

    [Fact]
    public void Sheets_OfNothing_AreNone() => Assert.Empty(LabelLayout.Sheets([], 5));

    [Fact]
    public void Lay_ALongerAddress_IsNeverLarger()
    {
        var sizes = Enumerable.Range(1, 60).Select(length => LabelLayout.Lay("k", Enumerable.Repeat(new string('a', length), 6)).Size).ToList();

        Assert.Equal(sizes.Order(StringComparer.Ordinal), sizes);
        Assert.Equal(("size-1", "size-5"), (sizes[0], sizes[^1]));
    }
}
