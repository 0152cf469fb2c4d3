using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;

namespace CoproNetwork.Tests.Journeys;

/// <summary>The whole main job: someone joins and confirms, a coordinator approves, the badge is posted, the public finds them. Every page is looked at on the way.</summary>
public sealed class JoiningTests(BrowserFixture browser)
{
    private const string Email = "demo.member@example.org";
    private const string Coordinator = "coordinator@example.org";
    private const string Name = "Demo Ŵyn Aelod";
    private const string Promise = "I will ask the people it is for before I plan anything.";

    [Theory]
    [InlineData("cy", 360, false)]
    [InlineData("cy", 1280, true)]
    [InlineData("en", 360, true)]
    [InlineData("en", 1280, false)]
    public async Task Join_UntilFoundInTheDirectory(string language, int width, bool scripts)
    {
        await using var portal = new Portal();
        await portal.Given().CoordinatorAsync(Coordinator);
        await using var member = await Reader.AtAsync(browser, portal, new(language, width, Scripts: scripts));
        await using var coordinator = await Reader.AtAsync(browser, portal, new(language, Scripts: scripts));

        await SendFormAsync(member);
        await ConfirmAsync(member, portal);
        await SignInAsync(coordinator, portal, Coordinator);
        await ApproveAsync(coordinator);
        await GiveAddressAsync(member, portal);
        await PostAsync(coordinator);
        await FindAsync(member, portal);
        await SignInAsync(member, portal, Email);
        await LetTheBadgeNameThemAsync(member);
        await HideAsync(member, coordinator);
    }

    private static async Task SendFormAsync(Reader reader)
    {
        await reader.OpenAsync(reader.Links.To("/Home/Index"));
        await reader.FollowAsync(reader.Words["Home.JoinButton"]);
        await AboutYouAsync(reader);
        await reader.ChooseAsync("Input.OwnLife", Say.Some);
        await reader.ChooseAsync("Input.Work", Say.DoesNotApply);
        await reader.FillAsync("Input.Words", "Demo words: ŵ and ŷ <b>and</b> & so on.");
        await reader.PressAsync(reader.Words["Common.Continue"]);
        foreach (var agree in await reader.Page.Locator("input[name='Input.Agreed']").AllAsync()) await Reader.TickAsync(agree);
        await reader.PressAsync(reader.Words["Common.Continue"]);
        await reader.FillAsync("Input.Text", Promise);
        await reader.ChooseAsync("Input.Language", "English");
        await reader.SelectAsync("Input.Theme", PromiseTheme.Housing);
        await reader.ChooseAsync("Input.Visibility", PromiseVisibility.Everyone);
        await reader.PressAsync(reader.Words["Common.Continue"]);
        await reader.FillAsync("Input.Title", "Demo story");
        await reader.FillAsync("Input.Text", "What matters to a demo member right now.");
        await reader.ChooseAsync("Input.Language", "English");
        await reader.ChooseAsync("Input.Consent", StoryConsent.PublicWithName);
        await reader.PressAsync(reader.Words["Common.Continue"]);
        await reader.ChooseAsync("Input.WantsListing", "true");
        await reader.PressAsync(reader.Words["Joining.Check.Button"]);
        Assert.Equal(reader.Words["Joining.Sent.Title"], await reader.HeadingAsync());
    }

    private static async Task AboutYouAsync(Reader reader)
    {
        await reader.ChooseAsync("Input.Kind", MemberKind.Person);
        await reader.FillAsync("Input.Name", Name);
        await reader.ChooseAsync("Input.Age", AgeBand.Adult);
        await reader.FillAsync("Input.Email", Email);
        await reader.ChooseAsync("Input.Language", reader.Language);
        await reader.ChooseAsync("Input.Where", "Place");
        await reader.FillAsync("Input.PlaceText", "Llanidloes");
        await reader.PressAsync(reader.Words["Common.Continue"]);
    }

    private static async Task ConfirmAsync(Reader reader, Portal portal)
    {
        var mail = await portal.Mails.NewestToAsync(Email, reader.Words["Mails.Confirm.Subject"]);
        await reader.OpenAsync(MailFolder.LinkIn(mail));
        await reader.PressAsync(reader.Words["Joining.Confirm.Button"]);
        Assert.Equal(reader.Words["Joining.Confirm.Done.Title"], await reader.HeadingAsync());
    }

