using System.Net;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>The form of a listing: something new, what is there, one's own.</summary>
public sealed class ListingFormTests(Portal portal) : IClassFixture<Portal>
{
    private const string New = "/en/me/listings/new";

    [Theory]
    [InlineData("/en/me/listings/new", "/en/me/listings", "A coordinator looks at it first")]
    [InlineData("/cy/fi/rhestriadau/newydd", "/cy/fi/rhestriadau", "Bydd cydlynydd yn edrych arno yn gyntaf")]
    public async Task Post_New_Twice_IsOneThatWaits(string path, string list, string says)
    {
        var (id, visitor) = await MemberAsync();
        var name = $"Demo {Guid.NewGuid():N}";
        var page = await visitor.GetAsync(path);
        (string, string?)[] values = Filled(name, ("Input.NameWelsh", "Demo 🦊 \u202eاختبار"), ("Input.Themes", "Housing"), ("Input.Themes", "Work"), ("Input.Offers", "Time"), ("Input.Offers", "Skills"), ("Input.OpenToVisits", "true"), ("Input.Links", "example.org/a\r\n\r\nhttps://example.org/b"), ("Input.Where", "Place"), ("Input.PlaceText", "Aberystwyth"), ("Input.Exactly", "52.4153, -4.0829"));

        for (var i = 0; i < 2; i++)
        {
            var done = await visitor.PostAsync(page, "form#listing", values);
            Assert.Equal(list, done.Address.AbsolutePath);
            Assert.Contains(says, done.Text(".notice.done"), StringComparison.Ordinal);
        }

        var entry = await portal.SeeAsync(db => db.EditedBy(id).AsNoTracking().Include(one => one.Revisions).SingleAsync());
        var content = entry.Waiting!.Content;
        Assert.Equal((ListingKind.Venue, name, "Demo 🦊 \u202eاختبار", "What it is."), (entry.Kind, content.NameEnglish, content.NameWelsh, content.SummaryEnglish));
        Assert.Equal([PromiseTheme.Housing, PromiseTheme.Work], content.Themes);
        Assert.Equal((Offers.Time | Offers.Skills, true, new GeoPoint(52.4153, -4.0829)), (content.Offers, content.OpenToVisits, content.Exactly));
        Assert.Equal(["https://example.org/a", "https://example.org/b"], content.Links);
        Assert.NotNull(content.Where!.PlaceId);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("true", true)]
    public async Task Post_New_NamesWhoBringsIt_OnlyIfTheyAgree(string? ticked, bool isNamed)
    {
        var (id, visitor) = await MemberAsync();
        var page = await visitor.GetAsync(New);
        Assert.Null(page.Page.QuerySelector("input[name='Input.Named'][checked]"));
        await visitor.PostAsync(page, "form#listing", Filled($"Demo {Guid.NewGuid():N}", ("Input.Named", ticked)));
        Assert.Equal(isNamed, await portal.SeeAsync(db => db.EntryPeople.Where(person => person.MemberId == id).Select(person => person.IsNamed).SingleAsync()));
    }

