using System.Net;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Badges;

public sealed class AddressPageTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly (string, string?)[] Uk =
        [("Input.Where", "Uk"), ("Input.Recipient", "Demo Member"), ("Input.Line1", "7 Stryd Hynod"), ("Input.Line2", ""), ("Input.Town", "Aberaeron"), ("Input.Postcode", "sa46 0aa"), ("Input.Country", "")];

    [Fact]
    public async Task Post_ByTheMailedLink_StoresTheAddressEncrypted_AndNeverShowsItBack()
    {
        var (id, link) = await ApprovedAsync("by-link@example.org");
        using var visitor = portal.Browse();

        var saved = await visitor.PostAsync(await visitor.GetAsync(link), "form#address", Uk);

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Contains("saved the address", saved.Text(".notice.done"), StringComparison.Ordinal);
        Assert.DoesNotContain("Hynod", saved.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("SA46", (await visitor.GetAsync(link)).Body, StringComparison.Ordinal);
        var stored = await PostingAsync(id);
        Assert.Equal(PostingStatus.AddressGiven, stored.Status);
        Assert.DoesNotContain("Hynod", stored.ProtectedAddress, StringComparison.Ordinal);
        Assert.Equal("SA46 0AA", portal.Services.GetRequiredService<AddressProtection>().Unprotect(stored.ProtectedAddress!).Postcode);
    }

    [Fact]
    public async Task Post_AgainWithTheSameLink_CorrectsTheAddress_UntilItIsPosted()
    {
        var (id, link) = await ApprovedAsync("corrects@example.org");
        using var visitor = portal.Browse();
        await visitor.PostAsync(await visitor.GetAsync(link), "form#address", Uk);
        await visitor.PostAsync(await visitor.GetAsync(link), "form#address", [.. Uk.Where(field => field.Item1 != "Input.Line1"), ("Input.Line1", "8 Stryd Hynod")]);
        Assert.Equal("8 Stryd Hynod", portal.Services.GetRequiredService<AddressProtection>().Unprotect((await PostingAsync(id)).ProtectedAddress!).Line1);
        var open = await visitor.GetAsync(link);
        var actor = await portal.Given.CoordinatorAsync();
        var key = (await portal.Given.MemberAsync(id)).Key;
        await portal.InScopeAsync<BadgePosting, int>(posting => posting.NotePostedAsync([key], actor, portal.NowUtc, default));

        var late = await visitor.PostAsync(open, "form#address", Uk);

        Assert.Equal(HttpStatusCode.Gone, late.Status);
        Assert.Equal("This link has done its work", late.Text("h1"));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(link)).Status);
    }

    [Fact]
    public async Task Post_Abroad_TakesACountry_AndNoPostcode()
    {
        var (id, link) = await ApprovedAsync("abroad@example.org");
        using var visitor = portal.Browse();

        var without = await visitor.PostAsync(await visitor.GetAsync(link), "form#address", [.. Uk.Where(field => field.Item1 is not ("Input.Where" or "Input.Postcode")), ("Input.Where", "Abroad"), ("Input.Postcode", "")]);
        Assert.Equal(["Enter the country"], without.Problems);
        var saved = await visitor.PostAsync(without, "form#address", ("Input.Country", "Iwerddon"));

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal("Iwerddon", portal.Services.GetRequiredService<AddressProtection>().Unprotect((await PostingAsync(id)).ProtectedAddress!).Country);
    }

    [Theory]
    [InlineData("Input.Recipient", "", "Enter the name that goes on the envelope")]
    [InlineData("Input.Line1", " ", "Enter the first line of the address")]
    [InlineData("Input.Town", "", "Enter the town or city")]
    [InlineData("Input.Postcode", "", "Enter the postcode")]
    [InlineData("Input.Postcode", "D02 AF30", "Enter a UK postcode like CF10 1AA")]
    [InlineData("Input.Postcode", "1234567890123", "The postcode must be 12 characters or fewer")]
    [InlineData("Input.Line1", "long", "The first line of the address must be 60 characters or fewer")]
    [InlineData("Input.Where", "Elsewhere", "The site did not understand what was entered here")]
    [InlineData("Input.Where", "7", "The site did not understand what was entered here")]
    public async Task Post_WithSomethingWrong_SaysSoBesideTheField_AndKeepsTheRest(string field, string value, string problem)
    {
        var (id, link) = await ApprovedAsync($"wrong-{Guid.NewGuid():N}@example.org");
        using var visitor = portal.Browse();
        var typed = value == "long" ? new string('a', 61) : value;

        var answer = await visitor.PostAsync(await visitor.GetAsync(link), "form#address", [.. Uk.Where(known => known.Item1 != field), (field, typed)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal(problem, answer.Text($"#{field.Replace('.', '_')}-problem"));
        Assert.Equal(field == "Input.Recipient" ? value : "Demo Member", answer.Value("Input.Recipient"));
        Assert.Null((await PostingAsync(id)).ProtectedAddress);
    }

    [Theory]
    [InlineData("/en/badge-address", "We do not recognise this link", HttpStatusCode.NotFound)]
    [InlineData("/en/badge-address?t=AAAAAAAAAAAAAAAAAAAAAA", "We do not recognise this link", HttpStatusCode.NotFound)]
    [InlineData("/cy/cyfeiriad-bathodyn?t=x", "Dydyn ni ddim yn adnabod y ddolen hon", HttpStatusCode.NotFound)]
    public async Task Get_WithoutAKnownLink_Is404(string path, string title, HttpStatusCode status)
    {
        using var visitor = portal.Browse();

        var answer = await visitor.GetAsync(path);

        Assert.Equal((status, title), (answer.Status, answer.Text("h1")));
    }

    [Fact]
    public async Task Get_WithAnExpiredLink_Is410_AndALinkForSomethingElse_Is404()
    {
        var (id, _) = await ApprovedAsync("expired@example.org");
        var (old, other) = (RandomToken.Make(), RandomToken.Make());
        await portal.InScopeAsync<Domain.CoproDbContext, int>(db =>
        {
            db.MailedLinks.Add(MailedLink.Make(LinkPurpose.BadgeAddress, id, old, null, portal.NowUtc.AddDays(-91), BadgePosting.AddressLinkLasts));
            db.MailedLinks.Add(MailedLink.Make(LinkPurpose.Confirm, id, other, null, portal.NowUtc, TimeSpan.FromDays(1)));
            return db.SaveChangesAsync();
        });
        using var visitor = portal.Browse();

        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync($"/en/badge-address?t={old}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/en/badge-address?t={other}")).Status);
    }

    [Fact]
    public async Task LanguageSwitch_KeepsWhatWasTyped()
    {
        var (_, link) = await ApprovedAsync("switch@example.org");
        using var visitor = portal.Browse();
        var page = await visitor.GetAsync(link);
        var to = page.Page.QuerySelector("header button.language")!.GetAttribute("formaction")!;
        page.Page.QuerySelector("form#address")!.SetAttribute("action", to);

        var welsh = await visitor.PostAsync(page, "form#address", [.. Uk, ("switch-language", "cy")]);

        Assert.Equal(HttpStatusCode.OK, welsh.Status);
        Assert.Equal("I ble y cawn ni anfon eich bathodyn?", welsh.Text("h1"));
        Assert.Equal("7 Stryd Hynod", welsh.Value("Input.Line1"));
        Assert.Empty(welsh.Problems);
    }

    private async Task<(long Id, string Link)> ApprovedAsync(string email)
    {
        var id = await portal.Given.ApprovedAsync(Answers.Of(email));
        await portal.SendMailAsync();
        return (id, Visitor.LinkIn(portal.Mails.LastTo(email)));
    }

    private Task<Posting> PostingAsync(long member) => portal.SeeAsync(db => db.Postings.AsNoTracking().SingleAsync(posting => posting.Badge.MemberId == member));
}
