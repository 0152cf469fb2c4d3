using Xunit.Sdk;

namespace CoproNetwork.Tests.Pages;

/// <summary>What looks at the pages does see what is wrong with them.</summary>
public sealed class InstrumentTests(BrowserFixture browser, Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData(true, "<img src='/favicon.svg'>", "image-alt")]
    [InlineData(false, "<img src='/favicon.svg'>", "image-alt")]
    [InlineData(true, "<h1 style='width: 2000px'>Wide</h1>", "pixels wide")]
    [InlineData(true, "<h1>Else</h1><img alt='' src='http://127.0.0.1:9/else.png'>", "request to elsewhere")]
    public async Task Check_PageWithFault_Fails(bool scripts, string body, string fault)
    {
        await using var reader = await Reader.AtAsync(browser, portal, new("en", 360, Scripts: scripts));
        await reader.Page.SetContentAsync($"<!DOCTYPE html><html lang='en'><title>Fault</title><main>{body}</main></html>");

        var failure = await Assert.ThrowsAnyAsync<XunitException>(reader.CheckAsync);

        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
    }
}
