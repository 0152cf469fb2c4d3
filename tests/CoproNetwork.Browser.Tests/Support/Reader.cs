using CoproNetwork.Domain.Common;
using CoproNetwork.Web.Infrastructure;
using Microsoft.Playwright;

namespace CoproNetwork.Tests;

/// <summary>How someone reads: language, screen, colours, with or without scripts.</summary>
/// <param name="Language">cy or en.</param>
/// <param name="Width">360 for a phone, 1280 for a laptop.</param>
public sealed record Reading(string Language, int Width = 1280, ColorScheme Colours = ColorScheme.Light, bool Scripts = true)
{
    /// <summary>Both languages, both screens, both colour schemes.</summary>
    public static IEnumerable<Reading> All() =>
        from language in new[] { "cy", "en" }
        from width in new[] { 360, 1280 }
        from colours in new[] { ColorScheme.Light, ColorScheme.Dark }
        select new Reading(language, width, colours);
}

/// <summary>Someone at a browser of their own, who looks closely at every page and notes everything that one should not do.</summary>
public sealed class Reader : IAsyncDisposable
{
    private const int MostLooks = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IBrowserContext _context;
    private readonly Reading _reading;
    private readonly Uri _site;
    private readonly ICDPSession? _scriptSwitch;
    private readonly List<string> _troubles = [];
    private string _asked = "";
    private int _arrivals;
    private int _status;