    [Theory]
    [InlineData("Input.Kind", "", "Choose what it is")]
    [InlineData("Input.Kind", "Person", "Choose what it is")]
    [InlineData("Input.Kind", "99", "The site did not understand what was entered here")]
    [InlineData("Input.NameEnglish", " ", "Give it a name, in Welsh, in English or both")]
    [InlineData("Input.NameEnglish", "300", "The name in English must be 120 characters or fewer")]
    [InlineData("Input.NameWelsh", "300", "The name in Welsh must be 120 characters or fewer")]
    [InlineData("Input.SummaryEnglish", "", "Say what it is, in Welsh, in English or both")]
    [InlineData("Input.SummaryWelsh", "1001", "The words in Welsh must be 1000 characters or fewer")]
    [InlineData("Input.Links", "javascript:alert(1)", "“javascript:alert(1)” is not the address of a web page, such as https://example.org")]
    [InlineData("Input.Links", "a.org\nb.org\nc.org\nd.org\ne.org\nf.org", "Give at most 5 links")]
    [InlineData("Input.Links", "ftp://example.org", "“ftp://example.org” is not the address of a web page, such as https://example.org")]
    [InlineData("Input.Where", "", "Say where it is: a town or village, a principal area, or “Outside Wales”")]
    [InlineData("Input.AreaCode", "W0", "Choose its principal area")]
    [InlineData("Input.Exactly", "by the river", "Give two numbers, latitude and longitude, such as 52.4153, -4.0829")]
    [InlineData("Input.Exactly", "-4.0829, 52.4153", "The exact place is not in Wales. Latitude comes first")]
    [InlineData("Input.Themes", "nonsense", "The site did not understand what was entered here")]
    public async Task Post_New_WithWrongInput_SaysSoBesideItsField_AndKeepsWhatWasTyped(string field, string value, string problem)
    {
        var (id, visitor) = await MemberAsync();
        var typed = int.TryParse(value, out var length) && length > 99 ? new string('x', length) : value;
        var name = $"Demo {Guid.NewGuid():N}";

        var answer = await visitor.PostAsync(await visitor.GetAsync(New), "form#listing", Filled(name, (field, typed)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(problem, answer.Problems.Single());
        var at = answer.Page.QuerySelector($".problems a")!.GetAttribute("href")!;
        Assert.NotNull(answer.Page.QuerySelector(at));
        Assert.Equal(problem, answer.Text(".has-problem .problem"));
        if (field is "Input.NameWelsh" or "Input.Links" or "Input.Exactly" or "Input.SummaryWelsh") Assert.Equal(typed, answer.Value(field));
        if (field != "Input.NameEnglish") Assert.Equal(name, answer.Value("Input.NameEnglish"));
        Assert.False(await portal.SeeAsync(db => db.EditedBy(id).AnyAsync()));
    }

    [Fact]
    public async Task Post_New_TooManyThemesOrAPointOfASkill_IsRefused()
    {
        var (_, visitor) = await MemberAsync();
        var page = await visitor.GetAsync(New);

        var themes = await visitor.PostAsync(page, "form#listing", [.. Filled("Demo Themes"), .. new[] { "Housing", "Work", "Rights", "Culture", "Learning" }.Select(theme => ("Input.Themes", (string?)theme))]);
        var point = await visitor.PostAsync(page, "form#listing", Filled("Demo Point", ("Input.Kind", "Skill"), ("Input.Exactly", "52.4153, -4.0829")));

        Assert.Equal("Choose at most 4 themes", themes.Problems.Single());
        Assert.Equal("People, skills and methods are shown by town or area only. Leave the exact place empty", point.Text("#Input_Exactly-problem"));
    }

    [Fact]
    public async Task Post_New_LikeWhatIsListed_AsksFirst_InBothLanguages()
    {
        var (id, visitor) = await MemberAsync();
        await portal.ListedAsync(id, Brought.Content("Demo Repair Shed"));

        var asked = await visitor.PostAsync(await visitor.GetAsync(New), "form#listing", Filled("The Repair Shed, Demo"));
        Assert.Equal(HttpStatusCode.BadRequest, asked.Status);
        Assert.Equal("These are listed already. Is it one of them?", asked.Text("#alike h2"));
        Assert.Equal("/en/directory/demo-repair-shed", asked.Page.QuerySelector("#alike a")!.GetAttribute("href"));
        Assert.Equal(("The Repair Shed, Demo", "What it is."), (asked.Value("Input.NameEnglish"), asked.Value("Input.SummaryEnglish")));
        var welsh = await visitor.PostAsync(await visitor.GetAsync("/cy/fi/rhestriadau/newydd"), "form#listing", Filled("Demo Repair Shed"));
        Assert.Equal("Mae'r rhain wedi'u rhestru'n barod. Ai un ohonyn nhw yw e?", welsh.Text("#alike h2"));

        var done = await visitor.PostAsync(asked, "form#listing", ("Input.Different", "true"));

        Assert.StartsWith("It is sent.", done.Text(".notice.done"), StringComparison.Ordinal);
        Assert.Equal(2, await portal.SeeAsync(db => db.EditedBy(id).CountAsync()));
    }

    [Fact]
    public async Task Alike_AsMember_AnswersWithWhatEveryoneSees()
    {
        var (id, visitor) = await MemberAsync();
        await portal.ListedAsync(id, Brought.Content("Demo Tool Library"));
        var listingId = await portal.SeeAsync(db => db.Listings.Where(listing => listing.Slug == "demo-tool-library").Select(listing => listing.Id).SingleAsync());

        Assert.Contains("\"address\":\"/cy/cyfeiriadur/demo-tool-library\"", (await visitor.GetAsync("/api/alike?name=tool%20library%20demo&language=cy")).Body, StringComparison.Ordinal);
        Assert.Equal("[]", (await visitor.GetAsync($"/api/alike?name=tool%20library%20demo&language=cy&except={listingId}")).Body);
        Assert.Equal("[]", (await visitor.GetAsync("/api/alike?name=&language=en")).Body);
        foreach (var wrong in new[] { "name=demo", "name=demo&language=fr", "name=" + new string('x', 121) + "&language=en", "name=demo&language=en&except=x" })
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync("/api/alike?" + wrong)).Status);
    }

    [Fact]
    public async Task Post_Edit_ShowsAtOnce_OrWaitsWhereLinksAreAdded()
    {
        var (id, visitor) = await MemberAsync();
        var key = await portal.ListedAsync(id, Brought.Content("Demo Edited"));
        var path = $"/en/me/listings/{key}";
        var page = await visitor.GetAsync(path);
        Assert.Equal(("Demo Edited", "A garden for all.", "W06000015"), (page.Value("Input.NameEnglish"), page.Value("Input.SummaryEnglish"), page.Value("Input.AreaCode")));

        for (var i = 0; i < 2; i++) Assert.Equal("It is saved. Everyone sees it now.", (await visitor.PostAsync(page, "form#listing", ("Input.SummaryEnglish", "Another garden."))).Text(".notice.done"));
        var waits = await visitor.PostAsync(await visitor.GetAsync(path), "form#listing", ("Input.Links", "https://example.org"));

        Assert.Equal("A coordinator looks at it first; what was approved before stays as it is.", waits.Text(".notice.done"));
        var entry = await portal.EntryAsync(key);
        Assert.Equal(("Another garden.", 3), (entry.Shown!.SummaryEnglish, entry.Revisions.Count));
        Assert.Single(entry.Waiting!.Content.Links);
    }

