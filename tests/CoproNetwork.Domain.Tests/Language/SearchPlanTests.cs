using System.Text;
using CoproNetwork.Domain.Language;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.Language;

public sealed class SearchPlanTests
{
    /// <summary>A concept a line, its alternatives parted by "|" ("~" before those that were not typed), words by blanks, further terms behind ":".</summary>
    [Theory]
    [InlineData("Nghaerdydd", "nghaerdydd:caerdydd,gaerdydd,chaerdydd | ~cardiff")]
    [InlineData("Caerdydd", "caerdydd:gaerdydd,nghaerdydd,chaerdydd | ~cardiff")]
    [InlineData("Cardiff's", "cardiff | ~caerdydd:gaerdydd,nghaerdydd,chaerdydd")]
    [InlineData("y Barri", "barri:farri,marri | ~barry")]
    [InlineData("ABERTAWE", "abertawe:habertawe | ~swansea")]
    [InlineData("Newport", "newport | ~trefdraeth:drefdraeth,nhrefdraeth,threfdraeth | ~casnewydd:gasnewydd,nghasnewydd,chasnewydd")]
    [InlineData("ym Mhen-y-bont ar Ogwr", "mhenybont:penybont,benybont,phenybont ar ogwr | mhen:pen,ben,phen y bont ar ogwr | ~bridgend | ~penybont:benybont,mhenybont,phenybont | ~pen:ben,mhen,phen y bont")]
    [InlineData("the Vale of Glamorgan", "vale of glamorgan | ~bro:fro,mro morgannwg | ~bromorgannwg:fromorgannwg,mromorgannwg")]
    [InlineData("Tal y bont", "talybont:dalybont,nhalybont,thalybont | tal:dal,nhal,thal y bont")]
    [InlineData("St David’s", "st davids | ~saint davids | ~tyddewi:dyddewi,nhyddewi,thyddewi")]
    [InlineData("gerddoriaeth", "gerddoriaeth:cerddoriaeth,ngherddoriaeth,cherddoriaeth | ~music")]
    [InlineData("aelodau", "aelodau:haelodau,aelod,haelod | ~member:members")]
    [InlineData("co production", "coproduction | co production | ~cydgynhyrchu:gydgynhyrchu,nghydgynhyrchu,chydgynhyrchu,cydgynhyrchiad,gydgynhyrchiad,nghydgynhyrchiad,chydgynhyrchiad | ~copro | ~co pro | ~coproduce:coproduced,coproducing")]
    [InlineData("offer", "offer:offers,hoffer | ~cynnig:gynnig,nghynnig,chynnig,cynigion,gynigion,nghynigion,chynigion | ~cyfarpar:gyfarpar,nghyfarpar,chyfarpar | ~equipment | ~tool:tools")]
    [InlineData("asset map", "asset map | ~asset maps | ~map:fap asedau | ~mapiau:fapiau asedau")]
    [InlineData("hen-ffasiwn", "henffasiwn:enffasiwn,henffasiwns | hen:hens ffasiwn:ffasiwns")]
    [InlineData("Cymru'n wledig", "cymru:gymru,nghymru,chymru | ~wales + wledig:gwledig,ngwledig | ~rural")]
    [InlineData("Megan o'r Graig", "megan:fegan,began,megans + graig:raig,ngraig,craig,nghraig,chraig,graigs")]
    [InlineData("in the of", "in + the + of")]
    [InlineData("Dai Jones", "dai:ddai,nai,tai,nhai,thai,dais + jones:jone")]
    public void Of_Query_IsThePlan(string query, string plan) => Assert.Equal(plan.Split(" + "), SearchPlan.Of(query).Concepts.Select(Written));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" - ' 🌱 ")]
    public void Of_Nothing_IsEmpty(string? query)
    {
        Assert.Empty(SearchPlan.Of(query).Concepts);
        Assert.Empty(SearchPlan.Of(query).MarkedTerms);
    }

    [Fact]
    public void Of_ManyWords_KeepsTheFirstEightAndEachOnce() =>
        Assert.Equal(["un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth"], SearchPlan.Of("un dau un tri pedwar dau pump chwech saith wyth naw").Concepts.Select(concept => concept.Typed));

    [Fact]
    public void Of_LongQuery_ReadsFourHundredCharacters() =>
        Assert.Equal(["beic"], SearchPlan.Of("beic" + new string(' ', 396) + "siop").Concepts.Select(concept => concept.Typed));

    [Fact]
    public void Typed_OfAConcept_IsWhatWasTyped() =>
        Assert.Equal(["Mhen-y-bont  ar Ogwr", "Tŷ"], SearchPlan.Of("ym Mhen-y-bont  ar Ogwr, y Tŷ").Concepts.Select(concept => concept.Typed));

    [Fact]
    public void MarkedTerms_OfAName_LeaveItsSmallWordsOut()
    {
        var plan = SearchPlan.Of("Pen-y-bont ar Ogwr");

        Assert.Equal(["ar", "y"], plan.Terms.Except(plan.MarkedTerms).Order());
        Assert.Equal(["ar", "yn"], SearchPlan.Of("ar yn").MarkedTerms.Order());
    }

    [Fact]
    public void WithSlips_AddsTermsToTheTypedWordAlone()
    {
        var plan = SearchPlan.Of("Barry graig").WithSlips(new Dictionary<string, IReadOnlyList<string>> { ["barry"] = ["barri", "berry", "barry"], ["barri"] = ["parri"] });

        Assert.Equal(["barry:barri,berry | ~barri:farri,marri", Written(SearchPlan.Of("graig").Concepts[0])], plan.Concepts.Select(Written));
    }

    [Property(Arbitrary = [typeof(Texts)])]
    public bool Of_AnyText_IsBounded(string text)
    {
        var plan = SearchPlan.Of(text);
        return plan.Concepts.Count <= SearchPlan.MaxConcepts && plan.Concepts.Count > 0 == TermAnalyser.Terms(text).Count > 0;
    }

    private static string Written(SoughtConcept concept) => string.Join(" | ", concept.Alternatives.Select(alternative =>
        (alternative.IsTyped ? "" : "~") + string.Join(' ', alternative.Words.Select(Written))));

    private static string Written(SoughtWord word)
    {
        var others = word.Terms.Where(term => term.Term != word.Typed).Select(term => term.Term + (term.IsExact ? "!" : ""));
        return new StringBuilder(word.Typed).Append(others.Any() ? ":" : "").AppendJoin(',', others).ToString();
    }
}
