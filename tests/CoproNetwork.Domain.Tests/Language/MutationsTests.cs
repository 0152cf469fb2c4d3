using CoproNetwork.Domain.Language;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.Language;

/// <summary>The tables of the grammars, row by row.</summary>
public sealed class MutationsTests
{
    [Theory]
    [InlineData("pentref", "bentref", "mhentref", "phentref")]
    [InlineData("tref", "dref", "nhref", "thref")]
    [InlineData("caerdydd", "gaerdydd", "nghaerdydd", "chaerdydd")]
    [InlineData("bangor", "fangor", "mangor")]
    [InlineData("dinas", "ddinas", "ninas")]
    [InlineData("gardd", "ardd", "ngardd")]
    [InlineData("gwraig", "wraig", "ngwraig")]
    [InlineData("glan", "lan", "nglan")]
    [InlineData("gradd", "radd", "ngradd")]
    [InlineData("llanelli", "lanelli")]
    [InlineData("mam", "fam")]
    [InlineData("rhyl", "ryl")]
    [InlineData("ysgol", "hysgol")]
    [InlineData("iaith", "hiaith")]
    [InlineData("plant", "blant", "mhlant", "phlant")]
    [InlineData("cnau", "gnau", "nghnau", "chnau")]
    public void Forms_OfEachInitial_AreThoseOfTheGrammar(string radical, params string[] forms) =>
        Assert.Equal([radical, .. forms], Mutations.Forms(radical));

    [Theory]
    [InlineData("chwarae")]
    [InlineData("theatr")]
    [InlineData("ffordd")]
    [InlineData("siop")]
    [InlineData("neuadd")]
    [InlineData("hanes")]
    [InlineData("lamp")]
    [InlineData("radio")]
    [InlineData("tsieina")]
    [InlineData("ty")]
    [InlineData("cf10")]
    [InlineData("москва")]
    public void Forms_OfWhatDoesNotMutate_AreTheWordAlone(string word) => Assert.Equal([word], Mutations.Forms(word));

    [Theory]
    [InlineData("gerddoriaeth", "cerddoriaeth")]
    [InlineData("fenter", "benter menter")]
    [InlineData("ddysgu", "dysgu")]
    [InlineData("nysgu", "dysgu")]
    [InlineData("mhobl", "pobl")]
    [InlineData("nhrefn", "trefn")]
    [InlineData("nghymru", "cymru")]
    [InlineData("ngwynedd", "gwynedd")]
    [InlineData("phobl", "pobl")]
    [InlineData("thref", "tref")]
    [InlineData("chwarae", "cwarae")]
    [InlineData("lan", "llan glan")]
    [InlineData("raglan", "rhaglan graglan")]
    [InlineData("ardd", "gardd")]
    [InlineData("hysgol", "ysgol")]
    [InlineData("mangor", "bangor")]
    [InlineData("llan", "")]
    [InlineData("rhan", "")]
    [InlineData("ffair", "")]
    [InlineData("sgiliau", "")]
    public void Radicals_OfAForm_AreAllThatItMayComeFrom(string word, string radicals) =>
        Assert.Equal(radicals.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(word).Order(), Mutations.Radicals(word).Order());

    [Property(Arbitrary = [typeof(Words)])]
    public bool Forms_OfAnyWord_LeadBackToIt(string word) => Mutations.Forms(word).All(form => Mutations.Radicals(form).Contains(word));

    [Property(Arbitrary = [typeof(Words)])]
    public bool WordForms_OfAnyWord_AreFewDistinctAndOthers(string word)
    {
        var forms = WordForms.Of(word).ToList();
        return forms.Count < 40 && forms.Distinct().Count() == forms.Count && !forms.Contains(word);
    }

    internal static class Words
    {
        private static readonly string[] Letters = ["a", "e", "w", "y", "p", "t", "c", "b", "d", "g", "m", "ll", "rh", "l", "r", "n", "h", "f", "s", "ch", "dd", "ff", "ng", "ph", "th", "x", "7"];

        public static Arbitrary<string> Any() => Gen.Elements(Letters).NonEmptyListOf().Select(string.Concat).ToArbitrary();
    }
}
