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

    [Fact]
    public async Task Check_PageThatLoadsItselfAnewMeanwhile_LooksAtItAgain()
    {
        await using var reader = await Reader.AtAsync(browser, portal, new("en", 360));
        await reader.OpenAsync("/en");
        var arrivals = 0;
        reader.Page.FrameNavigated += (_, _) => Interlocked.Increment(ref arrivals);
        await reader.Page.EvaluateAsync("setTimeout(() => location.reload(), 100)");

        await reader.CheckAsync();

        Assert.Equal(1, arrivals);
    }

    [Fact]
    public async Task Check_PageThatWithdrewAQuestion_IsQuiet()
    {
        await using var reader = await Reader.AtAsync(browser, portal, new("en", 360));
        await reader.OpenAsync("/en");
        var withdrawn = new TaskCompletionSource();
        reader.Page.RequestFailed += (_, _) => withdrawn.TrySetResult();
        await reader.Page.RouteAsync("**/held", _ => Task.CompletedTask);
        await reader.Page.EvaluateAsync("""
            () => {
              const asked = new AbortController();
              fetch('/held', { signal: asked.signal }).catch(() => {});
              setTimeout(() => asked.abort(), 100);
            }
            """);
        await withdrawn.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await reader.CheckAsync();
    }
}
