using CoproNetwork.Domain.Language;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.Language;

public sealed class HighlighterTests
{
    [Theory]
    [InlineData("Garddio yng Nghaerdydd.", "nghaerdydd", "Garddio yng [Nghaerdydd].")]
    [InlineData("Cymru'n codi", "cymru", "[Cymru'n] codi")]
    [InlineData("Co-production, co-op", "production", "[Co-production], co-op")]
    [InlineData("TŶ Ty tŷ tyb", "ty", "[TŶ] [Ty] [tŷ] tyb")]
    [InlineData("Neb", "arall", "Neb")]
    [InlineData("", "un", "")]
    public void Mark_Words_AreMarkedWhole(string text, string term, string marked) =>
        Assert.Equal(marked, string.Concat(Highlighter.Mark(text, new HashSet<string> { term }).Select(piece => piece.IsMarked ? $"[{piece.Text}]" : piece.Text)));

    [Property(Arbitrary = [typeof(Texts)])]
    public bool Mark_AnyText_KeepsTheText(string text, bool all)
    {
        var terms = TermAnalyser.Terms(text).Take(all ? int.MaxValue : 1).ToHashSet();
        return string.Concat(Highlighter.Mark(text, terms).Select(piece => piece.Text)) == text;
    }

    [Property(Arbitrary = [typeof(Texts)])]
    public bool Mark_TermsOfTheText_AllStandInMarkedPieces(string text)
    {
        var terms = TermAnalyser.Terms(text);
        var marked = Highlighter.Mark(text, terms.ToHashSet()).Where(piece => piece.IsMarked);
        return marked.SelectMany(piece => TermAnalyser.Terms(piece.Text)).Distinct().SequenceEqual(terms);
    }

    [Property(Arbitrary = [typeof(Texts)])]
    public bool Mark_OtherTerms_MarksNothing(string text) =>
        Highlighter.Mark(text, new HashSet<string> { "nothing-that-is-a-term" }).All(piece => !piece.IsMarked && piece.Text.Length > 0);

    [Theory]
    [InlineData("one two three four five six", "", "one two three…")]
    [InlineData("one  two\nthree", "three", "one two three")]
    [InlineData("one two three four five six", "five", "…four five six")]
    [InlineData("one two three four five six", "four", "…three four five…")]
    [InlineData("one two three four (five) six", "five", "…four (five) six")]
    [InlineData("", "five", "")]
    public void Excerpt_LongText_IsWhatStandsAroundTheFirstMark(string text, string term, string excerpt) =>
        Assert.Equal(excerpt, Highlighter.Excerpt(text, new HashSet<string> { term }, 3));
}
