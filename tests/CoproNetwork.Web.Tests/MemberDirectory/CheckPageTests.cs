using System.Net;
using CoproNetwork.Domain.MemberDirectory;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>The yearly question, answered by the mail's link.</summary>
public sealed class CheckPageTests : IDisposable
{
    private const string Right = "button[formaction*='handler=Right']", Out = "button[formaction*='handler=Out']";

    private readonly Portal _portal = new();
    private string _key = "";

    private ListingDeeds Listings => new(_portal.Services, _portal.Clock);

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Get_ByTheLink_ChangesNothing()
    {
        var link = await AskedAsync();
        using var visitor = _portal.Browse();

        var page = await visitor.GetAsync(link);
        await visitor.GetAsync(link);

        Assert.Equal((HttpStatusCode.OK, "Demo Garden"), (page.Status, page.Text(".sheet h2")));
        Assert.NotNull(page.Page.QuerySelector($"a[href='/en/me/listings/{_key}']"));
        Assert.NotNull((await Listings.ListingAsync(_key))!.AskedAtUtc);
    }

    [Fact]
    public async Task Right_Twice_ConfirmsOnceAndThanks()
    {
        var link = await AskedAsync();
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync(link);
        _portal.Clock.Advance(TimeSpan.FromSeconds(10));

        var done = await visitor.PressAsync(page, Right);
        var again = await visitor.PressAsync(page, Right);

        Assert.All(new[] { done, again }, answer => Assert.Equal("Thank you: it is still right", answer.Text("h1")));
        var listing = (await Listings.ListingAsync(_key))!;
        Assert.Equal((_portal.NowUtc, ListingCheck.DueAtUtc(_portal.NowUtc)), (listing.RightAtUtc, listing.CheckAtUtc));
        Assert.Null(listing.AskedAtUtc);
    }

    [Fact]
    public async Task Out_ThenRightByADoubledPress_ShowsWhatTheFirstDid()
    {
        var link = await AskedAsync();
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync(link);

        var done = await visitor.PressAsync(page, Out);
        var again = await visitor.PressAsync(page, Right);

        Assert.All(new[] { done, again }, answer => Assert.Equal("Thank you: it is out of the directory", answer.Text("h1")));
        Assert.Null(await Listings.ListingAsync(_key));
        Assert.NotNull((await Listings.ReadAsync(_key)).ArchivedAtUtc);
    }

    [Fact]
    public async Task Out_OfOnesOwnListing_LeavesTheMembership()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("own@example.org", "Demo Own"));
        var link = await AskAsync("own@example.org");
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync(link.Replace("/en/listing-check", "/cy/gwirio-rhestriad", StringComparison.Ordinal));

        var done = await visitor.PressAsync(page, Out);

        Assert.Equal("Demo Own", page.Text(".sheet h2"));
        Assert.NotNull(page.Page.QuerySelector("a[href='/cy/fi/rhestriadau']"));
        Assert.Equal("Diolch: mae wedi'i dynnu o'r cyfeiriadur", done.Text("h1"));
        Assert.Equal(0, await _portal.SeeAsync(db => db.Listings.CountAsync()));
        Assert.False(await _portal.SeeAsync(db => db.Members.Where(member => member.Id == id).Select(member => member.WantsListing).SingleAsync()));
    }

    [Fact]
    public async Task Get_DeadLinks_SayWhetherTheyOnceWorked()
    {
        var link = await AskedAsync();
        using var visitor = _portal.Browse();
        var page = await visitor.GetAsync(link);

        foreach (var path in new[] { "/en/listing-check", "/en/listing-check?t=nothing", "/en/listing-check?t=nothing&done=right" })
        {
            var unknown = await visitor.GetAsync(path);
            Assert.Equal((HttpStatusCode.NotFound, "This link does not work"), (unknown.Status, unknown.Text("h1")));
        }

        await visitor.PressAsync(page, Right);
        _portal.Clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var used in new[] { await visitor.GetAsync(link), await visitor.PressAsync(page, Out) })
            Assert.Equal((HttpStatusCode.Gone, "This link no longer works"), (used.Status, used.Text("h1")));
        Assert.NotNull(await Listings.ListingAsync(_key));
    }

    [Fact]
    public async Task Get_AfterNinetyDays_OrOfWhatIsNoLongerListed_IsGone()
    {
        var link = await AskedAsync();
        using var visitor = _portal.Browse();
        var id = await _portal.SeeAsync(db => db.EntryPeople.Select(person => person.MemberId).SingleAsync());

        await _portal.DoAsync<EntryEditing>(editing => editing.ArchiveAsync(_key, id, _portal.NowUtc, default));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(link)).Status);
        await _portal.DoAsync<EntryEditing>(editing => editing.BringBackAsync(_key, id, _portal.NowUtc, default));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(link)).Status);
        _portal.Clock.Advance(ListingCheckBatch.LinkLifetime);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(link)).Status);
    }

    /// <summary>A project whose yearly question has just been mailed.</summary>
    private async Task<string> AskedAsync()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("maker@example.org", "Demo Maker") with { WantsListing = false });
        _key = await Listings.ListedAsync(id, ListingDeeds.Says("Demo Garden"));
        return await AskAsync("maker@example.org");
    }

    private async Task<string> AskAsync(string email)
    {
        _portal.Clock.SetUtcNow(ListingCheck.DueAtUtc(_portal.NowUtc));
        await Listings.CheckAsync();
        await _portal.SendMailAsync();
        return Visitor.LinkIn(_portal.Mails.LastTo(email));
    }
}