    private Reader(IBrowserContext context, IPage page, Reading reading, ICDPSession? scriptSwitch, Uri site)
    {
        (_context, Page, _reading, _scriptSwitch, _site) = (context, page, reading, scriptSwitch, site);
        Language = reading.Language == "cy" ? SiteLanguage.Welsh : SiteLanguage.English;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsExpected(message)) _troubles.Add($"console: {message.Text}");
        };
        page.PageError += (_, failure) => _troubles.Add($"script: {failure}");
        page.Request += (_, request) =>
        {
            if (!IsOwn(request.Url)) _troubles.Add($"request to elsewhere: {request.Url}");
            if (request.IsNavigationRequest && request.Frame == page.MainFrame) _asked = request.Url;
        };
        page.RequestFailed += (_, request) =>
        {
            if (!IsWithdrawn(request)) _troubles.Add($"request failed: {request.Url} {request.Failure}");
        };
        page.FrameNavigated += (_, frame) =>
        {
            if (frame == page.MainFrame) Interlocked.Increment(ref _arrivals);
        };
        page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest && response.Frame == page.MainFrame && response.Status is < 300 or >= 400) _status = response.Status;
        };
    }

    public IPage Page { get; }

    public SiteLanguage Language { get; }

    public Words Words => WordBook.Site.For(Language);

    public SiteLinks Links => SiteLinks.In(Language);

    public static async Task<Reader> AtAsync(BrowserFixture browser, Portal portal, Reading reading)
    {
        var context = await browser.Browser.NewContextAsync(new()
        {
            BaseURL = portal.BaseUrl.ToString(),
            Locale = reading.Language == "cy" ? "cy-GB" : "en-GB",
            ViewportSize = new() { Width = reading.Width, Height = reading.Width < 600 ? 800 : 900 },
            ColorScheme = reading.Colours,
            JavaScriptEnabled = reading.Scripts,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var page = await context.NewPageAsync();
        var reader = new Reader(context, page, reading, reading.Scripts ? null : await context.NewCDPSessionAsync(page), portal.BaseUrl);
        await reader.AllowScriptsAsync(false);
        return reader;
    }

    /// <summary>Opens an address that answers with the status, and looks at the page.</summary>
    public async Task OpenAsync(string address, int status = 200)
    {
        await Page.GotoAsync(address);
        await ArrivedAsync(status);
    }

    /// <summary>As <see cref="OpenAsync"/>, with whatever status; it is returned.</summary>
    public async Task<int> VisitAsync(string address)
    {
        await Page.GotoAsync(address);
        await CheckAsync();
        return _status;
    }

    /// <summary>Presses the button with these words, waits for the page that comes, and looks at it.</summary>
    public Task PressAsync(string words, int status = 200) => ArriveByAsync(() => Button(words).ClickAsync(), status);

    /// <summary>As <see cref="PressAsync"/>, by a selector.</summary>
    public Task ClickAsync(string selector, int status = 200) => ArriveByAsync(() => Page.ClickAsync(selector), status);

    public Task FollowAsync(string words) => ArriveByAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = words, Exact = true }).First.ClickAsync(), 200);

    /// <summary>Does what leads to another page, waits for that page, and looks at it.</summary>
    public async Task ArriveByAsync(Func<Task> deed, int status)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Page.FrameNavigated += Note;
        try
        {
            await deed();
            await arrived.Task.WaitAsync(Patience);
        }
        finally
        {
            Page.FrameNavigated -= Note;
        }

        await Page.WaitForLoadStateAsync();
        await ArrivedAsync(status);

        void Note(object? sender, IFrame frame)
        {
            if (frame == Page.MainFrame) arrived.TrySetResult();
        }
    }

    public ILocator Button(string words) => Page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true });

    public Task FillAsync(string name, string text) => Page.Locator($"[name='{name}']").FillAsync(text);

    /// <summary>A radio or a tick by its value.</summary>
    public Task ChooseAsync(string name, object value) => TickAsync(Page.Locator($"input[name='{name}'][value='{value}']"));

    /// <summary>By keyboard, as no pointer's place matters then.</summary>
    public static async Task TickAsync(ILocator control)
    {
        if (!await control.IsCheckedAsync()) await control.PressAsync("Space");
        Assert.True(await control.IsCheckedAsync());
    }

    public Task SelectAsync(string name, object value) => Page.Locator($"select[name='{name}']").SelectOptionAsync($"{value}");

    public Task<string> HeadingAsync() => Page.Locator("h1").InnerTextAsync();

    /// <summary>
    /// The page is accessible by axe's rules, and readable in the other colour scheme too; it does not scroll sideways, asked nothing
    /// of anyone else, and broke none of its own policies. One that loads itself anew meanwhile is looked at again.
    /// </summary>
    public async Task CheckAsync()
    {
        for (var looks = 1; ; looks++)
        {
            var arrivals = _arrivals;
            try
            {
                await LookAsync();
                return;
            }
            catch (Exception failure) when (looks < MostLooks && (_arrivals != arrivals || failure.Message.Contains("Execution context was destroyed", StringComparison.Ordinal)))
            {
                await Page.EmulateMediaAsync(new() { ColorScheme = _reading.Colours });
                await Page.WaitForLoadStateAsync();
            }
        }
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private async Task LookAsync()
    {
        await AllowScriptsAsync(true);
        await Axe.CheckAsync(Page);
        await Page.EmulateMediaAsync(new() { ColorScheme = _reading.Colours == ColorScheme.Dark ? ColorScheme.Light : ColorScheme.Dark });
        await Axe.CheckContrastAsync(Page);
        await Page.EmulateMediaAsync(new() { ColorScheme = _reading.Colours });
        var widths = await Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        await AllowScriptsAsync(false);
        Assert.True(widths[0] <= widths[1], $"{Page.Url} is {widths[0]} pixels wide in a window of {widths[1]}.");
        Assert.Empty(_troubles.Select(trouble => $"{Page.Url}: {trouble}"));
    }

    private async Task ArrivedAsync(int status)
    {
        Assert.True(status == _status, $"{Page.Url} answered {_status} instead of {status}: {await Page.Locator("main").InnerTextAsync()}");
        await CheckAsync();
    }

    /// <summary>axe is a script: where the page's own are off they stay off while axe looks at it, for they did not run when it loaded.</summary>
    private Task AllowScriptsAsync(bool allow) => _scriptSwitch is null
        ? Task.CompletedTask
        : _scriptSwitch.SendAsync("Emulation.setScriptExecutionDisabled", new() { ["value"] = !allow });

    private bool IsOwn(string url) => !url.StartsWith("http", StringComparison.Ordinal) || new Uri(url).Authority == _site.Authority;

    /// <summary>What the page asked and then no longer wanted, such as suggestions for a word that was typed on.</summary>
    private static bool IsWithdrawn(IRequest request) => request is { ResourceType: "fetch", Failure: "net::ERR_ABORTED" };

    /// <summary>Chromium reports the page's own status where it is an error, and a policy's feature that this system does not have.</summary>
    private bool IsExpected(IConsoleMessage message) =>
        message.Text.EndsWith("Unrecognized feature: 'web-share'.", StringComparison.Ordinal)
        || message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal) && message.Location.StartsWith(_asked, StringComparison.Ordinal);
}
