using AngleSharp;
using AngleSharp.Dom;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Mail;

namespace CoproNetwork.Tests.Mail;

/// <summary>Every mail, in each language, as HTML and plain.</summary>
public sealed class TemplateTests(Portal portal) : IClassFixture<Portal>
{
    private const string Token = "abcdefghijklmnopqrstuv";
    private const string OwnWords = "Is <b>this</b> & that right?\nA second line.";

    private static readonly MailModel Model = new(Text: OwnWords, Subject: HiddenText.Promise, MemberNumber: 1037, BadgeEdition: 2, BadgeNumber: 38, Promise: "I will ask first.", From: "Demo <Other>", Listing: "Demo <Project>", ListingKey: "demo-key", OtherListing: "Demo <Twin>");

    /// <summary>The page that each mail's button opens; null for a mail without one. Its address carries the token only where the mail has a link of its own.</summary>
    private static readonly Dictionary<string, (string? Page, bool WithToken)> Buttons = new(StringComparer.Ordinal)
    {
        [MailTemplates.Confirm] = ("/Joining/Confirm", true),
        [MailTemplates.ConfirmReminder] = ("/Joining/Confirm", true),
        [MailTemplates.AlreadyMember] = ("/Accounts/SignIn", false),
        [MailTemplates.AlreadyApplied] = ("/Accounts/SignIn", false),
        [MailTemplates.SignIn] = ("/Accounts/Link", true),
        [MailTemplates.Question] = (null, false),
        [MailTemplates.Declined] = (null, false),
        [MailTemplates.Welcome] = ("/Badges/Address", true),
        [MailTemplates.AddressReminder] = ("/Badges/Address", true),
        [MailTemplates.ChangeEmail] = ("/Members/NewEmail", true),
        [MailTemplates.EmailChanged] = (null, false),
        [MailTemplates.Posted] = ("/Badges/Badge", false),
        [MailTemplates.Left] = (null, false),
        [MailTemplates.TextHidden] = ("/Members/Me", false),
        [MailTemplates.EmailCorrected] = ("/Accounts/SignIn", false),
        [MailTemplates.Thanks] = (null, false),
        [MailTemplates.HelpOffered] = ("/Promises/Reply", true),
        [MailTemplates.HelpAnswered] = (null, false),
        [MailTemplates.ListingApproved] = ("/MemberDirectory/Mine/Edit", false),
        [MailTemplates.ListingDeclined] = ("/MemberDirectory/Mine/Edit", false),
        [MailTemplates.ListingHidden] = ("/MemberDirectory/Mine/Edit", false),
        [MailTemplates.ListingInvitation] = ("/MemberDirectory/Mine/Index", false),
        [MailTemplates.ListingCheck] = ("/MemberDirectory/Check", true),
        [MailTemplates.ListingsMerged] = ("/MemberDirectory/Mine/Edit", false),
    };

    public static TheoryData<string, MailLanguage> EveryMail()
    {
        var mails = new TheoryData<string, MailLanguage>();
        foreach (var template in Buttons.Keys)
            foreach (var language in Enum.GetValues<MailLanguage>())
                mails.Add(template, language);
        return mails;
    }

    [Fact]
    public void Known_AreTheDomainsMails() =>
        Assert.Equal(typeof(MailTemplates).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(), RazorMailComposer.Known.Order());

    [Theory]
    [MemberData(nameof(EveryMail))]
    public async Task Compose_EveryMail_SaysAllItsTextsInItsLanguages(string template, MailLanguage language)
    {
        var mail = await ComposeAsync(template, language);

        var html = await HtmlAsync(mail);
        foreach (var part in Languages(language))
        {
            var words = WordBook.Site.For(part);
            var block = Folded(html.QuerySelector($"div[lang={words.LanguageCode}]")!.TextContent);
            foreach (var key in words.Keys.Where(key => IsSaid(key, template)))
            {
                var text = Folded(words[key, Arguments(words, key)]);
                Assert.Contains(text, block, StringComparison.Ordinal);
                Assert.Contains(text, Folded(mail.Text), StringComparison.Ordinal);
            }

            Assert.Contains(words[$"Mails.{template}.Subject", 1037L], mail.Subject, StringComparison.Ordinal);
        }

        Assert.DoesNotContain('{', mail.Text + mail.Subject);
        Assert.Equal(html.Title, mail.Subject);
    }

