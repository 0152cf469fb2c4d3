using System.Net;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Members;

public sealed class MePageTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] Forms = ["details", "promise", "story", "visibility", "address"];

    [Fact]
    public async Task Get_AsMember_ShowsNumberBadgeAndAllThatIsHeld()
    {
        await portal.Given.ApprovedAsync(Answers.Of("whole@example.org", "Demo Whole"));
        using var visitor = await portal.SignedInAsync("whole@example.org");

        var me = await visitor.GetAsync("/en/me");

        Assert.Equal("My membership", me.Text("h1"));
        Assert.NotNull(me.Page.QuerySelector("svg.stamp"));
        foreach (var text in new[] { "Demo Whole", "I will ask first.", "A demo story", "Something happened.", "whole@example.org", "Waiting for your address", "since 1 March 2027" }) Assert.Contains(text, me.Body, StringComparison.Ordinal);
        foreach (var form in Forms) Assert.NotNull(me.Page.QuerySelector($"a[href='/en/me/{form}']"));
    }

    [Fact]
    public async Task Get_AsApplicant_SaysWhatComesNext_AndHasNoBadge()
    {
        await portal.Given.AppliedAsync(Answers.Of("applicant@example.org", "Demo Applicant"));
        using var visitor = await portal.SignedInAsync("applicant@example.org");

        var me = await visitor.GetAsync("/cy/fi");

        Assert.Contains("Yn aros am gydlynydd", me.Body, StringComparison.Ordinal);
        Assert.Contains("Bydd cydlynydd yn darllen eich ffurflen", me.Body, StringComparison.Ordinal);
        Assert.Null(me.Page.QuerySelector("svg.stamp"));
        Assert.Equal("/cy/fi", (await visitor.GetAsync("/cy/fi/cyfeiriad", follow: false)).Location);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/cy/fi/addewid")).Status);
    }

    [Fact]
    public async Task Get_AsDeclined_OffersToApplyAgain_AndChangesNothing()
    {
        await portal.Given.DeclinedAsync(Answers.Of("declined@example.org"));
        await portal.SendMailAsync();
        using var visitor = await portal.SignedInAsync("declined@example.org");

        var me = await visitor.GetAsync("/en/me");

        Assert.Contains("Your application was declined.", me.Body, StringComparison.Ordinal);
        Assert.NotNull(me.Page.QuerySelector("main a[href='/en/join']"));
        foreach (var form in Forms) Assert.Equal("/en/me", (await visitor.GetAsync($"/en/me/{form}", follow: false)).Location);
    }

    [Fact]
    public async Task Get_AsCoordinatorOnly_LeadsToTheDesk_AndEveryFormBackHere()
    {
        using var visitor = await portal.CoordinatorAsync("only-coordinator@example.org");

        var me = await visitor.GetAsync("/en/me");

        Assert.Equal("You are signed in without a membership", me.Text("h1"));
        Assert.NotNull(me.Page.QuerySelector("main a[href='/en/desk']"));
        foreach (var form in Forms.Append("leave")) Assert.Equal("/en/me", (await visitor.GetAsync($"/en/me/{form}", follow: false)).Location);
    }

    [Fact]
    public async Task Post_Promise_ChangesIt_AndItsOldWordsStayInItsHistory()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("promise@example.org"));
        using var visitor = await portal.SignedInAsync("promise@example.org");

        var me = await visitor.PostAsync(await visitor.GetAsync("/en/me/promise"), "form#promise", ("Input.Text", "I will share power."), ("Input.Visibility", "Members"));

        Assert.Equal("Saved.", me.Text(".notice.done"));
        var promise = await portal.SeeAsync(db => db.Promises.Include(p => p.Updates).AsNoTracking().SingleAsync(p => p.MemberId == id));
        Assert.Equal(("I will share power.", PromiseVisibility.Members, "I will ask first."), (promise.Text, promise.Visibility, promise.Updates[0].OldText));
    }

    [Fact]
    public async Task Post_PromiseWithdrawn_IsErased_AndCanBeMadeAnew()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("withdraw@example.org"));
        using var visitor = await portal.SignedInAsync("withdraw@example.org");

        var me = await visitor.PostAsync(await visitor.GetAsync("/en/me/promise"), "form[action*=Withdraw]");
        Assert.Contains("You have no promise at the moment.", me.Body, StringComparison.Ordinal);
        await visitor.PostAsync(await visitor.GetAsync("/en/me/promise"), "form#promise", ("Input.Text", "I will begin again."), ("Input.Theme", "Work"));

        Assert.Equal("I will begin again.", await portal.SeeAsync(db => db.Promises.Where(p => p.MemberId == id).Select(p => p.Text).SingleAsync()));
    }

    [Fact]
    public async Task Post_Story_ChangesItsConsent_AndWithdrawErasesIt()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("story@example.org"));
        using var visitor = await portal.SignedInAsync("story@example.org");

        await visitor.PostAsync(await visitor.GetAsync("/en/me/story"), "form#story", ("Input.Title", "Another title"), ("Input.Consent", "PublicWithName"));
        Assert.Equal(StoryConsent.PublicWithName, await portal.SeeAsync(db => db.Stories.Where(s => s.MemberId == id).Select(s => s.Consent).SingleAsync()));
        await visitor.PostAsync(await visitor.GetAsync("/en/me/story"), "form[action*=Withdraw]");

        Assert.False(await portal.SeeAsync(db => db.Stories.AnyAsync(s => s.MemberId == id)));
    }

    [Fact]
    public async Task Post_Details_ChangesThem_WithTheListing()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("details@example.org", "Demo Before"));
        using var visitor = await portal.SignedInAsync("details@example.org");

        await visitor.PostAsync(await visitor.GetAsync("/en/me/details"), "form#details",
            ("Input.Name", "Demo After"), ("Input.Kind", "Group"), ("Input.OrganisationName", "Demo Group"), ("Input.Where", "Place"), ("Input.PlaceText", "Llandudno"), ("Input.Language", "Both"));

        var listing = await portal.SeeAsync(db => db.Listings.AsNoTracking().SingleAsync(l => l.MemberId == id));
        Assert.Equal(("Demo After", ListingKind.Group, "Demo Group"), (listing.Name, listing.Kind, listing.OrganisationName));
        Assert.NotNull(listing.PlaceId);
        Assert.Contains("Llandudno", (await visitor.GetAsync("/en/me")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("details", "Input.Name", "", "Enter your name")]
    [InlineData("details", "Input.Name", "long", "Your name must be 120 characters or fewer")]
    [InlineData("details", "Input.Kind", "Organisation", "Enter the name of the organisation or group that is joining")]
    [InlineData("details", "Input.Age", "Under13", "Enter the name of the parent or guardian who joins with you")]
    [InlineData("details", "Input.AreaCode", "W0", "Choose your principal area")]
    [InlineData("details", "Input.Language", "99", "The site did not understand what was entered here")]
    [InlineData("promise", "Input.Text", " ", "Write your promise")]
    [InlineData("promise", "Input.Text", "long", "Your promise must be 500 characters or fewer")]
    [InlineData("promise", "Input.Theme", "", "Choose what your promise is about")]
    [InlineData("promise", "Input.Visibility", "Nobody", "The site did not understand what was entered here")]
    [InlineData("story", "Input.Title", "", "Give your story a title")]
    [InlineData("story", "Input.Text", "long", "Your story must be 5000 characters or fewer")]
    [InlineData("story", "Input.Consent", "77", "The site did not understand what was entered here")]
    public async Task Post_WithWrongInput_IsRefused_AndChangesNothing(string form, string field, string value, string problem)
    {
        var email = $"wrong-{Guid.NewGuid():N}@example.org";
        await portal.Given.ApprovedAsync(Answers.Of(email));
        using var visitor = await portal.SignedInAsync(email);
        var before = await visitor.GetAsync("/en/me");

        var answer = await visitor.PostAsync(await visitor.GetAsync($"/en/me/{form}"), $"form#{form}", (field, value == "long" ? new string('x', 5001) : value));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal(before.Text("main"), (await visitor.GetAsync("/en/me")).Text("main"));
    }

    [Fact]
    public async Task Under18_IsOfferedNeitherListingNorNaming_AndAForgedWishCountsForNothing()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("young@example.org") with { Age = AgeBand.Under18 });
        using var visitor = await portal.SignedInAsync("young@example.org");
        var page = await visitor.GetAsync("/en/me/visibility");
        Assert.Null(page.Page.QuerySelector("[name='Input.Listed'], [name='Input.Named'], form[action*=Hide]"));
        Assert.Null((await visitor.GetAsync("/en/me/story")).Page.QuerySelector("[value=PublicWithName]"));

        await visitor.PostAsync(page, "form#visibility", ("Input.Listed", "true"), ("Input.Named", "true"));
        var story = await visitor.PostAsync(await visitor.GetAsync("/en/me/story"), "form#story", ("Input.Consent", "PublicWithName"));

        Assert.Equal(HttpStatusCode.BadRequest, story.Status);
        Assert.False(await portal.SeeAsync(db => db.Listings.AnyAsync(l => l.MemberId == id)));
        Assert.False(await portal.SeeAsync(db => db.Badges.AnyAsync(badge => badge.MemberId == id && badge.NamesHolder)));
    }

    [Fact]
    public async Task Post_MailArrives_LiftsWhatCameBack()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("held@example.org", "Demo Held"));
        using var member = await portal.SignedInAsync("held@example.org");
        Assert.Null((await member.GetAsync("/en/me")).Page.QuerySelector("button[formaction*='handler=Arrives']"));
        await portal.SeeAsync(db => db.Members.Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.EmailHeldAtUtc, portal.NowUtc)));
        var told = await member.GetAsync("/cy/fi");
        Assert.Contains("Mae gweinydd post wedi gwrthod ein post i held@example.org.", told.Text("form.notice.warn"), StringComparison.Ordinal);
        var lifted = await member.PressAsync(told, "button[formaction*='handler=Arrives']");
        Assert.Contains("Mae ein post yn mynd i'ch cyfeiriad eto.", lifted.Text(".notice"), StringComparison.Ordinal);
        Assert.Null((await portal.Given.MemberAsync(id)).EmailHeldAtUtc);
    }

    [Fact]
    public async Task Post_HideMe_IsOnePress_AndGoneAtOnceForVisitors()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("hide@example.org", "Demo Hides"));
        using var member = await portal.SignedInAsync("hide@example.org");
        using var visitor = portal.Browse();
        await member.PostAsync(await member.GetAsync("/en/me/visibility"), "form#visibility", ("Input.Named", "true"));
        var badge = (await member.GetAsync("/en/me")).Page.QuerySelector("figcaption a")!.GetAttribute("href")!;
        Assert.Contains("Demo Hides", (await visitor.GetAsync(badge)).Body, StringComparison.Ordinal);

        var me = await member.PostAsync(await member.GetAsync("/en/me/visibility"), "form[action*=Hide]");

        Assert.Contains("You are hidden.", me.Text(".notice.done"), StringComparison.Ordinal);
        Assert.DoesNotContain("Demo Hides", (await visitor.GetAsync(badge)).Body, StringComparison.Ordinal);
        Assert.False(await portal.SeeAsync(db => db.Listings.AnyAsync(l => l.MemberId == id)));
    }

    [Fact]
    public async Task Post_Address_SignedIn_IsShownToItsOwner()
    {
        await portal.Given.ApprovedAsync(Answers.Of("address@example.org", "Demo Address"));
        using var visitor = await portal.SignedInAsync("address@example.org");

        var me = await visitor.PostAsync(await visitor.GetAsync("/en/me/address"), "form#address", ("Input.Line1", "7 Stryd Hynod"), ("Input.Town", "Aberaeron"), ("Input.Postcode", "sa460aa"));

        Assert.Contains("Ready to be posted", me.Body, StringComparison.Ordinal);
        Assert.Contains("SA46 0AA", (await visitor.GetAsync("/en/me/address")).Text(".inset"), StringComparison.Ordinal);
    }
}
