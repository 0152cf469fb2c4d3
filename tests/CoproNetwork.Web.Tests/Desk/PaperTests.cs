using System.Net;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Principles;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Desk;

/// <summary>Typing in a form that came on paper.</summary>
public sealed class PaperTests(Portal portal) : IClassFixture<Portal>
{
    private const string Path = "/en/desk/applications/paper";

    [Fact]
    public async Task Post_Whole_WaitsForApprovalAtOnce()
    {
        using var coordinator = await portal.CoordinatorAsync();

        var application = await coordinator.PostAsync(await coordinator.GetAsync(Path), "form#paper", Whole("paper@example.org"));
        var member = await portal.SeeAsync(db => db.Members.SingleAsync(m => m.ConfirmedEmailKey == "paper@example.org"));
        var agreement = await portal.SeeAsync(db => db.Agreements.SingleAsync(a => a.MemberId == member.Id));

        Assert.Equal("The form is kept and waits for approval.", application.Text(".notice"));
        Assert.Equal((MemberStatus.Applied, true, MemberKind.Person), (member.Status, member.CameOnPaper, member.Kind));
        Assert.Equal((SiteLanguage.Welsh, "demo remark"), (agreement.Language, agreement.WouldChange));
        Assert.NotNull(member.PlaceId);
        Assert.Equal(["application.typed-from-paper", "application.read"], await portal.TrailAsync(member.Id));
    }

    [Fact]
    public async Task Post_TheSameTwice_IsOneApplication()
    {
        using var coordinator = await portal.CoordinatorAsync();
        var form = await coordinator.GetAsync(Path);

        var first = await coordinator.PostAsync(form, "form#paper", Whole("paper-twice@example.org"));
        var second = await coordinator.PostAsync(form, "form#paper", Whole("paper-twice@example.org"));

        Assert.Equal((HttpStatusCode.OK, first.Address), (second.Status, second.Address));
        Assert.Equal(1, await portal.SeeAsync(db => db.Members.CountAsync(m => m.Email == "paper-twice@example.org")));
    }

    [Fact]
    public async Task Post_Empty_RedisplaysFormWithEveryProblemLinked()
    {
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PostAsync(await coordinator.GetAsync(Path), "form#paper");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Enter a name", answer.Problems);
        Assert.Contains("Choose the language of the form", answer.Problems);
        Assert.Contains("Give the story a title", answer.Problems);
        Assert.All(answer.Page.QuerySelectorAll(".problems a"), link => Assert.NotNull(answer.Page.QuerySelector(link.GetAttribute("href")!)));
    }

    [Theory]
    [InlineData("Input.Place", "Nowhere at all", "We do not know a place called “Nowhere at all”. Choose one from the list, or give only your principal area")]
    [InlineData("Input.Email", "nobody", "Enter an email address like name@example.org")]
    [InlineData("Input.AgreedToAll", null, "Nobody can join without agreeing to every principle. If the form leaves one out, ask them")]
    [InlineData("Input.Kind", "Group", "Enter the name of the organisation or group that is joining")]
    [InlineData("Input.Age", "Under13", "Enter the name of the parent or guardian")]
    public async Task Post_OneThingWrong_SaysWhichAndKeepsTheRest(string field, string? typed, string problem)
    {
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PostAsync(await coordinator.GetAsync(Path), "form#paper", [.. Whole("wrong@example.org").Where(value => value.Name != field), (field, typed)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([problem], answer.Problems);
        Assert.Equal("Demo Paper", answer.Value("Input.Name"));
        Assert.Equal("A story from paper", answer.Value("Input.StoryTitle"));
        Assert.Equal(field == "Input.AgreedToAll" ? null : "true", answer.Value("Input.AgreedToAll"));
        Assert.False(await portal.SeeAsync(db => db.Members.AnyAsync(m => m.Email == "wrong@example.org")));
    }

    [Fact]
    public async Task Post_PlaceThatSeveralShare_NamesThem()
    {
        using var coordinator = await portal.CoordinatorAsync();
        var shared = Domain.Places.Gazetteer.Places.GroupBy(place => place.NameEnglish).First(group => group.Select(place => place.Area).Distinct().Count() > 1).Key;

        var answer = await coordinator.PostAsync(await coordinator.GetAsync(Path), "form#paper", [.. Whole("shared@example.org").Where(value => value.Name != "Input.Place"), ("Input.Place", shared)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith($"More than one place is called “{shared}”. Write it as one of these: ", Assert.Single(answer.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_AddressOfAMember_IsRefusedBesideTheField()
    {
        await portal.Given.ApprovedAsync(Answers.Of("has-it@example.org"));
        using var coordinator = await portal.CoordinatorAsync();

        var answer = await coordinator.PostAsync(await coordinator.GetAsync(Path), "form#paper", Whole("HAS-IT@example.org"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("This email address already belongs to another membership", answer.Text("#Input_Email-problem"));
    }

    [Fact]
    public async Task Post_NewVersionMeanwhile_AsksToTickAnew()
    {
        using var own = new Portal();
        using var coordinator = await own.CoordinatorAsync();
        var form = await coordinator.GetAsync(Path);
        await own.InScopeAsync<PrinciplesPublication, int>(publication => publication.PublishAsync([new("Un", "One", "Testun", "Text")], 1, 0, own.NowUtc, default));

        var answer = await coordinator.PostAsync(form, "form#paper", Whole("version@example.org"));
        var again = await coordinator.PostAsync(answer, "form#paper", ("Input.AgreedToAll", "true"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("A new version of the principles has been published.", Assert.Single(answer.Problems), StringComparison.Ordinal);
        Assert.Null(answer.Value("Input.AgreedToAll"));
        Assert.Equal("The form is kept and waits for approval.", again.Text(".notice"));
    }

    private static (string Name, string? Value)[] Whole(string email) =>
    [
        ("Input.FormLanguage", "Welsh"), ("Input.Name", "Demo Paper"), ("Input.Email", email), ("Input.Language", "Welsh"), ("Input.Kind", "Person"), ("Input.Age", "Adult"),
        ("Input.Place", "Aberystwyth"), ("Input.OwnLife", "Some"), ("Input.AgreedToAll", "true"), ("Input.WouldChange", "demo remark"),
        ("Input.PromiseText", "Gofynna i yn gyntaf."), ("Input.Theme", "Housing"), ("Input.Visibility", "Everyone"),
        ("Input.StoryTitle", "A story from paper"), ("Input.StoryText", "Demo."), ("Input.Consent", "Members"),
    ];
}
