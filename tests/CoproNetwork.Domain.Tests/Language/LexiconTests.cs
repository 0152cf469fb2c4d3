using CoproNetwork.Domain.Language;
using CoproNetwork.Domain.Places;

namespace CoproNetwork.Tests.Language;

public sealed class LexiconTests
{
    public static TheoryData<string> Files => ["term-pairs.csv", "other-names.csv"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Pairs_EveryRow_HasWordsInBothLanguages(string file) => Assert.All(LanguageData.Pairs(file), row =>
    {
        string[] words = [.. row.Welsh.SelectMany(forms => forms), .. row.English.SelectMany(forms => forms)];
        Assert.All(words, word => Assert.InRange(WrittenWord.AllOf(word).Count(), 1, Lexicon.LongestPhrase));
        Assert.All(words, word => Assert.Equal(word.Trim(), word));
        Assert.DoesNotContain(words, word => CommonWords.IsFunctionWord(Phrase.Of(word).Key));
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Pairs_NoRow_StandsTwice(string file)
    {
        var rows = LanguageData.Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(rows, row => Assert.Single(row, ','));
        Assert.Equal(rows.Distinct(), rows);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Of_EveryWordOfARow_SeeksTheOtherLanguageToo(string file) => Assert.All(LanguageData.Pairs(file), row =>
    {
        foreach (var welsh in row.Welsh.SelectMany(forms => forms))
            foreach (var english in row.English.SelectMany(forms => forms)) AssertSeekEachOther(welsh, english);
    });

    [Fact]
    public void Of_EveryPlaceAndArea_SeeksItsOtherNameToo()
    {
        Assert.All(Gazetteer.Places, place => AssertSeekEachOther(place.NameWelsh, place.NameEnglish));
        Assert.All(Gazetteer.Areas, area => AssertSeekEachOther(area.NameWelsh, area.NameEnglish));
    }

    [Fact]
    public void Of_EveryMutatedPlace_SeeksItsNames() => Assert.All(Gazetteer.Places, place =>
    {
        var name = Phrase.Of(place.NameWelsh);
        var first = name.Spellings[0][0];
        foreach (var form in Mutations.Forms(first).Where(form => form.Length > 3))
        {
            var typed = string.Join(' ', name.Spellings[0].Skip(1).Prepend(form));
            if (form != first && Gazetteer.Places.Any(other => Phrase.Of(other.NameWelsh).Key == Phrase.Of(typed).Key)) continue; // Borth is a place, not Y Porth.
            var plan = SearchPlan.Of(typed);
            Assert.True(Seeks(plan, name) && Seeks(plan, Phrase.Of(place.NameEnglish)), $"{typed} seeks {place.NameWelsh} and {place.NameEnglish}");
        }
    });

    [Fact]
    public void EnglishWords_AreNoTermsOfTheWelshColumn()
    {
        var welsh = LanguageData.Pairs("term-pairs.csv").SelectMany(row => row.Welsh).SelectMany(forms => forms).SelectMany(word => Phrase.Of(word).Spellings[0]);

        Assert.Empty(welsh.SelectMany(Mutations.Forms).Where(form => form.Length > 2 && CommonWords.IsEnglish(form)).Distinct());
    }

    private static void AssertSeekEachOther(string one, string other)
    {
        Assert.True(Seeks(SearchPlan.Of(one), Phrase.Of(other)), $"{one} seeks {other}");
        Assert.True(Seeks(SearchPlan.Of(other), Phrase.Of(one)), $"{other} seeks {one}");
    }

    private static bool Seeks(SearchPlan plan, Phrase phrase) =>
        plan.Concepts.Count == 1 && plan.Concepts[0].Alternatives.Any(alternative => Matches(alternative, phrase.Spellings[0]));

    private static bool Matches(SoughtAlternative alternative, IReadOnlyList<string> words) =>
        alternative.Words.Count == words.Count && alternative.Words.Zip(words).All(pair => pair.First.Terms.Any(term => term.Term == pair.Second));
}
