using System.Net;
using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Badges;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk.Badges;

public sealed class QueuePageTests : IAsyncLifetime
{
    private readonly Portal _portal = new();
    private Visitor _coordinator = null!;

    public async ValueTask InitializeAsync() => _coordinator = await _portal.CoordinatorAsync();

    public async ValueTask DisposeAsync()
    {
        _coordinator.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Queue_FromAddressToPostedToReturned_IsWalkedByHand()
    {
        var key = await WaitingAsync("demo@example.org", "Demo One");
        var asked = await _coordinator.GetAsync("/en/desk/badges?tab=Asked");
        Assert.Contains("Demo One", asked.Text("tbody"), StringComparison.Ordinal);
        Assert.Contains("has been sent a reminder", (await PressAsync(asked, "Remind", key)).Text(".notice.done"), StringComparison.Ordinal);

        await EnterAsync(key);
        var toPost = await _coordinator.GetAsync("/en/desk/badges");
        Assert.Contains("7 Stryd Hynod", toPost.Text("tbody"), StringComparison.Ordinal);
        var posted = await ChooseAsync(toPost, "Posted", key);
        Assert.StartsWith("1 badge is marked as posted", posted.Text(".notice.done"), StringComparison.Ordinal);

        await _portal.SendMailAsync();
        var list = await _coordinator.GetAsync("/en/desk/badges?tab=Posted");
        Assert.DoesNotContain("Hynod", list.Body, StringComparison.Ordinal);
        await PressAsync(list, "Returned", key);
        await _portal.SendMailAsync();

        Assert.Contains("Demo One", (await _coordinator.GetAsync("/en/desk/badges?tab=Returned")).Text("tbody"), StringComparison.Ordinal);
        Assert.Equal("Your badge came back to us", _portal.Mails.LastTo("demo@example.org").Content.Subject);
        using var visitor = _portal.Browse();
        Assert.Contains("came back to us", (await visitor.GetAsync(Visitor.LinkIn(_portal.Mails.LastTo("demo@example.org")))).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_AreShownOnlyAmongThoseToPost_AndEachViewIsAudited()
    {
        var key = await WaitingAsync("demo@example.org", "Demo One");
        await EnterAsync(key);
        foreach (var tab in new[] { "Asked", "Posted", "Returned" }) Assert.DoesNotContain("Hynod", (await _coordinator.GetAsync($"/en/desk/badges?tab={tab}")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Hynod", (await _coordinator.GetAsync($"/en/desk/badges/{key}/address")).Body, StringComparison.Ordinal);
        var before = await ReadsAsync();

        await _coordinator.GetAsync("/cy/desg/bathodynnau");
        await _coordinator.GetAsync("/en/desk/badges/labels");

        Assert.Equal(before + 2, await ReadsAsync());
    }

    [Fact]
    public async Task Post_WithNothingChosen_SaysSo()
    {
        await EnterAsync(await WaitingAsync("demo@example.org", "Demo One"));

        var answer = await ChooseAsync(await _coordinator.GetAsync("/en/desk/badges"), "Posted");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["Choose at least one badge"], answer.Problems);
    }

    [Fact]
    public async Task Post_TheSameTwice_MailsOnce_AndSaysThatSomeoneWasQuicker()
    {
        var key = await WaitingAsync("demo@example.org", "Demo One");
        await EnterAsync(key);
        var open = await _coordinator.GetAsync("/en/desk/badges");
        await ChooseAsync(open, "Posted", key);

        var again = await ChooseAsync(open, "Posted", key);

        Assert.StartsWith("Nothing was left to mark", again.Text(".notice.done"), StringComparison.Ordinal);
        Assert.Equal(1, await _portal.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.Template == "Posted")));
    }

    [Fact]
    public async Task Post_ReturnedTwice_IsOneReturn()
    {
        var key = await WaitingAsync("demo@example.org", "Demo One");
        await EnterAsync(key);
        await ChooseAsync(await _coordinator.GetAsync("/en/desk/badges"), "Posted", key);
        var posted = await _coordinator.GetAsync("/en/desk/badges?tab=Posted");

        var first = await PressAsync(posted, "Returned", key);
        var second = await PressAsync(posted, "Returned", key);

        Assert.Equal((HttpStatusCode.OK, first.Text(".notice.done")), (second.Status, second.Text(".notice.done")));
        Assert.Equal(1, await _portal.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.Template == "BadgeReturned")));
    }

