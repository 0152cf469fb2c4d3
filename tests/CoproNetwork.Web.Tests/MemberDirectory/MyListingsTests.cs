using System.Net;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>What a member looks after: the list with its states, presses and invitations, and who belongs to a listing.</summary>
public sealed class MyListingsTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] Paths = ["/en/me/listings", "/en/me/listings/new", "/cy/fi/rhestriadau", "/cy/fi/rhestriadau/newydd"];

    [Fact]
    public async Task Get_WithoutSigningIn_AsksToSignIn()
    {
        using var visitor = portal.Browse();
        foreach (var path in Paths.Append("/en/me/listings/anything").Append("/en/me/listings/anything/people"))
            Assert.Contains("returnTo", (await visitor.GetAsync(path, follow: false)).Location, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync("/api/alike?name=demo&language=en", follow: false)).Status);
    }

    [Theory]
    [InlineData("young")]
    [InlineData("applicant")]
    public async Task Get_AsYoungOrNotYetMember_LeadsToMe_AndAPostToNothing(string who)
    {
        var email = $"{who}-listings@example.org";
        if (who == "young") await portal.Given.ApprovedAsync(Answers.Of(email) with { Age = AgeBand.Under18 });
        else await portal.Given.AppliedAsync(Answers.Of(email));
        await portal.Given.ApprovedAsync(Answers.Of($"grown-{who}@example.org"));
        using var visitor = await portal.SignedInAsync(email);
        using var member = await portal.SignedInAsync($"grown-{who}@example.org");

        foreach (var path in Paths) Assert.Equal(path.StartsWith("/en", StringComparison.Ordinal) ? "/en/me" : "/cy/fi", (await visitor.GetAsync(path, follow: false)).Location);
        Assert.Null((await visitor.GetAsync("/en/me")).Page.QuerySelector("a[href='/en/me/listings']"));
        var token = (await visitor.GetAsync("/en/me/details")).Value("form-token");
        var posted = await visitor.PostAsync(await member.GetAsync("/en/me/listings/new"), "form#listing", ("form-token", token), ("Input.NameEnglish", "Demo"));
        Assert.Equal(HttpStatusCode.NotFound, posted.Status);
    }

    [Fact]
    public async Task Get_SaysOfEachWhereItStands()
    {
        var (id, visitor) = await MemberAsync("states@example.org", "Demo States");
        var shown = await portal.ListedAsync(id, Brought.Content("Demo State Shown"));
        await portal.DescribedAsync(id, Brought.Content("Demo State Waiting"));
        var changed = await portal.ListedAsync(id, Brought.Content("Demo State Changed"));
        await portal.DoAsync<EntryEditing>(editing => editing.EditAsync(changed, id, 1, Brought.Content("Demo State Changed") with { Links = ["https://example.org"] }, portal.NowUtc, default));
        var declined = await portal.DescribedAsync(id, Brought.Content("Demo State Declined"));
        await portal.DecideAsync((decisions, coordinator) => decisions.DeclineAsync(declined, 1, "too short for us", coordinator, portal.NowUtc, default));
        var hidden = await portal.ListedAsync(id, Brought.Content("Demo State Hidden"));
        await portal.DecideAsync((decisions, coordinator) => decisions.HideAsync(hidden, "someone is named", coordinator, portal.NowUtc, default));
        var archived = await portal.ListedAsync(id, Brought.Content("Demo State Archived"));
        await portal.DoAsync<EntryEditing>(editing => editing.ArchiveAsync(archived, id, portal.NowUtc, default));

        var page = await visitor.GetAsync("/en/me/listings");

        var states = page.Page.QuerySelectorAll(".my-listing").ToDictionary(section => section.QuerySelector("h2")!.TextContent, section => section.TextContent);
        Assert.Equal("Demo States", page.Text(".my-listing h2"));
        foreach (var (name, says) in new[]
        {
            ("Demo States", "Your own listing: Person"), ("Demo State Shown", "In the directory"), ("Demo State Waiting", "Waiting for a coordinator"), ("Demo State Changed", "A change waits for a coordinator"),
            ("Demo State Declined", "too short for us"), ("Demo State Hidden", "someone is named"), ("Demo State Archived", "Out of the directory"),
        }) Assert.Contains(says, states[name], StringComparison.Ordinal);
        Assert.Contains("you look after 6 more", (await visitor.GetAsync("/en/me")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/cy/fi/rhestriadau/{shown}")).Status);
        Assert.Contains("Allan o'r cyfeiriadur", (await visitor.GetAsync("/cy/fi/rhestriadau")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ArchiveAndBringBack_EachTwice_DoesItOnce()
    {
        var (id, visitor) = await MemberAsync("archives@example.org", "Demo Archivist");
        var key = await portal.ListedAsync(id, Brought.Content("Demo Comes And Goes"));
        var page = await visitor.GetAsync("/en/me/listings");

        for (var i = 0; i < 2; i++) Assert.StartsWith("It is out of the directory.", (await visitor.PostAsync(page, "form[action*=Archive]")).Text(".notice.done"), StringComparison.Ordinal);
        Assert.False(await portal.SeeAsync(db => db.Listings.AnyAsync(listing => listing.Slug == "demo-comes-and-goes")));
        page = await visitor.GetAsync("/en/me/listings");
        for (var i = 0; i < 2; i++) Assert.StartsWith("It is back,", (await visitor.PostAsync(page, "form[action*=BringBack]")).Text(".notice.done"), StringComparison.Ordinal);

        Assert.True(await portal.SeeAsync(db => db.Listings.AnyAsync(listing => listing.Slug == "demo-comes-and-goes")));
        Assert.Null((await portal.EntryAsync(key)).ArchivedAtUtc);
    }

    [Fact]
    public async Task Post_StillRight_ConfirmsOwnAndOther()
    {
        var (id, visitor) = await MemberAsync("right@example.org", "Demo Right");
        await portal.ListedAsync(id, Brought.Content("Demo Right Thing"));
        await portal.SeeAsync(db => db.Listings.Where(listing => listing.MemberId == id).ExecuteUpdateAsync(set => set.SetProperty(listing => listing.RightAtUtc, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)).SetProperty(listing => listing.StaleSinceUtc, new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc))));
        var page = await visitor.GetAsync("/en/me/listings");
        Assert.Equal(2, page.Page.QuerySelectorAll(".tag.late").Length);

        foreach (var key in page.Page.QuerySelectorAll("form[action*=Right] [name=key]").Select(field => field.GetAttribute("value")).ToList())
            Assert.StartsWith("Thank you", (await visitor.PostAsync(page, "form[action*=Right]", ("key", key))).Text(".notice.done"), StringComparison.Ordinal);

        Assert.Empty(await portal.SeeAsync(db => db.Listings.Where(listing => listing.MemberId == id && (listing.StaleSinceUtc != null || listing.RightAtUtc < new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc))).ToListAsync()));
    }

    [Fact]
    public async Task Post_OnAnothers_Is404_AndChangesNothing()
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of("theirs@example.org", "Demo Theirs"));
        var key = await portal.ListedAsync(id, Brought.Content("Demo Not Yours"));
        var (own, visitor) = await MemberAsync("stranger@example.org", "Demo Stranger");
        var mine = await portal.ListedAsync(own, Brought.Content("Demo Strangers Own"));
        var page = await visitor.GetAsync("/en/me/listings");

        foreach (var form in new[] { "form[action*=Archive]", "form[action*=Right]" })
            foreach (var wrong in new[] { key, "", "nothing", await portal.MemberKeyAsync(id) }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync(page, form, ("key", wrong))).Status);
        foreach (var path in new[] { $"/en/me/listings/{key}", $"/en/me/listings/{key}/people", $"/en/me/listings/{await portal.MemberKeyAsync(id)}" }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
        foreach (var (from, form) in new[] { ($"/en/me/listings/{mine}", "form#listing"), ($"/en/me/listings/{mine}/people", "form#ask") })
        {
            var forged = await visitor.GetAsync(from);
            forged.Page.QuerySelector(form)!.SetAttribute("action", from.Replace(mine, key, StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync(forged, form, ("Input.Email", "stranger@example.org"))).Status);
        }

        Assert.Single((await portal.EntryAsync(key)).Revisions);
        Assert.Null((await portal.EntryAsync(key)).ArchivedAtUtc);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    public async Task Post_Invitation_IsAnswered(string answer)
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of($"asks-{answer}@example.org", "Demo Asker"));
        var key = await portal.ListedAsync(id, Brought.Content($"Demo Asked {answer}"));
        var (asked, visitor) = await MemberAsync($"asked-{answer}@example.org", $"Demo Asked Of {answer}");
        await portal.DoAsync<EntryBelonging>(belonging => belonging.AskAsync(key, id, $"asked-{answer}@example.org", portal.NowUtc, default));
        Assert.Contains("1 invitation waits", (await visitor.GetAsync("/en/me")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/en/me/listings/{key}")).Status);
        var page = await visitor.GetAsync("/en/me/listings");

        for (var i = 0; i < 2; i++)
        {
            var done = answer == "yes" ? await visitor.PostAsync(page, ".invitation form", ("named", "true")) : await visitor.PressAsync(page, ".invitation button[formaction]");
            Assert.StartsWith(answer == "yes" ? "You belong to it now" : "You have said no", done.Text(".notice.done"), StringComparison.Ordinal);
            Assert.Null(done.Page.QuerySelector(".invitation"));
        }

        Assert.Equal(answer == "yes", await portal.SeeAsync(db => db.EntryPeople.AnyAsync(person => person.MemberId == asked && person.IsNamed)));
        Assert.Equal(answer == "yes" ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await visitor.GetAsync($"/en/me/listings/{key}")).Status);
    }

    [Fact]
    public async Task Post_Ask_SaysTheSameOfEveryAddress()
    {
        var (id, visitor) = await MemberAsync("host@example.org", "Demo Host");
        await portal.Given.ApprovedAsync(Answers.Of("guest@example.org", "Demo Guest"));
        var key = await portal.ListedAsync(id, Brought.Content("Demo Hosted"));
        var page = await visitor.GetAsync($"/en/me/listings/{key}/people");

        foreach (var email in new[] { "guest@example.org", "Guest@Example.org", "nobody-at-all@example.org", "host@example.org" })
        {
            var done = await visitor.PostAsync(page, "form#ask", ("Input.Email", email));
            Assert.Equal("If a member has this address, they have been asked.", done.Text(".notice.done"));
            Assert.DoesNotContain("Demo Guest", done.Body, StringComparison.Ordinal);
        }

        Assert.Equal(1, await portal.SeeAsync(db => db.EntryPeople.CountAsync(person => person.Entry.Key == key && person.AgreedAtUtc == null)));
        foreach (var wrong in new[] { "", "no address", "<script>alert(1)</script>", new string('x', 300) + "@example.org" })
        {
            var refused = await visitor.PostAsync(page, "form#ask", ("Input.Email", wrong));
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
            Assert.Single(refused.Problems);
            Assert.Equal(wrong, refused.Value("Input.Email"));
        }
    }

    [Fact]
    public async Task Post_People_NamesTakesOutAndLeaves_ButNeverTheLast()
    {
        var (id, visitor) = await MemberAsync("first@example.org", "Demo First");
        var (second, other) = await MemberAsync("second@example.org", "Demo Second");
        var key = await portal.ListedAsync(id, Brought.Content("Demo Peopled"));
        var path = $"/en/me/listings/{key}/people";

        var alone = await visitor.PostAsync(await visitor.GetAsync(path), "form[action*=Leave]");
        Assert.Equal((HttpStatusCode.BadRequest, "Someone must look after it. Ask another first, or take it out of the directory."), (alone.Status, alone.Problems.Single()));

        await portal.BelongsAsync(key, id, "second@example.org", isNamed: true);
        await other.PostAsync(await other.GetAsync(path), "form[action*=Naming]");
        Assert.False(await portal.SeeAsync(db => db.EntryPeople.Where(person => person.MemberId == second).Select(person => person.IsNamed).SingleAsync()));
        var left = await visitor.PostAsync(await visitor.GetAsync(path), "form[action*=Leave]");
        Assert.Equal("You no longer look after it.", left.Text(".notice.done"));
        foreach (var gone in new[] { path, $"/en/me/listings/{key}" }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(gone)).Status);

        await portal.BelongsAsync(key, second, "first@example.org", isNamed: false);
        var removed = await other.PostAsync(await other.GetAsync(path), "form[action*=Remove]");
        Assert.Equal("They no longer look after it.", removed.Text(".notice.done"));
        Assert.Equal([second], await portal.SeeAsync(db => db.EntryPeople.Where(person => person.Entry.Key == key).Select(person => person.MemberId).ToListAsync()));
    }

    private async Task<(long Id, Visitor Visitor)> MemberAsync(string email, string name)
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of(email, name));
        return (id, await portal.SignedInAsync(email));
    }
}