    [Fact]
    public async Task Post_Edit_OverAnothersNewerVersion_IsRefused_AndLeadsToIt()
    {
        var (id, visitor) = await MemberAsync();
        var email = $"{Guid.NewGuid():N}@example.org";
        var other = await portal.Given.ApprovedAsync(Answers.Of(email));
        var key = await portal.ListedAsync(id, Brought.Content("Demo Crossed"));
        await portal.BelongsAsync(key, id, email, isNamed: true);
        var page = await visitor.GetAsync($"/en/me/listings/{key}");
        await portal.DoAsync<EntryEditing>(editing => editing.EditAsync(key, other, 1, Brought.Content("Demo Crossed") with { SummaryEnglish = "By the other." }, portal.NowUtc, default));

        var answer = await visitor.PostAsync(page, "form#listing", ("Input.SummaryEnglish", "By me."));

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.StartsWith("Someone else changed this", answer.Problems.Single(), StringComparison.Ordinal);
        Assert.Equal("By me.", answer.Value("Input.SummaryEnglish"));
        Assert.NotNull(answer.Page.QuerySelector($"main p a[href='/en/me/listings/{key}']"));
        Assert.Equal("By the other.", (await portal.EntryAsync(key)).Shown!.SummaryEnglish);
    }

    [Fact]
    public async Task Post_Own_ByTheMembersKey_ThenAgain()
    {
        var (id, visitor) = await MemberAsync();
        var path = $"/en/me/listings/{await portal.MemberKeyAsync(id)}";
        var page = await visitor.GetAsync(path);
        foreach (var field in new[] { "NameEnglish", "Where", "Kind", "Exactly" }) Assert.Null(page.Page.QuerySelector($"[name='Input.{field}']"));

        for (var i = 0; i < 2; i++) Assert.StartsWith("A coordinator looks at it first;", (await visitor.PostAsync(page, "form#listing", ("Input.SummaryWelsh", "Fi."), ("Input.Offers", "Experience"))).Text(".notice.done"), StringComparison.Ordinal);
        var entry = await portal.SeeAsync(db => db.Entries.AsNoTracking().Include(one => one.Revisions).SingleAsync(one => one.OwnMemberId == id));
        Assert.Equal(("Fi.", 1), (entry.Waiting!.SummaryWelsh, entry.Revisions.Count));
        await portal.ApproveAsync(entry.Key);
        Assert.Equal("Fi.", (await visitor.GetAsync($"/en/me/listings/{entry.Key}")).Value("Input.SummaryWelsh"));

        Assert.Equal("It is saved. Everyone sees it now.", (await visitor.PostAsync(await visitor.GetAsync(path), "form#listing", ("Input.SummaryEnglish", "Me."))).Text(".notice.done"));
        Assert.Equal("Me.", await portal.SeeAsync(db => db.Listings.Where(listing => listing.MemberId == id).Select(listing => listing.SummaryEnglish).SingleAsync()));
    }

    [Fact]
    public async Task Switch_OfLanguage_KeepsWhatWasTyped()
    {
        var (_, visitor) = await MemberAsync();

        var welsh = await visitor.PressAsync(await visitor.GetAsync(New), "button.language", ("Input.NameEnglish", "Demo Half Typed"), ("Input.Kind", "Method"), ("Input.Themes", "Housing"));

        Assert.Equal((HttpStatusCode.OK, "Ychwanegu rhywbeth"), (welsh.Status, welsh.Text("h1")));
        Assert.Equal(("Demo Half Typed", "Method", "Housing"), (welsh.Value("Input.NameEnglish"), welsh.Value("Input.Kind"), welsh.Value("Input.Themes")));
    }

    private async Task<(long Id, Visitor Visitor)> MemberAsync()
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        var id = await portal.Given.ApprovedAsync(Answers.Of(email));
        return (id, await portal.SignedInAsync(email));
    }

    /// <summary>The form filled in, with these in place of what they name.</summary>
    private static (string, string?)[] Filled(string name, params (string Name, string? Value)[] instead)
    {
        (string Name, string? Value)[] all = [("Input.Kind", "Venue"), ("Input.NameEnglish", name), ("Input.SummaryEnglish", "What it is."), ("Input.Where", "Area"), ("Input.AreaCode", "W06000008")];
        return [.. all.Where(field => instead.All(other => other.Name != field.Name)), .. instead];
    }
}