    private static async Task SignInAsync(Reader reader, Portal portal, string email)
    {
        await reader.OpenAsync(reader.Links.To("/Accounts/SignIn"));
        await reader.FillAsync("Input.Email", email);
        await reader.PressAsync(reader.Words["Accounts.SignIn.Button"]);
        var mail = await portal.Mails.NewestToAsync(email, reader.Words["Mails.SignIn.Subject"]);
        await reader.OpenAsync(MailFolder.LinkIn(mail));
        await reader.PressAsync(reader.Words["Accounts.Link.Button"]);
    }

    private static async Task ApproveAsync(Reader reader)
    {
        await reader.OpenAsync(reader.Links.To("/Desk/Applications/Index"));
        await reader.FollowAsync(Name);
        await reader.PressAsync(reader.Words["Desk.Approve"]);
        Assert.Contains("1", await reader.Page.Locator(".notice.done").First.InnerTextAsync(), StringComparison.Ordinal);
        await reader.OpenAsync(reader.Links.To("/Desk/Index"));
    }

    private static async Task GiveAddressAsync(Reader reader, Portal portal)
    {
        var mail = await portal.Mails.NewestToAsync(Email, reader.Words["Mails.Welcome.Subject", 1]);
        await reader.OpenAsync(MailFolder.LinkIn(mail));
        await reader.FillAsync("Input.Recipient", Name);
        await reader.FillAsync("Input.Line1", "1 Demo Street");
        await reader.FillAsync("Input.Town", "Llanidloes");
        await reader.FillAsync("Input.Postcode", "SY18 6AA");
        await reader.PressAsync(reader.Words["Badges.Address.Button"]);
        Assert.Contains(reader.Words["Badges.Address.Saved"], await reader.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Demo Street", await reader.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static async Task PostAsync(Reader reader)
    {
        await reader.OpenAsync(reader.Links.To("/Desk/Badges/Index"));
        await Reader.TickAsync(reader.Page.Locator("input[name='chosen.Keys']"));
        await reader.PressAsync(reader.Words["Badges.Desk.Labels"]);
        Assert.Contains("SY18 6AA", await reader.Page.Locator(".label-sheet").InnerTextAsync(), StringComparison.Ordinal);
        await reader.PressAsync(reader.Words["Badges.Labels.WerePrinted"]);
        await reader.OpenAsync(reader.Links.To("/Desk/Badges/Index"));
        await Reader.TickAsync(reader.Page.Locator("input[name='chosen.Keys']"));
        await reader.PressAsync(reader.Words["Badges.Desk.MarkPosted"]);
        Assert.Contains(reader.Words.Count("Badges.Desk.MarkedPosted", 1), await reader.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task FindAsync(Reader reader, Portal portal)
    {
        await portal.Mails.NewestToAsync(Email, reader.Words["Mails.Posted.Subject"]);
        await reader.OpenAsync(reader.Links.To("/Badges/Badge", ("edition", 1), ("number", 1)));
        Assert.DoesNotContain(Name, await reader.Page.ContentAsync(), StringComparison.Ordinal);
        await reader.OpenAsync(reader.Links.To("/MemberDirectory/Index"));
        await reader.FillAsync("q", "wyn llanidloes");
        await reader.PressAsync(reader.Words["Common.Search"]);
        await reader.FollowAsync(Name);
        Assert.Equal(Name, await reader.HeadingAsync());
        Assert.Contains(Promise, await reader.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await reader.OpenAsync(reader.Links.To("/Home/Index"));
    }

    private static async Task LetTheBadgeNameThemAsync(Reader reader)
    {
        Assert.Contains(Name, await reader.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await reader.OpenAsync(reader.Links.To("/Members/Visibility"));
        await reader.ChooseAsync("Input.Named", "true");
        await reader.PressAsync(reader.Words["Common.Save"]);
        await reader.OpenAsync(reader.Links.To("/Badges/Badge", ("edition", 1), ("number", 1)));
        Assert.Contains(Name, await reader.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    /// <summary>Gone at once for everyone, also from pages that were served from the cache before.</summary>
    private static async Task HideAsync(Reader member, Reader visitor)
    {
        await visitor.OpenAsync(visitor.Links.To("/Accounts/SignOut"));
        await visitor.ClickAsync("main form button");
        await visitor.OpenAsync(visitor.Links.To("/MemberDirectory/Index"));
        Assert.Contains(Name, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        await member.OpenAsync(member.Links.To("/Members/Visibility"));
        await member.PressAsync(member.Words["Members.Me.HideMe"]);
        foreach (var address in new[] { visitor.Links.To("/MemberDirectory/Index"), visitor.Links.To("/Badges/Badge", ("edition", 1), ("number", 1)), visitor.Links.To("/Home/Index") })
        {
            await visitor.OpenAsync(address);
            Assert.DoesNotContain(Name, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        }
    }
}
