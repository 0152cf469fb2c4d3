using CoproNetwork.Domain.Language;
using FsCheck;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.Language;

public sealed class TermAnalyserTests
{
    [Theory]
    [InlineData("Tŷ Gwyrdd", "ty gwyrdd")]
    [InlineData("GŴYR a'r MÔR", "gwyr ar mor")]
    [InlineData("un un dau", "un dau")]
    [InlineData(" \t ", "")]
    [InlineData("=area:outside", "area outside")]
    [InlineData("CF10 1AA, 2026!", "cf10 1aa 2026")]
    [InlineData("garddio🌱Cymru", "garddio cymru")]
    public void Terms_Text_BecomesFoldedWords(string text, string terms) => AssertTerms(text, terms);

    [Theory]
    [InlineData("sy'n gwrando", "syn sy gwrando")]
    [InlineData("Cymru'n", "cymrun cymru")]
    [InlineData("CYMRU’N", "cymrun cymru")]
    [InlineData("Cymruʼn", "cymrun cymru")]
    [InlineData("Cardiff's", "cardiffs cardiff")]
    [InlineData("gyda'ch", "gydach gyda")]
    [InlineData("a'r", "ar")]
    [InlineData("O'Neill", "oneill")]
    [InlineData("don't", "dont")]
    [InlineData("'Dwi 'ma'", "dwi ma")]
    [InlineData("members' tea", "members tea")]
    [InlineData("un''dau", "un dau")]
    public void Terms_Apostrophes_JoinAndCliticsComeOff(string text, string terms) => AssertTerms(text, terms);

    [Theory]
    [InlineData("Pen-y-bont", "penybont pen y bont")]
    [InlineData("co-production", "coproduction co production")]
    [InlineData("co‑production", "coproduction co production")]
    [InlineData("Pen-y-bont's", "penybonts penybont pen y bonts bont")]
    [InlineData("hap - damwain", "hap damwain")]
    [InlineData("-hap-", "hap")]
    [InlineData("co\u00ADproduction", "coproduction")]
    public void Terms_Hyphens_JoinAndPart(string text, string terms) => AssertTerms(text, terms);

    [Fact]
    public void Terms_LongWords_AreCutBetweenCharacters()
    {
        var word = new string('a', TermAnalyser.TermMaxLength - 1) + "𐐀𐐀";

        Assert.Equal([new string('a', TermAnalyser.TermMaxLength - 1)], TermAnalyser.Terms(word));
    }

    [Property(Arbitrary = [typeof(Texts)])]
    public bool Terms_AnyText_AreDistinctAndFit(string text)
    {
        var terms = TermAnalyser.Terms(text);
        return terms.Distinct().Count() == terms.Count && terms.All(term => term.Length is > 0 and <= TermAnalyser.TermMaxLength && !term.StartsWith('='));
    }

    [Property(Arbitrary = [typeof(Texts)])]
    public bool Terms_OfTerms_AreThemselves(string text)
    {
        var terms = TermAnalyser.Terms(text);
        return TermAnalyser.Terms(string.Join(' ', terms)).SequenceEqual(terms);
    }

    [Property(Arbitrary = [typeof(Texts)])]
    public bool Terms_DoNotDependOnCase(string text) =>
        TermAnalyser.Terms(text.ToLowerInvariant()).SequenceEqual(TermAnalyser.Terms(text));

    private static void AssertTerms(string text, string terms) =>
        Assert.Equal(terms.Split(' ', StringSplitOptions.RemoveEmptyEntries), TermAnalyser.Terms(text));
}
