using System.Reflection;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Tests.Desk;

/// <summary>Whatever the trail and the list of mails can hold has words in both languages.</summary>
public sealed class DeskWordsTests
{
    [Theory]
    [InlineData(SiteLanguage.Welsh)]
    [InlineData(SiteLanguage.English)]
    public void Words_ForEveryActionAndMail_AreThere(SiteLanguage language)
    {
        var words = WordBook.Site.For(language);
        var keys = Texts(typeof(AuditActions)).Except(AuditActions.NotOfMembers).Select(action => $"Desk.Audit.{action}")
            .Concat(Texts(typeof(MailTemplates)).Select(template => $"Desk.Mail.Template.{template}"));

        Assert.All(keys, key => Assert.True(words.Has(key), key));
    }

    private static IEnumerable<string> Texts(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral && field.FieldType == typeof(string)).Select(field => (string)field.GetRawConstantValue()!);
}
