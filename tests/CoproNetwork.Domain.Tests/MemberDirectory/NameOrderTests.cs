using CoproNetwork.Domain.MemberDirectory;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class NameOrderTests
{
    [Theory]
    [InlineData("Lyn", "Llanelli")]
    [InlineData("Cydweli", "Chwilog")]
    [InlineData("Dwyran", "Ddôl")]
    [InlineData("Afon", "Affa")]
    [InlineData("Gwynedd", "Ngan")]
    [InlineData("Ngan", "Hafod")]
    [InlineData("Pwllheli", "Philip")]
    [InlineData("Ruth", "Rhuthun")]
    [InlineData("Tywyn", "Thomas")]
    [InlineData("Bala", "Bangor")]
    [InlineData("Bangor", "Bala Uchaf", false)]
    [InlineData("Bangor", "Bao")]
    public void Welsh_Digraphs_StandAfterTheirFirstLetter(string first, string second, bool ordered = true) =>
        Assert.Equal(ordered, string.CompareOrdinal(NameOrder.Welsh(first), NameOrder.Welsh(second)) < 0);

    [Theory]
    [InlineData("Chwilog", "Cydweli")]
    [InlineData("Llanelli", "Lyn")]
    [InlineData("Ddôl", "Dwyran")]
    public void English_Digraphs_AreTwoLetters(string first, string second) =>
        Assert.True(string.CompareOrdinal(NameOrder.English(first), NameOrder.English(second)) < 0);

    [Theory]
    [InlineData("Ŵyn", "wyn")]
    [InlineData("TŶ’R ENFYS", "ty'r enfys")]
    [InlineData("  Siôn   Siân ", "sion sian")]
    public void Key_CaseAccentsAndSpaces_MakeNoDifference(string one, string other)
    {
        Assert.Equal(NameOrder.Welsh(one), NameOrder.Welsh(other));
        Assert.Equal(NameOrder.English(one), NameOrder.English(other));
    }

    [Property]
    public bool Key_AnyText_IsShortAndStable(string? text) =>
        NameOrder.Welsh(text ?? "") == NameOrder.Welsh(text ?? "") && NameOrder.Welsh(text ?? "").Length <= NameOrder.KeyMaxLength + 2 && NameOrder.English(text ?? "").Length <= NameOrder.KeyMaxLength + 2;
}