    [Theory]
    [MemberData(nameof(EveryMail))]
    public async Task Compose_EveryMail_LinksAbsolutelyInItsOwnLanguage(string template, MailLanguage language)
    {
        var mail = await ComposeAsync(template, language);

        var html = await HtmlAsync(mail);
        foreach (var part in Languages(language))
        {
            var links = SiteLinks.In(part);
            List<string> expected = ["http://localhost:5080" + links.To("/Privacy/Index")];
            var (page, withToken) = Buttons[template];
            if (page is not null) expected.Add("http://localhost:5080" + links.To(page, ("edition", page == "/Badges/Badge" ? 2 : null), ("number", page == "/Badges/Badge" ? 38 : null), ("key", page == "/MemberDirectory/Mine/Edit" ? "demo-key" : null), ("t", withToken ? Token : null)));
            Assert.Equal(expected.Order(), html.QuerySelectorAll($"div[lang={WordBook.Site.For(part).LanguageCode}] a").Select(link => link.GetAttribute("href")!).Order());
            Assert.All(expected, address => Assert.Contains($"\n{address}\n", mail.Text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(EveryMail))]
    public async Task Compose_EveryMail_IsAccessible(string template, MailLanguage language)
    {
        var html = await HtmlAsync(await ComposeAsync(template, language));

        Assert.Equal(language == MailLanguage.English ? "en" : "cy", html.DocumentElement.GetAttribute("lang"));
        Assert.Equal(Languages(language).Count, html.QuerySelectorAll("body > div > div[lang]").Length);
        Assert.Empty(html.QuerySelectorAll("table, img, script, form, b"));
        Assert.NotEmpty(html.Title!);
    }

    [Theory]
    [InlineData(MailLanguage.Both, true)]
    [InlineData(MailLanguage.Welsh, false)]
    [InlineData(MailLanguage.English, false)]
    public async Task Compose_InBothLanguages_SaysSoFirstAndWelshBeforeEnglish(MailLanguage language, bool both)
    {
        var mail = await ComposeAsync(MailTemplates.Confirm, language);

        var welsh = WordBook.Site.For(SiteLanguage.Welsh)["Mails.BothLanguages"];
        var english = WordBook.Site.For(SiteLanguage.English)["Mails.BothLanguages"];
        Assert.Equal(both, mail.Text.StartsWith($"{welsh}\n{english}\n\nHelo", StringComparison.Ordinal));
        Assert.Equal(both, mail.Html.Contains(english, StringComparison.Ordinal));
        if (both) Assert.Equal("Pwyswch unwaith eto i ymuno â'r Rhwydwaith | One more press to join the Network", mail.Subject);
    }

    [Theory]
    [InlineData(MailTemplates.Question)]
    [InlineData(MailTemplates.Declined)]
    [InlineData(MailTemplates.ListingDeclined)]
    [InlineData(MailTemplates.ListingHidden)]
    public async Task Compose_CoordinatorsWords_AreQuotedAndEncoded(string template)
    {
        var mail = await ComposeAsync(template, MailLanguage.English);

        Assert.Contains("\n\n> Is <b>this</b> & that right?\n> A second line.\n\n", mail.Text, StringComparison.Ordinal);
        Assert.Equal("Is <b>this</b> & that right? A second line.", (await HtmlAsync(mail)).QuerySelector("blockquote")!.TextContent);
    }

    [Theory]
    [InlineData(MailTemplates.ListingApproved)]
    [InlineData(MailTemplates.ListingDeclined)]
    [InlineData(MailTemplates.ListingHidden)]
    [InlineData(MailTemplates.ListingInvitation)]
    [InlineData(MailTemplates.ListingCheck)]
    public async Task Compose_OfAListing_NamesItInBothLanguages(string template)
    {
        var mail = await ComposeAsync(template, MailLanguage.Both);

        foreach (var part in Languages(MailLanguage.Both)) Assert.Contains(WordBook.Site.For(part)["Mails.ListingIs", "Demo <Project>"], mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compose_SignInInEnglish_ReadsAsOneWhole()
    {
        var mail = await ComposeAsync(MailTemplates.SignIn, MailLanguage.English);

        Assert.Equal($"""
            Hello Demo <Member>,

            Here is the link you asked for on our site. Open it in the browser where you asked for it, and press the button on the page.

            It works once, for 15 minutes. Please do not pass it on to anyone.

            Go to the page to sign in:
            http://localhost:5080/en/sign-in/link?t={Token}

            If you did not ask for it, there is nothing you need to do: nobody can sign in without the link.

            With warm wishes,
            the team of the Co-production Network for Wales

            {"-- "}
            You are getting this email because this address was given to the Co-production Network for Wales. There is no tracking in our emails. You may always reply, in Welsh or in English.
            How we look after your data:
            http://localhost:5080/en/privacy

            """, mail.Text);
    }

    [Theory]
    [InlineData(MailTemplates.Thanks)]
    [InlineData(MailTemplates.HelpOffered)]
    [InlineData(MailTemplates.HelpAnswered)]
    public async Task Compose_OfSomeoneWhoIsNotNamed_SaysSoInWholeSentences(string template)
    {
        var mail = await ComposeAsync(template, MailLanguage.Both, Model with { From = null });

        foreach (var part in Languages(MailLanguage.Both)) Assert.Contains(WordBook.Site.For(part)[$"Mails.{template}.P1.Unnamed"], mail.Text, StringComparison.Ordinal);
    }

    private Task<ComposedMail> ComposeAsync(string template, MailLanguage language, MailModel? model = null) =>
        portal.InScopeAsync<IMailComposer, ComposedMail>(composer => composer.ComposeAsync(new(template, model ?? Model, language, "Demo <Member>", Buttons[template].WithToken ? Token : null), default));

    private static IReadOnlyList<SiteLanguage> Languages(MailLanguage language) => language switch
    {
        MailLanguage.Welsh => [SiteLanguage.Welsh],
        MailLanguage.English => [SiteLanguage.English],
        _ => [SiteLanguage.Welsh, SiteLanguage.English],
    };

    private static bool IsSaid(string key, string template) =>
        key is "Mails.Greeting" or "Mails.Signoff" or "Mails.Footer.P1" or "Mails.Footer.P2" or "Mails.Footer.Privacy"
        || (key.StartsWith($"Mails.{template}.", StringComparison.Ordinal) && !key.EndsWith(".Subject", StringComparison.Ordinal) && !key.EndsWith(".Unnamed", StringComparison.Ordinal) && !key.StartsWith("Mails.TextHidden.What.", StringComparison.Ordinal));

    private static object?[] Arguments(Words words, string key) => key switch
    {
        "Mails.Greeting" => ["Demo <Member>"],
        "Mails.TextHidden.What" => [words["Mails." + HiddenText.Promise]],
        "Mails.TextHidden.Reason" => [OwnWords],
        "Mails.Thanks.P1" or "Mails.HelpOffered.P1" or "Mails.HelpAnswered.P1" or "Mails.ListingInvitation.P1" => ["Demo <Other>"],
        "Mails.ListingsMerged.Stays" => ["Demo <Project>"],
        "Mails.ListingsMerged.Goes" => ["Demo <Twin>"],
        _ when key.StartsWith("Mails.Welcome.", StringComparison.Ordinal) => [1037, 2, 38],
        _ => [2, 38],
    };

    private static Task<IDocument> HtmlAsync(ComposedMail mail) => BrowsingContext.New(Configuration.Default).OpenAsync(page => page.Content(mail.Html.Replace("<br", " <br", StringComparison.Ordinal)));

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
