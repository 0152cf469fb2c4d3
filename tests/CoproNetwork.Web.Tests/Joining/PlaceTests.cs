namespace CoproNetwork.Tests.Joining;

/// <summary>The place of the first step: typed by its name, whatever the script of the page did or did not do.</summary>
public sealed class PlaceTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("Llanelli", "Llanelli, Carmarthenshire")]
    [InlineData("  llanelli ", "Llanelli, Carmarthenshire")]
    [InlineData("Abertawe", "Swansea, Swansea")]
    [InlineData("Casnewydd", "Newport, Newport")]
    [InlineData("Newport, Pembrokeshire", "Newport, Pembrokeshire")]
    [InlineData("Trefdraeth, Sir Benfro", "Newport, Pembrokeshire")]
    public async Task Post_PlaceOfOneName_IsKnownInEitherLanguage(string typed, string shown)
    {
        using var visitor = portal.Browse();

        var next = await visitor.ToYourLifeAsync("place@example.org", "/en/join", ("Input.Where", "Place"), ("Input.PlaceText", typed));

        Assert.Equal("/en/join/your-life", next.Address.AbsolutePath);
        Assert.Equal(shown, (await visitor.GetAsync("/en/join")).Value("Input.PlaceText"));
    }

    [Fact]
    public async Task Post_PlaceOfSeveralNames_AsksWhichAndTakesTheAnswer()
    {
        using var visitor = portal.Browse();

        var asked = await visitor.ToYourLifeAsync("place@example.org", "/en/join", ("Input.Where", "Place"), ("Input.PlaceText", "Newport"));
        var pembrokeshire = asked.Page.QuerySelectorAll("[name='Input.PlaceId']").Single(radio => radio.ParentElement!.TextContent.Contains("Pembrokeshire", StringComparison.Ordinal)).GetAttribute("value");
        var next = await visitor.PostAsync(asked, JoinWalk.Form, ("Input.PlaceId", pembrokeshire));

        Assert.Equal(["There is more than one place called “Newport”. Choose the one you mean"], asked.Problems);
        Assert.Equal("/en/join/your-life", next.Address.AbsolutePath);
        Assert.Equal("Newport, Pembrokeshire", (await visitor.GetAsync("/en/join")).Value("Input.PlaceText"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2653822")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("<b>")]
    public async Task Post_ForgedPlaceId_CountsForNothing(string id)
    {
        using var visitor = portal.Browse();

        var answer = await visitor.ToYourLifeAsync("place@example.org", "/en/join", ("Input.Where", "Place"), ("Input.PlaceText", "Newport"), ("Input.PlaceId", id));

        Assert.Equal(["There is more than one place called “Newport”. Choose the one you mean"], answer.Problems);
    }

    [Theory]
    [InlineData("Atlantis")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("🏝")]
    public async Task Post_UnknownPlace_RedisplaysFormWithWhatWasTyped(string typed)
    {
        using var visitor = portal.Browse();

        var answer = await visitor.ToYourLifeAsync("place@example.org", "/cy/ymuno", ("Input.Where", "Place"), ("Input.PlaceText", typed));

        Assert.Equal([$"Dydyn ni ddim yn gwybod am le o'r enw “{typed}”. Dewiswch un o'r rhestr, neu rhowch eich prif ardal yn unig"], answer.Problems);
        Assert.Equal(typed, answer.Value("Input.PlaceText"));
        Assert.DoesNotContain("<script>alert", answer.Body);
    }

    [Fact]
    public async Task Post_VeryLongPlace_IsAnsweredNotFailed()
    {
        using var visitor = portal.Browse();

        var answer = await visitor.ToYourLifeAsync("place@example.org", "/en/join", ("Input.Where", "Place"), ("Input.PlaceText", new string('w', 20_000)));

        Assert.StartsWith("We do not know a place called", Assert.Single(answer.Problems));
    }

    [Theory]
    [InlineData("W06000015", null)]
    [InlineData("W99999999", "Choose your principal area")]
    [InlineData("w06000015' OR 1=1", "Choose your principal area")]
    public async Task Post_Area_MustBeOneOfWales(string code, string? problem)
    {
        using var visitor = portal.Browse();

        var answer = await visitor.ToYourLifeAsync("place@example.org", "/en/join", ("Input.Where", "Area"), ("Input.AreaCode", code));

        Assert.Equal(problem is null ? [] : [problem], answer.Problems);
    }

    [Fact]
    public async Task Get_Areas_StandInTheAlphabetOfThePage()
    {
        using var visitor = portal.Browse();

        var names = (await visitor.GetAsync("/cy/ymuno")).Page.QuerySelectorAll("[name='Input.AreaCode'] option").Skip(1).Select(option => option.TextContent).ToList();

        Assert.Equal(22, names.Count);
        Assert.Equal(names.IndexOf("Ceredigion") + 1, names.IndexOf("Conwy"));
        Assert.True(names.IndexOf("Conwy") < names.IndexOf("Gwynedd"));
    }
}
