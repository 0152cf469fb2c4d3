using System.Net;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Pages.Newsletters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Desk;

/// <summary>An issue from its first word to the website.</summary>
public sealed class NewslettersTests : IDisposable
{
    private readonly Portal _portal = new() { Settings = { ["Mail:NewsletterPerSecond"] = "0" } };

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_AsVisitorAndAsMember_IsNotOpen()
    {
        await _portal.Given.ApprovedAsync(Answers.Of("member@example.org"));
        using var coordinator = await _portal.CoordinatorAsync();
        var key = (await StartAsync(coordinator)).Address.AbsolutePath.Split('/')[^1];
        using var visitor = _portal.Browse();
        using var member = await _portal.SignedInAsync("member@example.org");
        foreach (var path in new[] { "", "/" + key, $"/{key}/preview", $"/{key}/mail?in=cy" })
        {
            Assert.StartsWith("/en/sign-in", (await visitor.GetAsync("/en/desk/newsletters" + path, follow: false)).Location, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync("/en/desk/newsletters" + path, follow: false)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync("/en/desk/newsletters/nothing-like-it")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync("/en/desk/newsletters/nothing-like-it/mail")).Status);
    }

    [Fact]
    public async Task EverySource_HasAHeadingAndAPage()
    {
        var names = await _portal.InScopeAsync<IEnumerable<INewsletterSource>, List<string>>(sources => Task.FromResult(sources.Select(source => source.Name).ToList()));
        Assert.Equal(names.Count, names.Distinct().Count());
        foreach (var name in names)
        {
            foreach (var language in Enum.GetValues<SiteLanguage>()) Assert.True(WordBook.Site.For(language).Has($"Newsletters.Part.{name}"), name);
            Assert.NotNull(SitePages.Find(NewsletterAddress.PageOf(name)));
        }
    }

