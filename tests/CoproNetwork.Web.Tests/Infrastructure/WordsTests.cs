using CoproNetwork.Domain.Common;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Tests.Infrastructure;

public sealed class WordsTests
{
    private static readonly Words Welsh = WordBook.Site.For(SiteLanguage.Welsh);
    private static readonly Words English = WordBook.Site.For(SiteLanguage.English);

    [Theory]
    [InlineData(0, "zero")]
    [InlineData(1, "one")]
    [InlineData(2, "two")]
    [InlineData(3, "few")]
    [InlineData(4, "other")]
    [InlineData(6, "many")]
    [InlineData(11, "other")]
    [InlineData(120, "other")]
    public void PluralForm_Welsh_HasSix(long count, string form) => Assert.Equal(form, Welsh.PluralForm(count));

    [Theory]
    [InlineData(0, "0 members", "0 aelod")]
    [InlineData(1, "1 member", "1 aelod")]
    [InlineData(2, "2 members", "2 aelod")]
    [InlineData(1200, "1,200 members", "1,200 aelod")]
    public void Count_BesideNoun_IsSingularInWelsh(long count, string english, string welsh)
    {
        Assert.Equal(english, English.Count("Members.Count", count));
        Assert.Equal(welsh, Welsh.Count("Members.Count", count));
    }

    [Fact]
    public void Date_IsTheDayInLondon()
    {
        // Half past eleven at night UTC is the next day in summer.
        var lateInSummer = new DateTime(2026, 6, 30, 23, 30, 0, DateTimeKind.Utc);
        var lateInWinter = new DateTime(2026, 11, 22, 23, 30, 0, DateTimeKind.Utc);

        Assert.Equal("1 Gorffennaf 2026", Welsh.Date(lateInSummer));
        Assert.Equal("22 Tachwedd 2026", Welsh.Date(lateInWinter));
        Assert.Equal("22 November 2026", English.Date(lateInWinter));
    }

    [Fact]
    public void Html_EncodesEverythingButMarkup()
    {
        using var writer = new StringWriter();

        English.Html("Accounts.SignedInAs", "<script>").WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);

        Assert.Equal("Signed in as &lt;script&gt;", writer.ToString());
    }
}