    [Theory]
    [InlineData("Remind", "no-such-member")]
    [InlineData("Returned", "no-such-member")]
    [InlineData("Remind", "")]
    public async Task Post_ForNobody_Is404(string handler, string key)
    {
        await WaitingAsync("demo@example.org", "Demo One");

        Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(await _coordinator.GetAsync("/en/desk/badges?tab=Asked"), handler, key)).Status);
    }

    [Fact]
    public async Task Post_ReturnedThatWasNeverPosted_IsRefused()
    {
        var key = await WaitingAsync("demo@example.org", "Demo One");

        var answer = await PressAsync(await _coordinator.GetAsync("/en/desk/badges?tab=Asked"), "Returned", key);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["This badge has not been posted."], answer.Problems);
    }

    [Theory]
    [InlineData("/en/desk/badges?tab=Nothing")]
    [InlineData("/en/desk/badges?tab=99")]
    [InlineData("/en/desk/badges/no-such-key/address")]
    public async Task Get_OfNoSuchThing_Is404(string path) => Assert.Equal(HttpStatusCode.NotFound, (await _coordinator.GetAsync(path)).Status);

    [Theory]
    [InlineData("/en/desk/badges?after=zzz")]
    [InlineData("/en/desk/badges?tab=Posted&after=9-9-9")]
    [InlineData("/en/desk/badges?tab=Posted&after=99999999999999999999-1")]
    [InlineData("/en/desk/badges/labels?start=0")]
    [InlineData("/en/desk/badges/labels?start=99")]
    [InlineData("/en/desk/badges/labels?start=x&key=zzz")]
    public async Task Get_WithNonsenseInTheQuery_ShowsThePage(string path) => Assert.Equal(HttpStatusCode.OK, (await _coordinator.GetAsync(path)).Status);

    [Fact]
    public async Task Labels_ArePutOnTheSheetFromTheStart_AndOnlyAPostMarksThemPrinted()
    {
        var (one, two) = (await WaitingAsync("one@example.org", "Demo One"), await WaitingAsync("two@example.org", "Demo Two"));
        await EnterAsync(one);
        await EnterAsync(two);

        var chosen = await ChooseAsync(await _coordinator.GetAsync("/en/desk/badges"), "Labels", two);
        Assert.Single(chosen.Page.QuerySelectorAll(".label:not(.none)"));
        var all = await _coordinator.GetAsync("/en/desk/badges/labels?start=21");
        Assert.Equal(2, all.Page.QuerySelectorAll(".label-sheet").Length);
        Assert.Equal(20, all.Page.QuerySelectorAll(".label-sheet")[0].QuerySelectorAll(".none").Length);
        Assert.Null(all.Page.QuerySelector("[style]"));
        Assert.False(await _portal.SeeAsync(db => db.Postings.AnyAsync(posting => posting.Status == PostingStatus.Printed)));

        var printed = await _coordinator.PostAsync(all, "form#printed");

        Assert.StartsWith("2 labels are marked as printed", printed.Text(".notice.done"), StringComparison.Ordinal);
        Assert.Equal(2, await _portal.SeeAsync(db => db.Postings.CountAsync(posting => posting.Status == PostingStatus.Printed)));
    }

    [Theory]
    [InlineData("Asked")]
    [InlineData("Posted")]
    public async Task Pages_FollowOneAnother_WithoutGapOrRepetition(string tab)
    {
        var keys = new List<string>();
        for (var i = 0; i < 45; i++) keys.Add(await WaitingAsync($"demo{i}@example.org", $"Demo Number {i}"));
        if (tab == "Posted")
        {
            var actor = await _portal.SeeAsync(db => db.Users.Where(account => account.MemberId == null).Select(account => account.Id).SingleAsync());
            foreach (var member in await _portal.SeeAsync(db => db.Members.Select(member => member.Id).ToListAsync()))
                await _portal.InScopeAsync<BadgePosting, bool>(async posting =>
                {
                    await posting.GiveAddressAsync(member, PostalAddress.InUnitedKingdom("Demo", "1", null, "Tref", "CF10 1AA"), _portal.NowUtc, default);
                    return true;
                });
            await _portal.InScopeAsync<BadgePosting, int>(posting => posting.NotePostedAsync(keys, actor, _portal.NowUtc, default));
        }

        var first = await _coordinator.GetAsync($"/en/desk/badges?tab={tab}");
        var second = await _coordinator.GetAsync(first.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Null(second.Page.QuerySelector("a[rel=next]"));
        var seen = first.Page.QuerySelectorAll("tbody button[name=member]:not([formaction*=Labels])").Concat(second.Page.QuerySelectorAll("tbody button[name=member]")).Select(button => button.GetAttribute("value")!).ToList();
        Assert.Equal(45, seen.Count);
        Assert.Equal(keys.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    private async Task<string> WaitingAsync(string email, string name) => (await _portal.Given.MemberAsync(await _portal.Given.ApprovedAsync(Answers.Of(email, name)))).Key;

    private async Task EnterAsync(string key)
    {
        var page = await _coordinator.GetAsync($"/en/desk/badges/{key}/address");
        var saved = await _coordinator.PostAsync(page, "form#address", ("Input.Line1", "7 Stryd Hynod"), ("Input.Town", "Aberaeron"), ("Input.Postcode", "SA46 0AA"));
        Assert.Contains("The address is saved.", saved.Text(".notice.done"), StringComparison.Ordinal);
    }

    /// <summary>A row's button.</summary>
    private Task<Answer> PressAsync(Answer page, string handler, string key) => SendAsync(page, handler, ("member", key));

    /// <summary>Ticks rows and presses a button under the table.</summary>
    private Task<Answer> ChooseAsync(Answer page, string handler, params string[] keys) => SendAsync(page, handler, [.. keys.Select(key => ("chosen.Keys", (string?)key))]);

    private Task<Answer> SendAsync(Answer page, string handler, params (string, string?)[] fields)
    {
        page.Page.QuerySelector("main form")!.SetAttribute("action", $"/en/desk/badges{page.Address.Query}{(page.Address.Query.Length == 0 ? "?" : "&")}handler={handler}");
        return _coordinator.PostAsync(page, "main form", fields);
    }

    private Task<int> ReadsAsync() => _portal.SeeAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.AddressRead));
}
