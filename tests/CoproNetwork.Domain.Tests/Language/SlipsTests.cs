using CoproNetwork.Domain.Language;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.Language;

public sealed class SlipsTests
{
    [Theory]
    [InlineData("caerdyd", "caerdydd")]
    [InlineData("nghaerdyd", "caerdydd")]
    [InlineData("aberystwith", "aberystwyth")]
    [InlineData("garddoi", "garddio")]
    [InlineData("llanellli", "llanelli")]
    [InlineData("gweithty", "gweithdy")]
    [InlineData("heddyw", "heddiw")]
    [InlineData("penbleth", "penbledd")]
    [InlineData("phasnach", "masnach")]
    [InlineData("swansee", "swansea")]
    public void Of_Word_HoldsWhatWasMeant(string typed, string meant) => Assert.Contains(meant, Slips.Of(typed));

    [Theory]
    [InlineData("cwrw")]
    [InlineData("cf101aa")]
    [InlineData("москва")]
    [InlineData("")]
    public void Of_ShortOrOtherTerm_IsEmpty(string term) => Assert.Empty(Slips.Of(term));

    [Theory]
    [InlineData("lanfairpwllgwyngyll")]
    [InlineData("lllllllllllllllllllllllllllllllllllllll")]
    [InlineData("fffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("ngchngchngchngchngchngchngchngchngchngch")]
    public void Of_LongTerm_IsBoundedAndFits(string term)
    {
        var slips = Slips.Of(term);

        Assert.True(slips.Count < 2500);
        Assert.Equal(slips.Count, slips.Distinct().Count());
        Assert.All(slips, slip => Assert.True(slip.Length <= TermAnalyser.TermMaxLength && slip != term));
    }

    [Property(Arbitrary = [typeof(MutationsTests.Words)])]
    public bool Of_AnyWordWithoutOneOfItsLetters_HoldsTheWord(string letters, byte at)
    {
        var word = "masna" + letters.Replace('7', 'o');
        if (word.Length > 14) return true;
        return Slips.Of(word.Remove(at % word.Length, 1)).Contains(word) || word.Length <= Slips.ShortestWord;
    }
}
