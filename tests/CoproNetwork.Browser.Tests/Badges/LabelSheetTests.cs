using CoproNetwork.Domain;
using CoproNetwork.Domain.Badges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Badges;

/// <summary>Labels as they come out of the printer: L7160, 3 × 7 of 63.5 × 38.1 mm, measured in the PDF.</summary>
public sealed class LabelSheetTests(BrowserFixture browser, Portal portal) : IClassFixture<Portal>
{
    private const double Tolerance = 0.5;
    private const double CellWidth = 63.5, CellHeight = 38.1, FirstLeft = 7.21, FirstTop = 15.15, AcrossPitch = 66.04;
    private const double Padding = 4;

    [Fact]
    public async Task Print_MoreThanASheet_PutsTheFirstAndTheLastLabelWhereTheyBelong()
    {
        await WaitingAsync(22);
        await using var reader = await AtTheDeskAsync();

        var pages = await PrintAsync(reader, "/en/desk/badges/labels");

        Assert.Equal(2, pages.Count);
        Assert.All(pages, page => AssertNear((210, 297), (page.Width, page.Height)));
        AssertIn(pages[0], label: 1, place: 1);
        AssertIn(pages[0], label: 2, place: 2);
        AssertIn(pages[0], label: 12, place: 12);
        AssertIn(pages[0], label: 21, place: 21);
        AssertIn(pages[1], label: 22, place: 1);
        Assert.DoesNotContain(pages.SelectMany(page => page.Words), word => word.Text is "Labels" or "Print" or "Desk" or "Cymraeg");
    }

    [Theory]
    [InlineData("en", 8)]
    [InlineData("cy", 21)]
    public async Task Print_OneThatWasChosen_BeginsAtThePlaceThatWasChosen(string language, int start)
    {
        await WaitingAsync(22);
        await using var reader = await AtTheDeskAsync();

        var page = Assert.Single(await PrintAsync(reader, $"{(language == "cy" ? "/cy/desg/bathodynnau/labeli" : "/en/desk/badges/labels")}?key={await KeyAsync(5)}&start={start}"));

        AssertIn(page, label: 5, place: start);
        Assert.Equal(5, page.Words.Count);
    }

    [Fact]
    public async Task Print_TheLongestAddress_StaysWithinItsLabel()
    {
        var line = string.Join(' ', Enumerable.Repeat("Hirfaith", 7))[..PostalAddress.LineMaxLength];
        var id = await portal.Given().ApprovedAsync(Answers.Of($"long-{Guid.NewGuid():N}@example.org"));
        await GiveAsync(id, PostalAddress.Abroad(line, line, line, line, "HIR 123456", line));
        var key = (await portal.Given().MemberAsync(id)).Key;
        await using var reader = await AtTheDeskAsync();

        var page = Assert.Single(await PrintAsync(reader, $"/en/desk/badges/labels?key={key}&start=11"));

        var (left, top) = Corner(11);
        Assert.Contains(page.Words, word => word.Text == "HIR");
        Assert.All(page.Words, word => Assert.True(word.Left >= left && word.Right <= left + CellWidth && word.Top >= top && word.Bottom <= top + CellHeight, $"{word} lies outside the label at {left}, {top}."));
    }

    /// <summary>The address stands at the label's left padding, and its middle is the label's.</summary>
    private static void AssertIn(PrintedPage page, int label, int place)
    {
        var (left, top) = Corner(place);
        var first = page.Word($"R{label}");
        AssertNear((left + Padding, top + CellHeight / 2), (first.Left, (first.Middle + page.Word($"CF{label}").Middle) / 2));
    }

    private static (double Left, double Top) Corner(int place) => (FirstLeft + AcrossPitch * ((place - 1) % 3), FirstTop + CellHeight * ((place - 1) / 3));

    private static void AssertNear((double, double) expected, (double, double) actual)
    {
        Assert.InRange(actual.Item1, expected.Item1 - Tolerance, expected.Item1 + Tolerance);
        Assert.InRange(actual.Item2, expected.Item2 - Tolerance, expected.Item2 + Tolerance);
    }

    private async Task<Reader> AtTheDeskAsync()
    {
        var email = $"coordinator-{Guid.NewGuid():N}@example.org";
        await portal.Given().CoordinatorAsync(email);
        var reader = await Reader.AtAsync(browser, portal, new("en"));
        await reader.SignInAsync(portal, email);
        return reader;
    }

    private static async Task<IReadOnlyList<PrintedPage>> PrintAsync(Reader reader, string path)
    {
        await reader.OpenAsync(path);
        return await PrintedPage.ReadAsync(await reader.Page.PdfAsync(new() { PreferCSSPageSize = true }));
    }

    /// <summary>So many members with an address; label n says Rn to CFn.</summary>
    private async Task WaitingAsync(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            if (await KeyAsync(i) is not null) continue;
            var id = await portal.Given().ApprovedAsync(Answers.Of(EmailOf(i), $"R{i}"));
            await GiveAsync(id, PostalAddress.InUnitedKingdom($"R{i}", $"A{i}", null, $"T{i}", $"CF{i} 1AA"));
        }
    }

    private static string EmailOf(int label) => $"label-{label}@example.org";

    private async Task<string?> KeyAsync(int label)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var email = EmailOf(label);
        return await scope.ServiceProvider.GetRequiredService<CoproDbContext>().Members.Where(member => member.Email == email).Select(member => member.Key).SingleOrDefaultAsync();
    }

    private async Task GiveAsync(long member, PostalAddress address)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BadgePosting>().GiveAddressAsync(member, address, DateTime.UnixEpoch.AddYears(57), default);
    }
}
