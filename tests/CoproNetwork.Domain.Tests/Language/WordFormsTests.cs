using CoproNetwork.Domain.Language;

namespace CoproNetwork.Tests.Language;

public sealed class WordFormsTests
{
    [Theory]
    [InlineData("kettle", "kettles")]
    [InlineData("kettles", "kettle")]
    [InlineData("hobby", "hobbies")]
    [InlineData("hobbies", "hobby hobbie")]
    [InlineData("boy", "boys")]
    [InlineData("box", "boxes")]
    [InlineData("boxes", "box boxe")]
    [InlineData("wish", "wishes")]
    [InlineData("class", "classes")]
    [InlineData("virus", "")]
    [InlineData("it", "")]
    public void Inflections_AreEnglishNumbers(string word, string forms) =>
        Assert.Equal(forms.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), WordForms.Inflections(word).Order());

    [Theory]
    [InlineData("town", "down")]
    [InlineData("towns", "downs")]
    [InlineData("mind", "find")]
    [InlineData("hand", "and")]
    [InlineData("hour", "our")]
    public void Of_EnglishWord_IsNotMutated(string word, string other) => Assert.DoesNotContain(other, WordForms.Of(word));

    [Fact]
    public void Of_ShortWord_HasNoForms() => Assert.Empty(WordForms.Of("ty"));
}
