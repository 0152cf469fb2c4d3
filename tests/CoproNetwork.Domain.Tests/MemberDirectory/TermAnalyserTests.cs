using CoproNetwork.Domain.MemberDirectory;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class TermAnalyserTests
{
    [Theory]
    [InlineData("Tŷ Gwyrdd", "ty gwyrdd")]
    [InlineData("sy'n gwrando", "syn gwrando")]
    [InlineData("sy’n GWRANDO", "syn gwrando")]
    [InlineData("Bro-Morgannwg, 2026!", "bro morgannwg 2026")]
    [InlineData("un un dau", "un dau")]
    [InlineData(" \t ", "")]
    [InlineData("=area:outside", "area outside")]
    public void Terms_Text_BecomesFoldedWords(string text, string terms) =>
        Assert.Equal(terms.Split(' ', StringSplitOptions.RemoveEmptyEntries), TermAnalyser.Terms(text));

    [Fact]
    public void QueryTerms_ManyWords_KeepsTheFirstEight() =>
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "h"], TermAnalyser.QueryTerms("a b c d e f g h i j"));

    [Property]
    public bool Terms_AnyText_AreDistinctAndFit(string? text)
    {
        var terms = TermAnalyser.Terms(text);
        return terms.Distinct().Count() == terms.Count && terms.All(term => term.Length is > 0 and <= ListingTerm.TermMaxLength && !term.StartsWith('='));
    }

    [Property]
    public bool Terms_OfTerms_AreThemselves(string? text)
    {
        var terms = TermAnalyser.Terms(text);
        return TermAnalyser.Terms(string.Join(' ', terms)).SequenceEqual(terms);
    }
}
