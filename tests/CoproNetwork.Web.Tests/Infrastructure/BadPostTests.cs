using System.Net;
using AngleSharp.Html.Dom;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Tests.Infrastructure;

/// <summary>Every button of every form of every page, as someone who may press it, with everything that can be wrong with what is sent.</summary>
public sealed class BadPostTests
{
    private const string Token = "form-token";

    /// <summary>What stands in place of each field but the token; null leaves it out.</summary>
    private static readonly Dictionary<string, Func<string, string?>> Wrongs = new()
    {
        ["missing"] = _ => null,
        ["empty"] = _ => "",
        ["too long"] = _ => new string('x', 9000),
        ["malformed"] = _ => "\u202e<script>alert(1)</script>=cmd()\ud83d\ude00\u0001\r\n'\";--",
        ["a number beyond all numbers"] = _ => "99999999999999999999",
        ["of someone else"] = _ => "0000000000000000000000000000000A",
    };

    public static TheoryData<string, string> Table()
    {
        var table = new TheoryData<string, string>();
        foreach (var who in new[] { "visitor", "member", "coordinator" })
            foreach (var wrong in Wrongs.Keys.Append("forged").Append("replayed")) table.Add(who, wrong);
        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task EveryButton_PressedWrongly_IsAnsweredWithAClearPage(string who, string wrong)
    {
        using var portal = new Portal();
        var pages = (await SiteMap.PagesAsync(portal)).Where(page => page.Access == AccessOf(who)).ToList();
        using var visitor = who switch
        {
            "member" => await portal.SignedInAsync(SiteMap.Member),
            "coordinator" => await portal.CoordinatorAsync(),
            _ => portal.Browse(),
        };
        var pressed = 0;
        foreach (var (path, _) in pages)
        {
            var page = await visitor.GetAsync(path, follow: false);
            if (page.Status != HttpStatusCode.OK) continue;
            foreach (var button in page.Page.QuerySelectorAll("button").OfType<IHtmlButtonElement>().Where(IsSending))
            {
                await PressAsync(visitor, page, button, wrong);
                pressed++;
            }
        }

        Assert.InRange(pressed, 6, int.MaxValue);
    }

    private static async Task PressAsync(Visitor visitor, Answer page, IHtmlButtonElement button, string wrong)
    {
        var answer = await visitor.PressAsync(page, button, field => field.Key == Token ? (wrong == "forged" ? null : field.Value) : Wrongs.TryGetValue(wrong, out var change) ? change(field.Value) : field.Value);
        var about = $"{page.Address.PathAndQuery} {button.OuterHtml}: {answer.Status} {answer.Location}";
        Assert.True((int)answer.Status is (>= 200 and < 400) or (>= 400 and < 500), about);
        if (wrong == "forged") Assert.True(answer.Status == HttpStatusCode.BadRequest, about);
        if (answer.Location is null) AssertClear(answer, about);
        if (wrong != "replayed") return;
        var again = await visitor.PressAsync(page, button, field => field.Value);
        Assert.True((int)again.Status < 500, $"{about}, then {again.Status}");
        if (again.Location is null) AssertClear(again, about);
    }

    /// <summary>A page of the site in the language of its address, with a heading, and with nothing of the program in it.</summary>
    private static void AssertClear(Answer answer, string about)
    {
        Assert.True(answer.Page.QuerySelector("h1")?.TextContent.Trim().Length > 0, about);
        Assert.True(answer.Page.DocumentElement.GetAttribute("lang") == answer.Address.AbsolutePath[1..3], about);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", answer.Body, StringComparison.Ordinal);
    }

    private static bool IsSending(IHtmlButtonElement button) => button is { Type: "submit", Form.Method: "post" } && !button.HasAttribute("disabled");

    private static Access AccessOf(string who) => who switch
    {
        "member" => Access.SignedIn,
        "coordinator" => Access.Coordinator,
        _ => Access.Public,
    };
}
