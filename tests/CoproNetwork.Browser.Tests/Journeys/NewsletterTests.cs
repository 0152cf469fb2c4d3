using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Journeys;

/// <summary>A coordinator writes an issue, looks at it, tries it, sends it; it stands on the site, and a reader leaves with one press. Every page is looked at on the way.</summary>
public sealed class NewsletterTests(BrowserFixture browser)
{
    private const string Member = "demo.reader@example.org";
    private const string Coordinator = "demo.coordinator@example.org";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData("cy", 360, false)]
    [InlineData("en", 1280, true)]
    public async Task Newsletter_FromTheFirstWordToTheLastReader(string language, int width, bool scripts)
    {
        await using var portal = new Portal();
        var id = await portal.Given().ApprovedAsync(Answers.Of(Member, "Demo Reader") with
        {
            WantsNewsletter = true,
            Language = language == "cy" ? MailLanguage.Welsh : MailLanguage.English,
            StoryTitle = "Demo Ŵyl",
            StoryText = "Daeth pawb â chadair.",
            StoryLanguage = SiteLanguage.Welsh,
            Consent = StoryConsent.PublicWithName,
        });
        await portal.Given().CoordinatorAsync(Coordinator);
        await using var coordinator = await Reader.AtAsync(browser, portal, new(language, width, Scripts: scripts));
        await using var reader = await Reader.AtAsync(browser, portal, new(language, 360, Scripts: scripts));

        await coordinator.SignInAsync(portal, Coordinator);
        await coordinator.OpenAsync(coordinator.Links.To("/Desk/Newsletters/Index"));
        await coordinator.PressAsync(coordinator.Words["Newsletters.Desk.Start"]);
        await coordinator.FillAsync("Input.SubjectWelsh", "Newyddion demo");
        await coordinator.PressAsync(coordinator.Words["Newsletters.Issue.SaveAndPreview"]);
        Assert.Equal(0, await coordinator.Page.Locator("button[formaction*='handler=Now']").CountAsync());
        await coordinator.FollowAsync(coordinator.Words["Newsletters.Preview.Back"]);
        await coordinator.FillAsync("Input.SubjectEnglish", "Demo news");
        await coordinator.FillAsync("Input.IntroWelsh", "Bore da, **bawb**.");
        await coordinator.FillAsync("Input.IntroEnglish", "Good morning, **all**.");
        await coordinator.PressAsync(coordinator.Words["Newsletters.Issue.SaveAndPreview"]);
        Assert.Contains("Demo Ŵyl", await coordinator.Page.FrameLocator("iframe.mail-html").Locator("body").InnerTextAsync(), StringComparison.Ordinal);

        var subject = language == "cy" ? "Newyddion demo" : "Demo news";
        await coordinator.PressAsync(coordinator.Words["Newsletters.Preview.Test"]);
        await portal.Mails.NewestToAsync(Coordinator, subject);
        await coordinator.PressAsync(coordinator.Words["Newsletters.Send.NowButton"]);
        var mail = await portal.Mails.NewestToAsync(Member, subject);
        await SentAsync(coordinator, scripts);

        await reader.OpenAsync(reader.Links.To("/Newsletters/Index"));
        await reader.FollowAsync(subject);
        Assert.Contains("Demo Ŵyl", await reader.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        var link = mail.TextBody!.Split('\n').Single(line => line.Contains("list=newsletter", StringComparison.Ordinal)).Trim();
        await reader.OpenAsync(new Uri(link).PathAndQuery);
        await reader.PressAsync(reader.Words["Newsletters.Unsubscribe.Button"]);
        Assert.Contains(reader.Words["Newsletters.Unsubscribe.Newsletter.Done"], await reader.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await reader.FollowAsync(reader.Words["Newsletters.Unsubscribe.Choices"]);
        await reader.PressAsync(reader.Words["Common.Save"]);

        await using var scope = portal.Services.CreateAsyncScope();
        Assert.Null(await scope.ServiceProvider.GetRequiredService<CoproDbContext>().Members.Where(member => member.Id == id).Select(member => member.NewsletterAgreedAtUtc).SingleAsync());
    }

    /// <summary>With scripts the page moves by itself, without it is opened again.</summary>
    private static async Task SentAsync(Reader coordinator, bool scripts)
    {
        var sent = coordinator.Words["Newsletters.Status.Sent"];
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1));
        using var limit = new CancellationTokenSource(Patience);
        while (!(await coordinator.Page.Locator(".desk-head p").InnerTextAsync()).Contains(sent, StringComparison.Ordinal))
        {
            await ticks.WaitForNextTickAsync(limit.Token);
            if (!scripts) await coordinator.OpenAsync(coordinator.Page.Url);
        }

        await coordinator.CheckAsync();
    }
}