    [Fact]
    public async Task Issue_FromDraftToTheWebsite()
    {
        await ReaderAsync("wales@example.cymru", "Demo Aelod", "Stori Demo", welsh: true);
        await ReaderAsync("reader@example.org", "Demo Teller", "Demo Story");
        using var coordinator = await _portal.CoordinatorAsync();
        var draft = await StartAsync(coordinator);
        Assert.Contains("Demo Story (Demo Teller)", draft.Page.QuerySelectorAll(".picks label").Select(label => label.TextContent.Trim()));

        var preview = await coordinator.PressAsync(draft, "button[value=preview]", ("Input.SubjectWelsh", "Newyddion y gwanwyn"), ("Input.SubjectEnglish", ""), ("Input.IntroWelsh", "**Bore da!**"), ("Input.IntroEnglish", ""));
        Assert.Equal(["the subject in English", "the introduction in English"], preview.Page.QuerySelectorAll(".notice.warn li").Select(item => item.TextContent));
        Assert.Null(preview.Page.QuerySelector("button[formaction*='handler=Now']"));

        draft = await coordinator.GetAsync(draft.Address.PathAndQuery);
        preview = await coordinator.PressAsync(draft, "button[value=preview]", ("Input.SubjectEnglish", "News of spring"), ("Input.IntroEnglish", "Good <script>morning</script>, [read on](javascript:alert(1)) and [more](https://example.org/demo)."));
        var frame = await coordinator.GetAsync(preview.Page.QuerySelector("iframe")!.GetAttribute("src")!);
        Assert.DoesNotContain("<script", frame.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", frame.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("https://example.org/demo", frame.Body, StringComparison.Ordinal);
        Assert.Contains("style-src 'unsafe-inline'", frame.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("sandbox", frame.Headers["Content-Security-Policy"], StringComparison.Ordinal);

        var progress = await coordinator.PressAsync(preview, "button[formaction*='handler=Now']");
        Assert.Contains("It goes out on", progress.Text("[data-live]"), StringComparison.Ordinal);
        Assert.Equal(new NewsletterResult(2, 0, 0), await _portal.Services.GetRequiredService<NewsletterRun>().RunAsync(default));
        var done = await coordinator.GetAsync(progress.Address.PathAndQuery);
        Assert.Equal("2 of 2 readers have had their turn.", done.Text("[data-live] .lead"));

        var english = _portal.Mails.LastTo("reader@example.org");
        Assert.Equal("News of spring", english.Content.Subject);
        Assert.Contains("Demo Story", english.Content.Text, StringComparison.Ordinal);
        Assert.Contains("/en/unsubscribe?t=", english.Content.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", english.Content.Html, StringComparison.Ordinal);
        Assert.Equal("Newyddion y gwanwyn", _portal.Mails.LastTo("wales@example.cymru").Content.Subject);

        using var visitor = _portal.Browse();
        var issue = await visitor.GetAsync("/cy/newyddion/2027-03");
        Assert.Equal("Newyddion y gwanwyn", issue.Text("h1"));
        Assert.Equal("Bore da!", issue.Text(".written strong"));
        Assert.Equal("en", issue.Page.QuerySelectorAll("h3").Single(heading => heading.TextContent.Contains("Demo Story", StringComparison.Ordinal)).GetAttribute("lang"));
        Assert.Contains("News of spring", (await visitor.GetAsync("/en/news")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("News of spring", (await visitor.GetAsync("/en/news/feed")).Body, StringComparison.Ordinal);
        Assert.Contains("/en/news/2027-03<", (await visitor.GetAsync("/sitemaps/pages.xml")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_StoryWithdrawnLater_IsGoneFromTheWebsite()
    {
        var id = await ReaderAsync("reader@example.org", "Demo Teller", "Demo Story");
        await SentAsync();
        using var visitor = _portal.Browse();
        Assert.Contains("Demo Story", (await visitor.GetAsync("/en/news/2027-03")).Body, StringComparison.Ordinal);
        await _portal.InScopeAsync<Domain.Joining.MemberDeparture, bool>(async departure =>
        {
            await departure.LeaveAsync(id, _portal.NowUtc, default);
            return true;
        });
        Assert.DoesNotContain("Demo Story", (await visitor.GetAsync("/en/news/2027-03")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_MovedRows_KeepWhatWasTyped()
    {
        await ReaderAsync("one@example.org", "Demo One", "First Story");
        await ReaderAsync("two@example.org", "Demo Two", "Second Story");
        using var coordinator = await _portal.CoordinatorAsync();
        var draft = await StartAsync(coordinator);
        var before = Stories(draft);
        var moved = await coordinator.PressAsync(draft, "section[aria-labelledby=part-stories] button[value^=down]", ("Input.SubjectWelsh", "Hanner"));
        Assert.Equal(HttpStatusCode.OK, moved.Status);
        Assert.Equal("Hanner", moved.Value("Input.SubjectWelsh"));
        before.Reverse();
        Assert.Equal(before, Stories(moved));
        var saved = await coordinator.PressAsync(moved, "button[value=save]");
        Assert.Equal(before, Stories(saved));
    }

    [Fact]
    public async Task Write_UntickedPiece_IsNotInTheIssue_AndCanComeBack()
    {
        await ReaderAsync("one@example.org", "Demo One", "First Story");
        await ReaderAsync("two@example.org", "Demo Two", "Second Story");
        using var coordinator = await _portal.CoordinatorAsync();
        var draft = await StartAsync(coordinator);
        var box = draft.Page.QuerySelector("section[aria-labelledby=part-stories] input[type=checkbox]")!.GetAttribute("name")!;
        var saved = await coordinator.PressAsync(draft, "button[value=save]", (box, null));
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal(1, await _portal.SeeAsync(db => db.NewsletterItems.CountAsync(item => item.Source == "stories")));
        var unticked = saved.Page.QuerySelector("section[aria-labelledby=part-stories] input[type=checkbox]:not([checked])")!.GetAttribute("name")!;
        await coordinator.PressAsync(saved, "button[value=save]", (unticked, "true"));
        Assert.Equal(2, await _portal.SeeAsync(db => db.NewsletterItems.CountAsync(item => item.Source == "stories")));
    }

    [Fact]
    public async Task Write_ByTwoAtOnce_TheSecondIsTold()
    {
        using var first = await _portal.CoordinatorAsync();
        using var second = await _portal.CoordinatorAsync();
        var (one, other) = (await StartAsync(first), await StartAsync(second));
        Assert.Equal(HttpStatusCode.OK, (await first.PressAsync(one, "button[value=save]", ("Input.SubjectWelsh", "Un"))).Status);
        var late = await second.PressAsync(other, "button[value=save]", ("Input.SubjectWelsh", "Dau"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("Dau", late.Value("Input.SubjectWelsh"));
    }

    [Fact]
    public async Task Write_TooLong_SaysSoBesideTheField()
    {
        using var coordinator = await _portal.CoordinatorAsync();
        var answer = await coordinator.PressAsync(await StartAsync(coordinator), "button[value=save]", ("Input.SubjectWelsh", new string('ŵ', 151)));
        Assert.Equal((HttpStatusCode.BadRequest, "The subject in Welsh can be at most 150 characters long."), (answer.Status, Assert.Single(answer.Problems)));
    }

    [Theory]
    [InlineData("", "", "Choose a day.", "Choose a time.")]
    [InlineData("32/13/2027", "9", "Write the day as in 30/11/2026.", "Write the time as in 09:30.")]
    [InlineData("2027-02-28", "10:00", "Choose a day and time that are still to come.", null)]
    [InlineData("2029-03-01", "10:00", "Choose a day within the next twelve months.", null)]
    public async Task Schedule_WithAWrongTime_SaysSo(string day, string time, string first, string? second)
    {
        using var coordinator = await _portal.CoordinatorAsync();
        var answer = await coordinator.PressAsync(await WholeAsync(coordinator), "form#schedule button", ("Schedule.Day", day), ("Schedule.Time", time));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(second is null ? [first] : [first, second], answer.Problems);
        Assert.Equal(day, answer.Value("Schedule.Day"));
    }

    [Theory]
    [InlineData("31/10/2027", "01:30", "2027-10-31T00:30:00")]
    [InlineData("2027-03-28", "01:30", "2027-03-28T01:30:00")]
    [InlineData("2028-02-29", "9.05", "2028-02-29T09:05:00")]
    public async Task Schedule_InLondonTime_ReckonsWithTheClocksThere(string day, string time, string utc)
    {
        using var coordinator = await _portal.CoordinatorAsync();
        var progress = await coordinator.PressAsync(await WholeAsync(coordinator), "form#schedule button", ("Schedule.Day", day), ("Schedule.Time", time));
        Assert.Equal(HttpStatusCode.OK, progress.Status);
        Assert.Equal(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), (await _portal.SeeAsync(db => db.NewsletterIssues.AsNoTracking().SingleAsync())).ScheduledForUtc);
        Assert.Equal("Write the newsletter", (await coordinator.PressAsync(progress, "button[formaction*='handler=TakeBack']")).Text("h1"));
    }

    [Fact]
    public async Task Test_GoesToTheCoordinatorAlone_AsEveryoneWouldGetIt_ButNobodyLeavesByIt()
    {
        await ReaderAsync("reader@example.org", "Demo Reader", "Demo Story");
        using var coordinator = await _portal.CoordinatorAsync("tester@example.org");
        var sent = await coordinator.PressAsync(await WholeAsync(coordinator), "button[formaction*='handler=Test']");
        Assert.Equal("The test is on its way to you.", sent.Text(".notice"));
        var mail = _portal.Mails.Mails.Single(one => one.Content.Subject == "Subject");
        Assert.Equal(("tester@example.org", null), (mail.Recipient.Address, mail.Exit));
        Assert.Contains("/en/unsubscribe?t=preview&list=newsletter", mail.Content.Text, StringComparison.Ordinal);
        Assert.Contains("/en/news/2027-03", mail.Content.Text, StringComparison.Ordinal);
        Assert.Contains("/en/news/2027-03", sent.Text("pre"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync("/en/unsubscribe?t=preview&list=newsletter")).Status);
        Assert.Contains("/en/unsubscribe?t=preview", sent.Text("pre"), StringComparison.Ordinal);
        Assert.Equal(1, await _portal.SeeAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.NewsletterTested)));
        _portal.Mails.Trouble = new MailNotSentException(MailReason.NoConnection, final: false);
        Assert.Equal(HttpStatusCode.BadRequest, (await coordinator.PressAsync(sent, "button[formaction*='handler=Test']")).Status);
    }

    [Fact]
    public async Task Progress_OfWhatTheServerRefuses_SaysWhy_AndTriesAgain()
    {
        for (var i = 0; i <= RefusalsInARow.Most; i++) await ReaderAsync($"reader{i}@example.org", "Demo Reader", "Demo Story");
        using var coordinator = await _portal.CoordinatorAsync();
        var progress = await coordinator.PressAsync(await WholeAsync(coordinator), "button[formaction*='handler=Now']");
        _portal.Mails.Trouble = new MailNotSentException(MailReason.MailRefused + " 554", final: true);
        await _portal.Services.GetRequiredService<NewsletterRun>().RunAsync(default);

        progress = await coordinator.GetAsync(progress.Address.PathAndQuery);

        Assert.Equal("Paused", progress.Text(".desk-head p"));
        Assert.Contains("ten mails in a row", progress.Text(".notice.warn"), StringComparison.Ordinal);
        Assert.Contains("554", progress.Text("[data-live] ul"), StringComparison.Ordinal);
        Assert.Contains("ddeg neges yn olynol", (await coordinator.GetAsync(progress.Address.AbsolutePath.Replace("/en/desk/newsletters", "/cy/desg/cylchlythyrau", StringComparison.Ordinal))).Text(".notice.warn"), StringComparison.Ordinal);
        _portal.Mails.Trouble = null;
        var going = await coordinator.PressAsync(await coordinator.PressAsync(progress, "button[formaction*='handler=TryAgain']"), "button[formaction*='handler=Resume']");
        Assert.Null(going.Page.QuerySelector("[data-live] ul"));
        Assert.Equal(RefusalsInARow.Most + 1, (await _portal.Services.GetRequiredService<NewsletterRun>().RunAsync(default))!.Sent);
        Assert.Equal(HttpStatusCode.Conflict, (await coordinator.PressAsync(progress, "button[formaction*='handler=TryAgain']")).Status);
        Assert.Equal(1, await _portal.SeeAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.NewsletterTriedAgain)));
    }

    [Fact]
    public async Task Write_FormThatWasOpenForHours_HasSeenWhatWasNewWhenItWasOpened()
    {
        using var coordinator = await _portal.CoordinatorAsync();
        await StartAsync(coordinator);
        var openedAtUtc = _portal.NowUtc;
        var draft = await StartAsync(coordinator);
        _portal.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.OK, (await coordinator.PressAsync(draft, "button[value=save]")).Status);
        Assert.Equal(openedAtUtc, (await _portal.SeeAsync(db => db.NewsletterIssues.AsNoTracking().SingleAsync())).OfferedAtUtc);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("9223372036854775807")]
    public async Task Write_WithAnImpossibleMomentOfTheOffer_CountsAsNow(string ticks)
    {
        using var coordinator = await _portal.CoordinatorAsync();
        var draft = await StartAsync(coordinator);
        Assert.Equal(HttpStatusCode.OK, (await coordinator.PressAsync(draft, "button[value=save]", ("Input.OfferedAtUtc", ticks))).Status);
        Assert.Equal(_portal.NowUtc, (await _portal.SeeAsync(db => db.NewsletterIssues.AsNoTracking().SingleAsync())).OfferedAtUtc);
    }

    [Fact]
    public async Task Progress_WithoutAnyReaders_ComesToItsEnd()
    {
        using var coordinator = await _portal.CoordinatorAsync();
        var progress = await coordinator.PressAsync(await WholeAsync(coordinator), "button[formaction*='handler=Now']");
        await _portal.Services.GetRequiredService<NewsletterRun>().RunAsync(default);
        progress = await coordinator.GetAsync(progress.Address.PathAndQuery);
        Assert.Equal(("Sent", "0 of 0 readers have had their turn."), (progress.Text(".desk-head p"), progress.Text("[data-live] .lead")));
    }

    [Fact]
    public async Task Remove_TakesAnAddressOff_AsSubscriberAndAsMember()
    {
        var id = await ReaderAsync("reader@example.org", "Demo Reader", "Demo Story");
        await _portal.InScopeAsync<Subscriptions, bool>(async subscriptions =>
        {
            await subscriptions.AskAsync("reader@example.org", new("Demo wording.", 1, SiteLanguage.English), _portal.NowUtc, default);
            return true;
        });
        using var coordinator = await _portal.CoordinatorAsync();
        var page = await coordinator.GetAsync("/en/desk/newsletters");
        var unknown = await coordinator.PressAsync(page, "form#remove button", ("Remove.Address", "nobody@example.org"));
        Assert.Equal((HttpStatusCode.BadRequest, "nobody@example.org", "No newsletter goes to this address."), (unknown.Status, unknown.Value("Remove.Address"), Assert.Single(unknown.Problems)));
        Assert.Equal(HttpStatusCode.BadRequest, (await coordinator.PressAsync(page, "form#remove button", ("Remove.Address", ""))).Status);

        var done = await coordinator.PressAsync(page, "form#remove button", ("Remove.Address", " Reader@Example.org "));

        Assert.Equal("No newsletter goes to this address any more.", done.Text(".notice"));
        Assert.Null((await _portal.Given.MemberAsync(id)).NewsletterAgreedAtUtc);
        Assert.Null((await _portal.SeeAsync(db => db.Subscribers.AsNoTracking().SingleAsync())).Email);
        Assert.Contains(AuditActions.NewsletterEnded, await _portal.SeeAsync(db => db.AuditEntries.Where(entry => entry.SubjectId == id).Select(entry => entry.Action).ToListAsync()));
    }

    [Fact]
    public async Task Pause_AndResume_AsItGoes()
    {
        await ReaderAsync("reader@example.org", "Demo Reader", "Demo Story");
        using var coordinator = await _portal.CoordinatorAsync();
        var progress = await coordinator.PressAsync(await WholeAsync(coordinator), "button[formaction*='handler=Now']");
        await _portal.InScopeAsync<NewsletterOpening, bool>(opening => opening.StepAsync(_portal.NowUtc, default));
        progress = await coordinator.GetAsync(progress.Address.PathAndQuery);
        var paused = await coordinator.PressAsync(progress, "button[formaction*='handler=Pause']");
        Assert.Equal("Paused", paused.Text(".desk-head p"));
        Assert.Equal(HttpStatusCode.Conflict, (await coordinator.PressAsync(progress, "button[formaction*='handler=Pause']")).Status);
        Assert.Equal(0, (await _portal.Services.GetRequiredService<NewsletterRun>().RunAsync(default))!.Total);
        await coordinator.PressAsync(paused, "button[formaction*='handler=Resume']");
        Assert.Equal(1, (await _portal.Services.GetRequiredService<NewsletterRun>().RunAsync(default))!.Sent);
    }

    private static List<string> Stories(Answer draft) => [.. draft.Page.QuerySelectorAll("section[aria-labelledby=part-stories] label").Select(label => label.TextContent.Trim())];

    private static async Task<Answer> StartAsync(Visitor coordinator) => await coordinator.PostAsync(await coordinator.GetAsync("/en/desk/newsletters"), "main form");

    /// <summary>The preview of an issue that lacks nothing.</summary>
    private static async Task<Answer> WholeAsync(Visitor coordinator) => await coordinator.PressAsync(await StartAsync(coordinator), "button[value=preview]",
        ("Input.SubjectWelsh", "Pwnc"), ("Input.SubjectEnglish", "Subject"), ("Input.IntroWelsh", "Cyflwyniad"), ("Input.IntroEnglish", "Introduction"));

    private async Task SentAsync()
    {
        using var coordinator = await _portal.CoordinatorAsync();
        await coordinator.PressAsync(await WholeAsync(coordinator), "button[formaction*='handler=Now']");
        await _portal.Services.GetRequiredService<NewsletterRun>().RunAsync(default);
    }

    private Task<long> ReaderAsync(string email, string name, string title, bool welsh = false) => _portal.Given.ApprovedAsync(Answers.Of(email, name) with
    {
        WantsNewsletter = true,
        Language = welsh ? MailLanguage.Welsh : MailLanguage.English,
        StoryTitle = title,
        StoryText = "Demo words of a story.",
        StoryLanguage = welsh ? SiteLanguage.Welsh : SiteLanguage.English,
        Consent = StoryConsent.PublicWithName,
    });
}
